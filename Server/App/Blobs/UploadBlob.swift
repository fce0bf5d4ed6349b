internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

/// How far an upload came.
public struct BlobUploadState: Hashable, Sendable {
    public var offset: Int
    public var length: Int
    /// Whether all bytes are here and are what the hash says.
    public var isComplete: Bool
}

/// A part of an upload, while its bytes come in.
public struct BlobUpload: Sendable {
    let name: BlobUploadName
    let person: SignedIn
    let parts: [EvidencePart]
    let length: Int
    /// How many bytes may come with this part.
    let bytesMax: Int
    fileprivate(set) var offset: Int
    fileprivate(set) var received = 0
}

extension ServerCore {
    /// How far the asker's own upload of these bytes came. Says nothing of what others have sent.
    ///
    /// - Throws: ``ProblemCode/notFound`` unless the asker attached them.
    public func uploadState(of blob: BlobID, by person: SignedIn) async throws -> BlobUploadState {
        let (parts, isComplete) = try await store.read { snapshot in
            (
                try snapshot.ownParts(of: blob, by: person.party.id),
                try snapshot.hasSent(blob, by: person.party.id)
            )
        }
        guard let length = parts.first?.bytes else { throw Problem.noBlob }
        let name = BlobUploadName(replica: person.replica, blob: blob)
        let offset = isComplete ? length : try blobs.count(of: name)
        return BlobUploadState(offset: offset, length: length, isComplete: isComplete)
    }

    /// Begins to take in a part of an upload. Everybody sends all bytes of what they attach, whether they are here or not.
    ///
    /// - Parameter bytes: how many will come, if the sender says so.
    /// - Throws: ``ProblemCode/notFound``, ``ProblemCode/invalidField``, ``ProblemCode/bodyTooLarge``,
    ///   ``ProblemCode/quotaExceeded``, ``ProblemCode/uploadOffset``.
    public func beginUpload(
        of blob: BlobID, at offset: Int, length: Int, bytes: Int?, by person: SignedIn
    ) async throws -> BlobUpload {
        let user = person.party.id
        let today = clock.now().day()
        let (parts, hasSent, sent) = try await store.read { snapshot in
            (
                try snapshot.ownParts(of: blob, by: user), try snapshot.hasSent(blob, by: user),
                try snapshot.sentBytes(by: user, on: today)
            )
        }
        guard !parts.isEmpty else { throw Problem.noBlob }
        guard parts.contains(where: { $0.bytes == length }) else {
            throw Problem(
                .invalidField, "The evidence says how many bytes there are: \(parts[0].bytes).",
                path: BlobHeader.length, allowed: [String(parts[0].bytes)])
        }
        let limits = limits.blobs ?? .standard
        if let bytes, bytes > limits.chunkBytesMax { throw Problem.bodyTooLarge(bytesMax: limits.chunkBytesMax) }
        let name = BlobUploadName(replica: person.replica, blob: blob)
        let count = hasSent ? length : try blobs.count(of: name)
        guard offset == count else { throw Problem.uploadOffset(count) }
        guard sent < limits.dayBytesMax else { throw Problem.dayQuota(limits.dayBytesMax) }
        return BlobUpload(
            name: name, person: person, parts: parts, length: length,
            bytesMax: min(limits.chunkBytesMax, length - offset), offset: offset)
    }

    /// Takes in what arrived, however little: a request that dies half-way has not been in vain.
    ///
    /// - Throws: ``ProblemCode/bodyTooLarge``, ``ProblemCode/storageFull``, ``ProblemCode/uploadOffset`` when another request
    ///   of the same device was faster.
    public func receive(_ bytes: [UInt8], for upload: inout BlobUpload) throws {
        guard upload.received + bytes.count <= upload.bytesMax else {
            throw Problem.bodyTooLarge(bytesMax: upload.bytesMax)
        }
        guard !bytes.isEmpty else { return }
        let stands: Int?
        do {
            stands = try blobs.append(bytes, to: upload.name, at: upload.offset, now: clock.now())
        } catch is StorageFull {
            log.error("no room is left for files")
            throw Problem(
                .storageFull,
                "The server has no room for more files at the moment. Yours stays on this device and is sent later.")
        }
        guard let stands else {
            throw Problem.uploadOffset(try blobs.count(of: upload.name))
        }
        upload.offset = stands
        upload.received += bytes.count
    }

    /// Ends a part, also one that was cut short, and checks the whole once all bytes are here.
    ///
    /// - Throws: ``ProblemCode/hashMismatch``, ``ProblemCode/contentRefused``, ``ProblemCode/contentMismatch`` or
    ///   ``ProblemCode/metadataRemains``; the bytes are dropped then.
    public func endUpload(_ upload: BlobUpload) async throws -> BlobUploadState {
        let now = clock.now()
        let user = upload.person.party.id
        if upload.received > 0 {
            try await store.write { try $0.addSentBytes(upload.received, by: user, on: now.day()) }
        }
        guard upload.offset == upload.length else {
            return BlobUploadState(offset: upload.offset, length: upload.length, isComplete: false)
        }
        let done = BlobUploadState(offset: upload.length, length: upload.length, isComplete: true)
        if try await store.read({ try $0.hasSent(upload.name.blob, by: user) }) { return done }
        let record: BlobRecord
        do {
            guard let source = try blobs.source(of: upload.name) else { throw Problem.uploadOffset(0) }
            record = try BlobRecord(examining: source, upload.name.blob, parts: upload.parts, at: now)
        } catch let problem as Problem {
            try blobs.drop(upload.name)
            throw problem
        }
        try blobs.flush(upload.name)
        let blobs = blobs
        // In one body, because such bodies run one at a time: the clean-up must not come between. If the transaction
        // fails after the file has moved, the file has no record and is as good as not there.
        try await store.write { transaction in
            try transaction.check(upload.person)
            try blobs.keep(upload.name)
            try transaction.put(record, sentBy: user)
        }
        return done
    }
}

extension BlobRecord {
    /// Looks at all bytes of an upload.
    ///
    /// - Throws: a ``Problem`` when they are not what their hash or every row of their sender says.
    fileprivate init(examining source: any ByteSource, _ blob: BlobID, parts: [EvidencePart], at now: Timestamp) throws
    {
        guard try source.sha256() == blob else {
            throw Problem(
                .hashMismatch,
                "The bytes that came are not those that were announced. They are dropped; send them again.")
        }
        let media: Set<MediaType>
        switch try Content(of: source) {
        case .refused(let reason): throw Problem(.contentRefused, reason.sentence)
        case .media(let found): media = found
        }
        let fitting = parts.filter { media.contains($0.media) && $0.bytes == source.count }
        guard !fitting.isEmpty else {
            throw Problem(
                .contentMismatch, "The file is not what it was said to be, but \(media.words).",
                allowed: media.map(\.rawValue).sorted())
        }
        let isStripped = try media.contains { try $0.canBeStripped && PublicCopy.isOne(source, $0) }
        guard isStripped || !fitting.allSatisfy(\.isStripped) else {
            throw Problem(
                .metadataRemains,
                "A copy for the public must not say where or by what it was taken, and this one still may.")
        }
        self.init(id: blob, bytes: source.count, media: media, isStripped: isStripped, storedAt: now)
    }
}

extension ByteSource {
    /// The name of all bytes, read in pieces.
    package func sha256() throws -> BlobID? {
        var hasher = SHA256Hasher()
        var offset = 0
        while offset < count {
            let piece = try bytes(at: offset, count: 65_536)
            guard !piece.isEmpty else { break }
            hasher.update(piece)
            offset += piece.count
        }
        return BlobID(digest: hasher.finish().bytes)
    }
}

extension Set<MediaType> {
    fileprivate var words: String { map(\.title).sorted().joined(separator: " or ") }
}

extension Problem {
    static func uploadOffset(_ offset: Int) -> Problem {
        Problem(
            .uploadOffset, "The upload stands at \(offset) bytes; go on from there.", path: BlobHeader.offset,
            allowed: [String(offset)])
    }

    static func dayQuota(_ bytesMax: Int) -> Problem {
        Problem(
            .quotaExceeded,
            "You have sent \(bytesMax / 1_048_576) MB of files today, the most for one day. The rest "
                + "can be sent tomorrow.")
    }
}
