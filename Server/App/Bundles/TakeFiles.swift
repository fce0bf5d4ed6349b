internal import CaseProtocol

extension ServerCore {
    /// Takes in parts of files that came in a bundle, as if their author had sent them. What is here already is passed over, and
    /// what does not join on waits for the bundle with the parts before it: the file may be taken in again.
    ///
    /// - Returns: how many are whole now that were not before.
    /// - Throws: what an upload does, once everything else is taken in.
    func takeFiles(_ parts: [BundledPart], by person: SignedIn) async throws -> Int {
        var whole = 0
        var refused: Problem?
        for part in parts {
            do { whole += try await take(part, by: person) ? 1 : 0 } catch let problem as Problem {
                refused = refused ?? (problem.code == .notFound ? Self.unclaimed : problem)
            }
        }
        if let refused { throw refused }
        return whole
    }

    private static let unclaimed = Problem(
        .notFound,
        "These files belong to nothing that their sender attached here. If another bundle holds the commands that attach them, import that one first, and this one again."
    )

    /// Whether the file is whole with it, and was not before.
    private func take(_ part: BundledPart, by person: SignedIn) async throws -> Bool {
        var standing = try await uploadState(of: part.blob, by: person)
        if standing.isComplete { return false }
        while !standing.isComplete, standing.offset >= part.offset,
            standing.offset < part.offset + part.bytes.count
        {
            let from = standing.offset - part.offset
            let count = min((limits.blobs ?? .standard).chunkBytesMax, part.bytes.count - from)
            var upload = try await beginUpload(
                of: part.blob, at: standing.offset, length: part.length, bytes: count, by: person)
            try receive(Array(part.bytes[from..<from + count]), for: &upload)
            standing = try await endUpload(upload)
        }
        return standing.isComplete
    }
}
