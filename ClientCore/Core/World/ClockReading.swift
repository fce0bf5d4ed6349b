import CaseProtocol

/// What a device's clock says, held against what the server last said: a flat battery sets a clock back by years, and a
/// filing must not be refused for it.
struct ClockReading: Hashable {
    /// The moment that rules are asked about: by the clock, or the likeliest where the clock must be wrong.
    var now: Timestamp
    /// Whether the clock may be believed. Where it may not, nothing is refused here for its day, and nothing is dated by it.
    var isTrusted = true

    /// A clock that is off by more than this when the server is greeted is wrong, in milliseconds: 24 hours.
    private static let skewMax: Int64 = 86_400_000
    /// How long after the last contact a clock is believed, in milliseconds: 60 days. After that the server has to
    /// say what day it is.
    private static let silenceMax: Int64 = 60 * 86_400_000
    /// No device has this program and an earlier day: 2026-01-01.
    private static let earliest = Timestamp(milliseconds: 1_767_225_600_000)

    /// What is to be made of `claimed` on a replica that knows `meta`.
    init(_ claimed: Timestamp, _ meta: ReplicaMeta) {
        now = claimed
        if let hello = meta.hello, let greetedAt = meta.greetedAt {
            let skew = hello.now.milliseconds - greetedAt.milliseconds
            if abs(skew) > Self.skewMax {
                now = Timestamp(milliseconds: claimed.milliseconds + skew)
                isTrusted = false
            }
        }
        let floor = max(meta.asOf ?? Self.earliest, meta.hello?.now ?? Self.earliest)
        if now.milliseconds < floor.milliseconds - Self.skewMax {
            now = floor
            isTrusted = false
        }
        // A replica that never heard of the server's time has nothing to compare with.
        let hasHeard = meta.asOf != nil || meta.hello != nil
        if hasHeard, now.milliseconds > floor.milliseconds + Self.silenceMax { isTrusted = false }
    }
}
