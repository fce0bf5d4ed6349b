// swift-tools-version: 6.2
// The map of docs/README.md as code: targets, the edges between them, and the feature flags, set once.
import PackageDescription

/// `TATUA_SIM=1` builds the simulator (`make sim`): its targets, and the planted bugs that it must find. Without it
/// neither exists.
let isSimulated = Context.environment["TATUA_SIM"] != nil

/// `TATUA_FUZZ_BUILD=1` builds the fuzzers (`make fuzz`): every target of ours counts the edges that an input takes.
let isFuzzed = Context.environment["TATUA_FUZZ_BUILD"] != nil

let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
    ] + (isSimulated ? [.define("PLANTED_BUGS")] : [])
    + (isFuzzed ? [.unsafeFlags(["-sanitize=fuzzer", "-O"])] : [])

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")

/// A target of ours at `path`, with the flags every one of them has.
func module(_ name: String, _ path: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
}
func program(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude, swiftSettings: settings)
}

/// The deterministic simulation; see docs/simulation.md.
let simulator: [Target] = [
    .target(
        name: "CFaultDisk", path: "Tests/Simulator/CFaultDisk", cSettings: [.unsafeFlags(["-O2"])],
        linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
        name: "tatua-sim",
        dependencies: [
            "CFaultDisk", "Server", "ServerSQLite", "ClientCore", "ClientCrypto", "ClientSQLite", "CaseProtocol",
            "Workflow", "CaseCrypto", "Gzip", argumentParser, logging,
        ], path: "Tests/Simulator", exclude: ["CFaultDisk", "Open.txt", "Regressions.txt"], swiftSettings: settings),
]

/// The terminal program. The fuzzer's build has it as a library, whose `main` is called otherwise: only tests can import a
/// program.
let terminal: [Target.Dependency] = [
    "ClientCore", "ClientCrypto", "ClientSQLite", "ClientHTTP", "CaseProtocol", "Workflow", "CPicture", "CProcess",
    argumentParser,
]
let terminalAsLibrary: [SwiftSetting] = [
    .unsafeFlags([
        "-parse-as-library", "-Xfrontend", "-entry-point-function-name", "-Xfrontend", "tatua_main",
    ])
]
let terminalEntry: [Target.Dependency] = ["tatua", "FuzzEntries", "CaseProtocol", "Workflow"]

/// libFuzzer over the entries of `FuzzEntries` and the terminal's; see docs/fuzzing.md.
let fuzzer: [Target] = [
    .target(
        name: "tatua", dependencies: terminal, path: "Sources/tatua", swiftSettings: settings + terminalAsLibrary),
    .target(
        name: "FuzzTerminal", dependencies: terminalEntry, path: "Tests/Fuzz/Terminal",
        exclude: ["TerminalCorpusTests.swift"], swiftSettings: settings),
    .executableTarget(
        name: "tatua-fuzz", dependencies: ["FuzzEntries", "FuzzTerminal"], path: "Tests/Fuzz/Driver",
        swiftSettings: settings,
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
]

/// What the fuzzer's build has in another form.
let unfuzzed: [Target] = [
    program("tatua", "Sources/tatua", terminal),
    .testTarget(
        name: "TerminalCorpusTests", dependencies: terminalEntry, path: "Tests/Fuzz/Terminal", swiftSettings: settings),
]

let package = Package(
    name: "tatua",
    products: [
        .executable(name: "tatuad", targets: ["tatuad"]),
        .library(name: "ClientCore", targets: ["ClientCore"]),
    ] + (isFuzzed ? [] : [.executable(name: "tatua", targets: ["tatua"])]),
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenSSL", path: "Sources/COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CProcess", path: "Sources/CProcess"),
        module("Gzip", "Sources/Gzip", ["CZlib"]),
        .target(
            name: "CPicture", path: "Sources/CPicture",
            cSettings: isFuzzed ? [.unsafeFlags(["-fsanitize=fuzzer-no-link"])] : [],
            linkerSettings: [.linkedLibrary("jpeg"), .linkedLibrary("png")]),
        module("CaseProtocol", "Protocol", [], exclude: ["README.md", "Schemas", "openapi.json"]),
        module("Workflow", "Sources/Workflow", ["CaseProtocol"]),
        module("CaseCrypto", "Sources/CaseCrypto", ["COpenSSL"]),
        module("ClientCore", "ClientCore/Core", ["CaseProtocol", "Workflow"]),
        module("ClientCrypto", "ClientCore/Crypto", ["ClientCore", "CaseProtocol", "CaseCrypto", "Gzip"]),
        module("ClientSQLite", "ClientCore/SQLiteStore", ["ClientCore", "CaseProtocol", "Workflow", grdb]),
        module(
            "ClientHTTP", "ClientCore/HTTPTransport",
            ["ClientCore", "CaseProtocol", "Gzip", asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL]),
        module("Server", "Server/App", ["CaseProtocol", "Workflow", "CaseCrypto", "Gzip", logging]),
        module(
            "ServerHTTP", "Server/HTTP",
            [
                "Server", "CaseProtocol", "CaseCrypto", "Gzip", hummingbird, logging, lifecycle, nioCore, nioHTTPTypes,
                nioSSL, unixSignals,
            ]),
        module("ServerSQLite", "Server/SQLiteStore", ["Server", "CaseProtocol", "Workflow", "CaseCrypto", grdb]),
        program(
            "tatuad", "Sources/tatuad",
            [
                "Server", "ServerHTTP", "ServerSQLite", "CaseProtocol", "Workflow", "CaseCrypto", argumentParser,
                hummingbird,
                logging,
                lifecycle, asyncHTTPClient, nioCore, nioHTTP1, nioSSL,
            ]),
        .executableTarget(
            name: "tatua-bench",
            dependencies: [
                "CaseProtocol", "ClientCore", "ClientCrypto", "ClientHTTP", "ClientSQLite", "Gzip", "Server",
                "ServerSQLite", grdb, hummingbird,
            ], path: "Benchmarks", exclude: ["Links"], swiftSettings: settings),
        tests("ProtocolTests", ["CaseProtocol", "CaseCrypto"], exclude: ["Golden"]),
        tests("WorkflowTests", ["Workflow", "CaseProtocol"]),
        tests("CaseCryptoTests", ["CaseCrypto"]),
        tests("GzipTests", ["Gzip"]),
        tests(
            "ServerTests",
            [
                "Server", "ServerHTTP", "ServerSQLite", "CaseProtocol", "Workflow", "CaseCrypto", "ClientCore",
                "ClientCrypto", "ClientHTTP", "Gzip", grdb, hummingbird,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                logging, nioCore, nioPosix,
            ]),
        tests(
            "ClientCoreTests",
            [
                "ClientCore", "ClientCrypto", "ClientSQLite", "ClientHTTP", "CaseProtocol", "Workflow", "Gzip", grdb,
                nioCore, nioPosix, nioSSL,
            ]),
        tests(
            "SimulationTests",
            [
                "Server", "ServerSQLite", "ClientCore", "ClientCrypto", "ClientSQLite", "CaseProtocol", "Workflow",
                "CaseCrypto", logging,
            ]),
        tests(
            "ProcessTests", ["tatua", "tatuad", "ClientCore", "ClientHTTP", "CaseProtocol"], exclude: ["Earlier"]),
        tests(
            "tatuaTests",
            ["tatua", "ClientCore", "ClientCrypto", "CaseProtocol", "Workflow", "CPicture", argumentParser],
            exclude: ["Transcripts"]),
        tests("TidyTests", []),
        module(
            "FuzzEntries", "Tests/Fuzz/Entries",
            [
                "Server", "ServerHTTP", "ClientCore", "ClientCrypto", "CaseProtocol", "Workflow", "CaseCrypto", "Gzip",
                hummingbird, logging, nioCore, .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        .testTarget(
            name: "FuzzTests", dependencies: ["FuzzEntries"], path: "Tests/FuzzTests", swiftSettings: settings),
    ] + (isSimulated ? simulator : []) + (isFuzzed ? fuzzer : unfuzzed),
    swiftLanguageModes: [.v6]
)
