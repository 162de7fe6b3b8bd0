// swift-tools-version: 6.2
import PackageDescription

let rules: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
]

/// For the modules that read what others wrote: the compiler promises that `unsafe` is nowhere.
let pure = rules + [.strictMemorySafety()]

let package = Package(
  name: "witbench",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "witbench", targets: ["witbench"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .target(name: "WIT", swiftSettings: pure),
    .target(name: "Component", dependencies: ["WIT"], swiftSettings: pure),
    .target(
      name: "StubGen", dependencies: ["WIT", "Component"],
      // What guests are compiled with: carried inside the program, no part of it.
      resources: [.embedInCode("Guest")], swiftSettings: pure),
    .target(name: "CWasmtime"),
    .target(name: "CThreads"),
    .target(
      name: "Runtime",
      dependencies: [
        "WIT", "Component", "CWasmtime", "CThreads",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: rules),
    .target(
      name: "Themes", path: "themes",
      // Carried inside the program, which so has its colours wherever it lies.
      resources: [
        .embedInCode("dawn.toml"), .embedInCode("default.toml"), .embedInCode("dusk.toml"),
        .embedInCode("harbor.toml"), .embedInCode("high-contrast.toml"),
        .embedInCode("mono.toml"), .embedInCode("paper.toml"),
      ],
      swiftSettings: pure),
    .target(
      name: "Workbench",
      dependencies: [
        "WIT", "Component", "StubGen", "Runtime", "Themes",
        .product(name: "TOMLKit", package: "TOMLKit"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: rules),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "Terminal", dependencies: ["Workbench", "CNcurses", "Runtime"],
      exclude: ["Screen/direct.terminfo"], swiftSettings: rules),
    .executableTarget(
      name: "witbench",
      dependencies: [
        "WIT", "Component", "StubGen", "Runtime", "Workbench", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: rules),
    .executableTarget(
      name: "bench",
      dependencies: ["WIT", "Component", "StubGen", "CWasmtime", "Runtime", "Workbench"],
      path: "Benchmarks",
      swiftSettings: rules),
    // What tests share: the corpus, the judge, golden files.
    .target(
      name: "TestSupport", dependencies: ["WIT", "Component"], path: "Tests/TestSupport",
      swiftSettings: rules),
    // Between SQLite and the disk: records what is written, and lets it fail.
    .target(
      name: "CRecordingVFS", path: "Tests/CRecordingVFS",
      linkerSettings: [.linkedLibrary("sqlite3")]),
    // The long forms of checks that the tests do in short; Scripts/prove runs it.
    .executableTarget(
      name: "prove", dependencies: ["TestSupport"], path: "Tests/Prove", swiftSettings: rules),
    .testTarget(
      name: "WITTests", dependencies: ["WIT", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: rules),
    .testTarget(
      name: "ComponentTests", dependencies: ["WIT", "Component", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: rules),
    .testTarget(
      name: "StubGenTests",
      dependencies: ["WIT", "Component", "StubGen", "Runtime", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: rules),
    .testTarget(
      name: "RuntimeTests",
      dependencies: [
        "WIT", "Component", "Runtime", "TestSupport", "CRecordingVFS",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"], swiftSettings: rules),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: ["WIT", "Component", "StubGen", "Runtime", "Workbench", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: rules),
    .testTarget(
      name: "WitbenchTests", dependencies: ["Terminal", "Workbench", "Runtime", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: rules),
  ],
  swiftLanguageModes: [.v6]
)
