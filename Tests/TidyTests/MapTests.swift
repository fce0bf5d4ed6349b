import Testing

/// The arrows of docs/README.md: which module may import what of ours and of the heavy libraries.
@Suite struct MapTests {
    private static let foundation: Set<String> = ["Foundation", "FoundationEssentials", "Glibc", "Darwin"]

    /// Folder of a module → what its files may import besides the standard library.
    private static let allowed: [(folder: String, imports: Set<String>)] = [
        ("Protocol", foundation),
        ("Sources/Workflow", ["CaseProtocol"]),
        ("Sources/Gzip", ["CZlib"]),
        ("Sources/CaseCrypto", foundation.union(["COpenSSL"])),
        ("ClientCore/Core", foundation.union(["CaseProtocol", "Workflow", "Synchronization"])),
        ("ClientCore/Crypto", ["CaseCrypto", "CaseProtocol", "ClientCore", "Gzip"]),
        (
            "ClientCore/SQLiteStore",
            foundation.union(["CaseProtocol", "Workflow", "ClientCore", "GRDB", "Synchronization"])
        ),
        (
            "ClientCore/HTTPTransport",
            foundation.union([
                "CaseProtocol", "ClientCore", "Gzip", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL",
                "Synchronization",
            ])
        ),
        (
            "Server/App",
            foundation.union([
                "CaseProtocol", "Workflow", "CaseCrypto", "Gzip", "Logging", "Synchronization", "Dispatch",
            ])
        ),
        (
            "Server/HTTP",
            foundation.union([
                "CaseProtocol", "CaseCrypto", "Gzip", "Server", "Hummingbird", "HTTPTypes", "Logging", "NIOCore",
                "HummingbirdCore", "NIOHTTPTypes", "NIOSSL", "ServiceLifecycle", "Synchronization", "UnixSignals",
            ])
        ),
        (
            "Server/SQLiteStore",
            foundation.union([
                "CaseProtocol", "Workflow", "CaseCrypto", "Server", "GRDB", "Synchronization", "Dispatch",
            ])
        ),
        (
            "Sources/tatua",
            foundation.union([
                "CaseProtocol", "Workflow", "ClientCore", "ClientCrypto", "ClientSQLite", "ClientHTTP", "CPicture",
                "CProcess", "ArgumentParser", "Synchronization",
            ])
        ),
        (
            "Sources/tatuad",
            foundation.union([
                "CaseProtocol", "Workflow", "CaseCrypto", "Server", "ServerHTTP", "ServerSQLite", "ArgumentParser",
                "AsyncHTTPClient",
                "Hummingbird", "Logging", "NIOCore", "NIOHTTP1", "NIOSSL", "ServiceLifecycle",
            ])
        ),
    ]

    @Test(arguments: allowed.indices)
    func `a module imports only what the map allows`(index: Int) throws {
        let (folder, imports) = Self.allowed[index]
        let files = try Tree.swiftFiles(folder)
        #expect(!files.isEmpty, "no files in \(folder)")
        for file in files {
            let extra = file.imports.subtracting(imports)
            #expect(extra.isEmpty, "\(file.path) imports \(extra.sorted())")
        }
    }

    @Test func `every source folder is on the map`() throws {
        for folder in Tree.sourceFolders {
            for file in try Tree.swiftFiles(folder) {
                #expect(
                    Self.allowed.contains { file.path.hasPrefix($0.folder + "/") }, "\(file.path) belongs to no module")
            }
        }
    }
}
