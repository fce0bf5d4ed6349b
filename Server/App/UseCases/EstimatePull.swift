public import CaseProtocol
internal import Gzip
internal import Workflow

extension ServerCore {
    /// How much a pull would bring until its round is complete.
    ///
    /// - Throws: as ``pull(_:as:)``.
    public func estimate(_ request: PullRequest, as person: SignedIn) async throws -> EstimateReply {
        let identity = try await identity()
        let pull = PullUseCase(
            request: request, user: person.party.id, epoch: identity.epoch, asOf: clock.now(), cursors: cursors,
            pageBytesMax: limits.pageBytesMax)
        return try await readHistory(identity.epoch) { snapshot in
            try snapshot.check(person)
            return try pull.estimate(in: snapshot)
        }
    }
}

extension PullUseCase {
    /// How many rows are counted one by one.
    static let countedMax = 20_000
    /// How much is packed to learn how small it becomes, in bytes.
    static let sampleBytes = 65_536

    func estimate(in snapshot: any CaseSnapshot) throws -> EstimateReply {
        let head = try snapshot.head()
        let replica = try snapshot.replica(request.replica)
        guard replica.map({ $0.user == user }) ?? true else { throw Problem.replicaForeign }
        var cursor = try cursor(head: head, in: snapshot)
        if case .start = cursor.position { cursor.floor = head }
        var page = PullPage(countingTo: Self.countedMax, sampleBytesMax: Self.sampleBytes)
        var round = PullRound(
            base: cursor.base, floor: cursor.floor, position: cursor.position,
            sight: Sight(try snapshot.memberships(of: user)), snapshot: snapshot, head: head)
        let isExact = try round.fill(&page)
        let packed = page.bytes.isEmpty ? 0 : page.byteCount * (try Gzip.compress(page.bytes).count) / page.bytes.count
        guard !isExact else {
            return EstimateReply(
                rows: page.count, bytes: packed, compartments: round.compartmentCount, isExact: true)
        }
        // The rest is taken to be like what was counted.
        let counted = max(1, round.compartmentCount)
        let all = counted + (try round.countCompartmentsLeft())
        return EstimateReply(
            rows: page.count * all / counted, bytes: packed * all / counted, compartments: all, isExact: false)
    }
}
