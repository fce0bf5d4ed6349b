public import CaseProtocol
internal import Workflow

extension ServerCore {
    /// How the published cases stand: counted from the cards that the public register has, and from nothing else, so that a
    /// case which is not published changes nothing of it. At most a minute old, as what the register answers may be.
    public func publicCounts() async throws -> PublicCounts {
        try await publicTally.counts(at: clock.now()) { [store] now in
            var tally = CardTally()
            var last: String?
            while true {
                let cards = try await store.read { [last] in try $0.cards(after: last, limit: Self.cardsMax) }
                for card in cards { tally.add(card) }
                guard cards.count == Self.cardsMax, let number = cards.last?.number else { break }
                last = number
            }
            return PublicCounts(countedOn: Self.day(at: now), counts: tally.counts)
        }
    }
}

/// The last count of the public register: counting looks at every card, which whoever asks often must not cause.
actor PublicTally {
    static let freshMilliseconds: Int64 = 60_000

    private var last: (at: Timestamp, counts: PublicCounts)?
    private var running: Task<PublicCounts, any Error>?

    /// The last count while it is fresh, else that of whoever counts now, else a new one.
    func counts(
        at now: Timestamp, _ count: @escaping @Sendable (Timestamp) async throws -> PublicCounts
    ) async throws -> PublicCounts {
        if let last, (0..<Self.freshMilliseconds).contains(now.milliseconds - last.at.milliseconds) {
            return last.counts
        }
        if let running { return try await running.value }
        let task = Task { try await count(now) }
        running = task
        defer { running = nil }
        let counts = try await task.value
        last = (now, counts)
        return counts
    }
}
