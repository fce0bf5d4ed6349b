public import CaseProtocol
internal import Workflow

/// Bytes that somebody may have.
public struct ReadableBlob: Sendable {
    public let id: BlobID
    /// A media type, such as `image/jpeg`.
    public let type: String
    let source: any ByteSource

    /// How many bytes there are.
    public var count: Int { source.count }

    /// The bytes from `offset` on, at most `count` of them.
    public func bytes(at offset: Int, count: Int) throws -> [UInt8] { try source.bytes(at: offset, count: count) }
}

extension ServerCore {
    /// Opens bytes of evidence that the asker sees now, or asked for on record as an auditor a while ago. What is confidential
    /// is on record before a byte of it goes out.
    ///
    /// - Throws: ``ProblemCode/notFound``, in the same words for bytes that are not here, that are not the asker's to
    ///   see, and that have not come yet.
    public func blob(_ id: BlobID, for person: SignedIn) async throws -> ReadableBlob {
        let now = clock.now()
        let (part, compartment) = try await store.read {
            [auditedFiles] snapshot -> (EvidencePart?, Compartment?) in
            try snapshot.check(person)
            guard let record = try snapshot.blobRecord(id) else { return (nil, nil) }
            if let found = try snapshot.readablePart(of: id, for: person.party, in: record) {
                return (found.part, found.compartment)
            }
            guard person.party.isAuditor else { return (nil, nil) }
            return (auditedFiles.part(of: id, for: person.party.id, at: now), nil)
        }
        guard let part, let source = try blobs.source(of: id) else { throw Problem.noBlob }
        try await note(id, in: compartment, to: person)
        return ReadableBlob(id: id, type: part.media.rawValue, source: source)
    }
}
