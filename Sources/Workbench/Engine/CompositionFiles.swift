import Component

/// What is composed for a template: its own component, the stubs of those it calls, and the file
/// that the manifest names as its component.
struct CompositionFiles {
  private struct Plug {
    var template: String
    var path: String
    var part: CompositionPart?
    var exports: [String] = []
    var problem: String?
  }

  private let template: String
  let socket: String
  let destination: String
  private let plugs: [Plug]
  private let composition: Result<Composition, EngineFailure>

  init(_ name: String, in workspace: Workspace) throws(EngineFailure) {
    guard let template = workspace.template(named: name), let path = template.description.component
    else {
      throw EngineFailure(
        "`\(name)` has no component in \(Manifest.fileName): there is nothing to compose.")
    }
    let calls = template.description.calls
    self.template = name
    let parts = ComposedParts(component: path, template: name)
    // A component without stubs is shown as it is.
    socket = calls.isEmpty ? Files.normalized(path) : parts.own
    destination = Files.normalized(path)
    plugs = calls.map { call in Self.plug(call, parts.stub(of: call), workspace) }
    composition = Self.composition(socket, plugs, workspace)
  }

  private static func plug(_ call: String, _ path: String, _ workspace: Workspace) -> Plug {
    var plug = Plug(template: call, path: path)
    do {
      let bytes = try read(path, workspace)
      plug.exports = try ComponentDecoder.decode(bytes).type.exports.compactMap(\.name)
      plug.part = CompositionPart(name: call, bytes: bytes)
    } catch let failure as EngineFailure {
      plug.problem = failure.text
    } catch {
      plug.problem = "\(path): \((error as? DecodeError)?.text ?? "\(error)")"
    }
    return plug
  }

  private static func read(
    _ path: String, _ workspace: Workspace
  ) throws(EngineFailure) -> [UInt8] {
    do {
      return try Files.read(workspace.absolute(path))
    } catch {
      throw EngineFailure("\(path): \(error.reason). b builds it (Stubs, 2).")
    }
  }

  private static func composition(
    _ socket: String, _ plugs: [Plug], _ workspace: Workspace
  ) -> Result<Composition, EngineFailure> {
    do {
      let part = CompositionPart(name: socket, bytes: try read(socket, workspace))
      return .success(try Composition(socket: part, plugs: plugs.compactMap(\.part)))
    } catch let failure as EngineFailure {
      return .failure(failure)
    } catch let error as CompositionError {
      return .failure(EngineFailure(error.text))
    } catch {
      return .failure(EngineFailure("\(error)"))
    }
  }

  /// The composed component's bytes.
  func composed() throws(EngineFailure) -> [UInt8] {
    guard !plugs.isEmpty else { throw callsNobody }
    if let problem = plugs.lazy.compactMap(\.problem).first { throw EngineFailure(problem) }
    do {
      return try composition.get().encode()
    } catch let failure as EngineFailure {
      throw failure
    } catch {
      throw EngineFailure((error as? CompositionError)?.text ?? "\(error)")
    }
  }

  private var callsNobody: EngineFailure {
    EngineFailure(
      "`\(template)` calls nobody: `calls = [\"…\"]` in \(Manifest.fileName) names the templates that "
        + "it gets stubs of.")
  }

  /// The plan as the screen shows it.
  var sheet: WiringSheet {
    var sheet = WiringSheet(
      template: template, socketPath: socket,
      plugs: plugs.map { .init(name: $0.template, path: $0.path, exports: $0.exports) },
      imports: [], exports: [], destinationPath: destination)
    for (index, plug) in plugs.enumerated() { sheet.plugs[index].problem = plug.problem }
    switch composition {
    case .failure(let failure): sheet.problem = failure.text
    case .success(let plan):
      sheet.imports = plan.imports.filter { $0.importer == socket }.map {
        .init(name: $0.name, wire: WiringSheet.Wire($0.wire))
      }
      sheet.exports = plan.exports
      sheet.problem = plugs.isEmpty ? callsNobody.text : plan.problem?.text
      for unused in plan.unusedPlugs {
        guard let place = sheet.plugs.firstIndex(where: { $0.name == unused.name }) else {
          continue
        }
        sheet.plugs[place].problem = unused.reason
      }
    }
    return sheet
  }
}

extension WiringSheet.Wire {
  fileprivate init(_ wire: Composition.Wire) {
    switch wire {
    case .satisfied(let plug): self = .satisfied(by: plug)
    case .open: self = .open
    case .refused(let plug, let reason): self = .refused(by: plug, reason: reason)
    }
  }
}
