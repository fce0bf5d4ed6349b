public import CaseProtocol
internal import Workflow

extension ServerCore {
    /// Digests of what a person sees, all of one snapshot.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/malformedBody``, ``ProblemCode/epochChanged``,
    ///   ``ProblemCode/replicaForeign``, ``ProblemCode/tooManyAttempts``.
    public func digest(_ request: DigestRequest, as person: SignedIn) async throws -> DigestReply {
        try digestLimiter.count(person.party.id, at: clock.now())
        let identity = try await identity()
        guard request.epoch == identity.epochText else { throw Problem.epochChanged }
        guard request.ask.count <= DigestRequest.asksMax else {
            throw Problem(
                .malformedBody, "At most \(DigestRequest.asksMax) parts are asked for at a time.", path: "ask")
        }
        guard request.ask.allSatisfy({ $0.at.isPathPrefix }) else {
            throw Problem(.malformedBody, "A part is named by up to 32 hexadecimal digits.", path: "ask")
        }
        let digest = DigestUseCase(request: request, user: person.party.id, epoch: identity.epoch, cursors: cursors)
        return try await store.read { snapshot in
            try snapshot.check(person)
            return try digest.reply(in: snapshot)
        }
    }
}

/// Answers one request for digests from one snapshot.
struct DigestUseCase: Sendable {
    let request: DigestRequest
    let user: UserID
    let epoch: UInt64
    let cursors: CursorSealer
    /// How many compartments one request looks at; the audience with which there are more is the last that is looked at.
    var compartmentsMax = 50_000

    func reply(in snapshot: any CaseSnapshot) throws -> DigestReply {
        let replica = try snapshot.replica(request.replica)
        guard replica.map({ $0.user == user }) ?? true else { throw Problem.replicaForeign }
        let head = try snapshot.head()
        let cursor = PullCursor(
            epoch: epoch, personTag: PullCursor.personTag(of: user), base: head, floor: head,
            mark: try PullCursor.Mark(of: head, in: snapshot), position: .start)
        let (nodes, rest) = try nodes(in: snapshot)
        return DigestReply(next: try cursors.seal(cursor), nodes: nodes, rest: rest.isEmpty ? nil : rest)
    }

    private func nodes(in snapshot: any CaseSnapshot) throws -> (nodes: [DigestNode], rest: [DigestAsk]) {
        let mine = try snapshot.digests(of: user)
        guard !request.ask.isEmpty else {
            return (mine.sorted { $0.key < $1.key }.map { DigestNode(aud: $0.key, .part(""), $0.value) }, [])
        }
        var rest: [DigestAsk] = []
        var looked = 0
        var trees: [AudienceID: DigestTree] = [:]
        var nodes: [DigestNode] = []
        for ask in request.ask {
            // Another's audience is answered as one that is not there.
            guard let whole = mine[ask.aud] else { continue }
            if trees[ask.aud] == nil {
                guard looked < compartmentsMax else {
                    rest.append(ask)
                    continue
                }
                looked += whole.count
            }
            let tree = try trees[ask.aud] ?? DigestTree(try snapshot.digests(in: ask.aud), .system)
            trees[ask.aud] = tree
            nodes += tree.nodes(at: ask.at).map { DigestNode(aud: ask.aud, $0.place, $0.digest) }
        }
        return (nodes, rest)
    }
}

extension String {
    fileprivate var isPathPrefix: Bool {
        utf8.count <= 32 && utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
