public import CaseCrypto
public import CaseProtocol
internal import Foundation
internal import Synchronization

/// A ``DirectiveShelf`` in a data folder: `directives/<replica>.json`, and `rescued/<replica>-<content>-<hash>.bundle`.
public final class FileDirectiveShelf: DirectiveShelf {
    private let folder: String
    private let keeping = Mutex<Void>(())
    private let known: Mutex<[ReplicaID: SignedDirective]>

    /// Reads what is there.
    ///
    /// - Throws: a ``StoreError`` for a file that cannot be read as a directive: a device may be waiting for it.
    public init(dataFolder: String) throws {
        folder = dataFolder
        var found: [ReplicaID: SignedDirective] = [:]
        for part in ["directives", "rescued"] {
            try FileManager.default.createDirectory(
                atPath: "\(dataFolder)/\(part)", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: dataFolder + "/directives")
        for name in names where name.hasSuffix(".json") {
            let bytes = try Data(contentsOf: URL(filePath: "\(dataFolder)/directives/\(name)"))
            guard let directive = try? CanonicalJSON.decode(SignedDirective.self, from: bytes) else {
                throw StoreError.damaged("directives/\(name)")
            }
            found[directive.directive.replica] = directive
        }
        known = Mutex(found)
    }

    public func directive(to replica: ReplicaID) -> SignedDirective? { known.withLock { $0[replica] } }

    public func put(_ directive: SignedDirective) throws {
        let replica = directive.directive.replica
        try known.withLock { known in
            let path = "\(folder)/directives/\(replica).json"
            // An earlier order stands until the new one does.
            try Self.write(try CanonicalJSON.encode(directive), to: path, isReplacing: true)
            known[replica] = directive
        }
    }

    public func keep(
        _ bundle: [UInt8], of content: Digest, from replica: ReplicaID, bytesMax: Int
    ) throws -> RescueKeeping {
        // One at a time, so that two do not both find room for the last.
        try keeping.withLock { _ in
            let held = try FileManager.default.contentsOfDirectory(atPath: folder + "/rescued")
                .filter { $0.hasPrefix("\(replica)-") && $0.hasSuffix(".bundle") }
            let name = "\(replica)-\(KeyID.text(of: content.bytes))"
            guard !held.contains(where: { $0.hasPrefix(name + "-") }) else { return .known }
            let byteCount = try held.reduce(bundle.count) { sum, file in
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/rescued/\(file)")
                return sum + ((attributes[.size] as? Int) ?? bytesMax)
            }
            guard byteCount <= bytesMax else { return .full }
            try Self.write(bundle, to: "\(folder)/rescued/\(name)\(Self.ending(of: bundle))")
            return .kept
        }
    }

    public func holds(_ bundle: [UInt8]) throws -> Bool {
        let ending = Self.ending(of: bundle)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/rescued")
            .filter { $0.hasSuffix(ending) }
        // A name is short; the bytes say it.
        return try names.contains {
            try Data(contentsOf: URL(filePath: "\(folder)/rescued/\($0)")).elementsEqual(bundle)
        }
    }

    private static func ending(of bundle: [UInt8]) -> String {
        "-\(KeyID.text(of: SHA256.hash(bundle).bytes)).bundle"
    }

    private static func write(_ bytes: [UInt8], to path: String, isReplacing: Bool = false) throws {
        let file = try DraftFile(path, isReplacing: isReplacing)
        try file.write(bytes)
        try file.finish()
    }
}
