import CaseProtocol
import Testing

@testable import ClientCore

/// What is made of a device's clock.
@Suite struct ClockReadingTests {
    private static let day: Int64 = 86_400_000
    /// 2026-11-22, when the server was heard last.
    private static let heard = Timestamp(milliseconds: 1_795_305_600_000)

    private static func at(_ days: Int64) -> Timestamp {
        Timestamp(milliseconds: heard.milliseconds + days * day)
    }

    @Test(
        arguments: [
            // The clock's day after the last contact; whether it is believed; the day that rules are asked about.
            (0, true, 0), (1, true, 1), (59, true, 59), (-1, true, -1),
            // A flat battery; a clock set ahead; weeks of silence.
            (-2, false, 0), (-18_000, false, 0), (61, false, 61), (18_262, false, 18_262),
        ] as [(Int64, Bool, Int64)])
    func `a clock is believed that fits what the server last said`(claimed: Int64, isTrusted: Bool, now: Int64) {
        var meta = ReplicaMeta(replica: .sample(1))
        meta.asOf = Self.heard
        let reading = ClockReading(Self.at(claimed), meta)
        #expect(reading.isTrusted == isTrusted)
        #expect(reading.now == Self.at(now))
    }

    @Test func `a clock that was wrong when the server was greeted is set right by as much`() {
        var meta = ReplicaMeta(replica: .sample(1))
        meta.hello = Hello(
            proto: ProtocolRange(min: .oldestSupported, max: .current), epoch: "e", now: Self.heard, limits: .standard,
            features: [])
        meta.greetedAt = Self.at(-365)
        let reading = ClockReading(Self.at(-363), meta)
        #expect(!reading.isTrusted)
        #expect(reading.now == Self.at(2))
    }

    @Test func `a device that never heard the time is believed, unless the day is before there was this program`() {
        let meta = ReplicaMeta(replica: .sample(1))
        #expect(ClockReading(Self.heard, meta).isTrusted)
        let reading = ClockReading(Timestamp(milliseconds: 0), meta)
        #expect(!reading.isTrusted)
        #expect(reading.now.day() == CivilDate("2026-01-01"))
    }
}
