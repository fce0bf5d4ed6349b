import CaseProtocol
import Testing

@testable import Server

@Suite struct HerdSlotsTests {
    private let now = TestServer.start
    private func replica(_ number: UInt64) -> ReplicaID {
        ReplicaID(high: 0x0193_4D5E_6F70_7000, low: 0x8000_0000_0000_0000 | number &* 0x9E37_79B9_7F4A_7C15 >> 2)
    }

    @Test(
        arguments: [
            (exchanges: 0, writes: 0, taken: true, asked: false), (31, 511, true, false), (32, 0, true, true),
            (0, 512, true, true), (63, 0, true, true), (64, 0, false, true), (0, 1_024, false, true),
        ] as [(exchanges: Int, writes: Int, taken: Bool, asked: Bool)])
    func `who is served depends on what is under way`(row: (exchanges: Int, writes: Int, taken: Bool, asked: Bool)) {
        var slots = HerdSlots(limits: .standard)
        switch slots.decide(exchanges: row.exchanges, writes: row.writes, replica: replica(1), at: now) {
        case .take(let seconds):
            #expect(row.taken && (seconds != nil) == row.asked)
        case .turnAway(let seconds):
            #expect(!row.taken && (1...4).contains(seconds))
        }
    }

    @Test func `a herd is spread over a window that grows with it, and hardly anybody shares a second`() {
        var slots = HerdSlots(limits: .standard)
        var bySecond: [Int: Int] = [:]
        for number in 0..<50_000 as Range<UInt64> {
            if case .turnAway(let seconds) = slots.decide(
                exchanges: 64, writes: 0, replica: replica(number), at: now)
            {
                bySecond[seconds, default: 0] += 1
            }
        }
        #expect(bySecond.values.reduce(0, +) == 50_000)
        #expect(bySecond.keys.max() ?? 0 > 450 && bySecond.keys.max() ?? 0 <= 504)
        #expect(slots.decide(exchanges: 0, writes: 0, replica: replica(1), at: now) == .take(backoffSeconds: nil))
    }

    @Test func `the longest window is a quarter of an hour, and an hour later all is forgotten`() {
        var slots = HerdSlots(limits: .standard)
        var longest = 0
        for number in 0..<200_000 as Range<UInt64> {
            if case .turnAway(let seconds) = slots.decide(exchanges: 64, writes: 0, replica: replica(number), at: now) {
                longest = max(longest, seconds)
            }
        }
        #expect((890...900).contains(longest))
        let later = Timestamp(milliseconds: now.milliseconds + 3_600_000)
        guard case .turnAway(let seconds) = slots.decide(exchanges: 64, writes: 0, replica: replica(7), at: later)
        else {
            Issue.record("it was served")
            return
        }
        #expect(seconds <= 4)
    }

    @Test func `a clock that goes back changes nothing for the worse`() {
        var slots = HerdSlots(limits: .standard)
        _ = slots.decide(exchanges: 64, writes: 0, replica: replica(1), at: now)
        let earlier = Timestamp(milliseconds: 0)
        guard case .turnAway(let seconds) = slots.decide(exchanges: 64, writes: 0, replica: replica(1), at: earlier)
        else {
            Issue.record("it was served")
            return
        }
        #expect((1...4).contains(seconds))
    }

    @Test func `a server without room says when to come back, and makes room again`() async throws {
        var limits = LoadLimits()
        limits.exchangesMax = 1
        let server = try await TestServer(load: limits)
        let first = try await server.core.admitted(replica(1)) {
            await problem { _ = try await server.core.admitted(replica(2)) {} }
        }
        #expect(first.value?.code == .busy)
        #expect((1...4).contains(first.value?.waitSeconds ?? 0))
        #expect(try await server.core.admitted(replica(2)) { 7 }.value == 7)
    }
}
