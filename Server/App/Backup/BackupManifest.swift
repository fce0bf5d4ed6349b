internal import CaseCrypto
public import CaseProtocol

/// What a backup says of itself, in its file `manifest.json`, which is written last.
///
/// Files of evidence are not listed: the name of each is its SHA-256, and the database, which is listed, says which there
/// are and how long. Whoever can write into a backup can write another manifest: it finds damage, not malice.
public struct BackupManifest: Hashable, Sendable, Codable {
    public static let fileName = "manifest.json"
    /// The latest format that is read. Format 2 holds orders to devices, or what they handed in; a backup without either is
    /// written in format 1.
    public static let formatNow = 2

    public var format: Int
    /// When the copy of the database was begun, by the clock of the server's machine.
    public var at: Timestamp
    public var facts: StoreFacts
    public var parts: [Part]
    public var evidence: Evidence

    /// A file other than evidence.
    public struct Part: Hashable, Sendable, Codable {
        /// Below the backup's folder.
        public var path: String
        public var bytes: Int
        /// 64 hexadecimal digits.
        public var sha256: String

        public init(path: String, bytes: Int, sha256: String) {
            self.path = path
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    /// The files of evidence, together.
    public struct Evidence: Hashable, Sendable, Codable {
        public var files: Int
        public var bytes: Int

        public init(files: Int, bytes: Int) {
            self.files = files
            self.bytes = bytes
        }
    }

    public init(at: Timestamp, facts: StoreFacts, parts: [Part], evidence: Evidence) {
        let isPlain = parts.allSatisfy { !$0.path.contains("/") || $0.path.hasPrefix("keys/") }
        format = isPlain ? 1 : Self.formatNow
        self.at = at
        self.facts = facts
        self.parts = parts
        self.evidence = evidence
    }

    /// Of everything but the manifest.
    public var byteCount: Int { parts.reduce(evidence.bytes) { $0 + $1.bytes } }

    /// The bytes of the file: canonical JSON with its own hash, and a line's end.
    public func fileBytes() throws -> [UInt8] {
        let sealed = Sealed(manifest: self, sha256: SHA256.hash(try CanonicalJSON.encode(self)).hex)
        return try CanonicalJSON.encode(sealed) + [0x0A]
    }

    /// Reads the file, and takes it only as it was written, to the byte.
    ///
    /// - Throws: a ``Problem`` for one that is damaged or of a newer program.
    public init(fileBytes: [UInt8]) throws {
        guard let sealed = try? CanonicalJSON.decode(Sealed.self, from: fileBytes) else {
            throw Problem(.hashMismatch, "The backup's \(Self.fileName) is damaged.", path: Self.fileName)
        }
        guard sealed.manifest.format <= Self.formatNow else {
            throw Problem(.invalidField, "A newer tatuad made this backup. Restore it with that one.", path: "from")
        }
        guard try sealed.manifest.fileBytes() == fileBytes else {
            throw Problem(.hashMismatch, "The backup's \(Self.fileName) is damaged.", path: Self.fileName)
        }
        self = sealed.manifest
    }

    private struct Sealed: Codable {
        var manifest: BackupManifest
        var sha256: String
    }
}
