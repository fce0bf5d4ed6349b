internal import CaseCrypto
public import CaseProtocol
internal import Gzip
internal import Workflow

extension ServerCore {
    /// Writes the answer to what a device asked for: all pages from where it stands to a complete round, as a pull gives them.
    ///
    /// A cursor that no longer counts here (the server was restored, or the place is another person's) is answered from the very
    /// beginning.
    ///
    /// - Parameter partBytesMax: a bundle whose pages reach this before they are packed ends with its page, and the next part
    ///   goes on; `nil` for one bundle.
    /// - Parameter begin: begins a part, from 1: answers where it goes, and what to do when it is whole.
    /// - Returns: how many parts.
    public func exportBundle(
        for ask: BundleAsk, partBytesMax: Int? = nil,
        begin: (_ part: Int) throws -> (output: BundleOutput, finish: () throws -> Void)
    ) async throws -> Int {
        let own = try ownBundleKeys()
        let (person, keys) = try await sender(user: ask.user, replica: ask.replica, signer: ask.signingKeyID)
        let created = clock.now()
        // A device may learn from this answer that the server was put back: it says whose numbers it knows.
        var request = PullRequest(replica: ask.replica, cursor: ask.cursor, acked: ask.acked, lastMid: true)
        var page = try await firstPage(&request, as: person)
        let isFull = request.cursor == nil
        // Asked for after the first page: what the device says may be how the server learns that it was put back, and then its
        // history has a new name.
        let epoch = try await identity().epochText
        var since = ask.cursor
        var part = 0
        while true {
            part += 1
            let preamble = try BundleHeader(
                kind: .toDevice, from: KeyID.text(of: own.signingKey.verifyingKey.rawBytes),
                to: KeyID.text(of: keys.agreement.rawBytes), created: created
            ).preamble()
            let (output, finish) = try begin(part)
            var sealer = try EnvelopeSealer(
                domain: BundleHeader.domain, preamble: preamble, to: keys.agreement, signedBy: own.signingKey,
                output: output)
            let manifest = BundleManifest(
                kind: .toDevice, replica: ask.replica, user: ask.user, epoch: epoch, since: since,
                isFull: part == 1 && isFull, part: part, problem: ask.problem)
            var packer = GzipBlockWriter()
            try sealer.append(
                try packer.append(BundleRecord(.manifest, try CanonicalJSON.encode(manifest)).framed))
            var byteCount = 0
            var trailer = try Self.trailer(of: page)
            while true {
                try sealer.append(try packer.append(BundleRecord(.page, page).framed))
                byteCount += page.count
                since = trailer.next
                if trailer.complete { break }
                request.cursor = trailer.next
                page = try await pull(request, as: person)
                trailer = try Self.trailer(of: page)
                if let partBytesMax, byteCount + page.count > partBytesMax { break }
            }
            try sealer.append(try packer.finish())
            try sealer.finish()
            try finish()
            // The page at hand opens the next part, unless it was the last.
            if since == trailer.next, trailer.complete { return part }
        }
    }

    /// What a device that has a network does with such a cursor: it asks from the beginning. A bundle has nobody to ask again.
    private static let asksForAll: Set<ProblemCode> = [.epochChanged, .cursorInvalid, .cursorForeign]

    private func firstPage(_ request: inout PullRequest, as person: SignedIn) async throws -> [UInt8] {
        do {
            return try await pull(request, as: person)
        } catch let problem as Problem where Self.asksForAll.contains(problem.code) {
            // What was decided may have been decided anew, for a copy of the device: all of it is said again.
            (request.cursor, request.acked) = (nil, 0)
            return try await pull(request, as: person)
        }
    }

    private static func trailer(of page: [UInt8]) throws -> PullTrailer {
        let lines = page.split(separator: UInt8(ascii: "\n"))
        guard let last = lines.last, case .end(let trailer) = try PullLine(parsing: last) else {
            throw StoreError.damaged("a page without a trailer")
        }
        return trailer
    }
}
