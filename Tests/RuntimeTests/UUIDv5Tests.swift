import Runtime
import Testing

private let dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"

@Suite struct UUIDv5Tests {
  @Test(arguments: [
    // The example of RFC 9562, appendix A.4.
    (dns, "www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2"),
    (dns, "", "4ebd0208-8328-5d69-8c44-ec50939c0967"),
    (dns, "ß/名", "aca90ea1-51f3-5314-ad47-1ffd0265185e"),
    (UUIDv5.rootNamespace, "order 1", "6b758696-08f8-5c38-ab9a-e1d344841811"),
    (UUIDv5.rootNamespace.uppercased(), "order 1", "6b758696-08f8-5c38-ab9a-e1d344841811"),
  ])
  func aNameInANamespaceHasOneUUID(namespace: String, name: String, uuid: String) {
    #expect(UUIDv5.make(namespace: namespace, name: name) == uuid)
  }

  @Test func aNamespaceThatIsNoUUIDStandsForItsOwn() {
    #expect(
      UUIDv5.make(namespace: "order 1", name: "oplog-index-3")
        == "4dd6c214-21aa-5940-859e-be28c9a2838f")
  }

  @Test func randomUUIDsAreOfVersionFourAndDiffer() {
    let uuids = (0..<100).map { _ in Array(UUIDv5.random()) }
    #expect(Set(uuids).count == 100)
    #expect(uuids.allSatisfy { $0.count == 36 && $0[14] == "4" && "89ab".contains($0[19]) })
  }

  @Test(arguments: [
    "", "6ba7b810", "6ba7b8109dad11d180b400c04fd430c8", "6ba7b810-9dad-11d1-80b4-00c04fd430cg",
    "6ba7b810-9dad-11d1-80b400c04fd430c8-", "6ba7b810-9dad-11d1-80b4-00c04fd430c8-",
  ])
  func whatIsNoUUIDHasNoBytes(text: String) {
    #expect(UUIDv5.bytes(of: text) == nil)
  }
}
