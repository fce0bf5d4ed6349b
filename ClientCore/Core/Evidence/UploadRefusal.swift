public import CaseProtocol

/// That the server does not take a file of one's own, and why. It is not offered again until its author wants that, or
/// until there is a reason to think that it would be taken.
public struct UploadRefusal: Hashable, Sendable, Codable {
    /// What the server said.
    public var problem: Problem
    /// The server's moment as of which it did, as far as known.
    public var asOf: Timestamp?
    /// The server's limits at that time, as far as known.
    public var limits: BlobLimits?

    /// Whether the server is known to refuse it still: with the same limits and, of what is refused for a day, on that day.
    func holds(asOf moment: Timestamp?, _ limits: BlobLimits?) -> Bool {
        guard limits == self.limits else { return false }
        return problem.code != .quotaExceeded || moment?.day() == asOf?.day()
    }

    /// What is about the file and not about the moment or the link.
    static let lasting: Set<ProblemCode> = [
        .contentMismatch, .contentRefused, .metadataRemains, .invalidField, .bodyTooLarge, .quotaExceeded,
    ]
}

extension Replica {
    /// Files of one's own that the server refused and that are not offered again by themselves.
    public func uploadRefusals() throws -> [BlobID: UploadRefusal] {
        let meta = try meta()
        let limits = meta.hello?.limits.blobs
        let held = (meta.uploadRefusals ?? [:]).compactMap { name, refusal in
            refusal.holds(asOf: meta.asOf, limits) ? BlobID(name).map { ($0, refusal) } : nil
        }
        return Dictionary(held, uniquingKeysWith: { $1 })
    }

    /// Offers the files of an attachment again with the next sync, though the server refused them.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` where none of its files was refused.
    public func offerAgain(_ mid: CommandID) throws {
        let entry = try store.read { try $0.outboxEntry(mid) }
        let refused = try uploadRefusals()
        let blobs = (entry?.blobs ?? []).filter { refused[$0] != nil }
        guard !blobs.isEmpty else { throw Problem(.notFound, "No file of this change was refused.") }
        try forgetRefusals(of: blobs)
    }

    /// Notes that the server refused a file; what may go well the next time is not noted.
    func noteRefusal(_ problem: Problem, of blob: BlobID) throws {
        guard UploadRefusal.lasting.contains(problem.code) else { return }
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            meta.uploadRefusals = (meta.uploadRefusals ?? [:]).merging([
                blob.description: UploadRefusal(
                    problem: problem, asOf: meta.asOf, limits: meta.hello?.limits.blobs)
            ]) { $1 }
            try transaction.setMeta(meta)
        }
    }

    /// Forgets what was said of files that are taken, gone or to be offered again.
    func forgetRefusals(of blobs: [BlobID]) throws {
        let names = Set(blobs.map(\.description))
        guard let known = try meta().uploadRefusals, known.keys.contains(where: names.contains) else { return }
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            let left = (meta.uploadRefusals ?? [:]).filter { !names.contains($0.key) }
            meta.uploadRefusals = left.isEmpty ? nil : left
            try transaction.setMeta(meta)
        }
    }
}

extension OutboxEntry {
    /// The files that it attaches; none of another command, or of one that was discarded.
    public var blobs: [BlobID] {
        guard case .addEvidence(let evidence)? = try? envelope.command() else { return [] }
        return [evidence.blob, evidence.thumb].compactMap(\.self)
    }
}
