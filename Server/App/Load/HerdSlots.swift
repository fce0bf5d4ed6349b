internal import CaseProtocol

/// How much work at once is too much, and how those who are turned away are spread. The one place for these numbers.
public struct LoadLimits: Hashable, Sendable {
    /// Pushes and pulls under way at once.
    public var exchangesMax = 64
    /// Writes that wait for their group.
    public var writesWaitingMax = 1_024
    /// From this share of either limit on, those who are served are asked to come back less soon, in percent.
    public var busyPercent = 50
    /// How many of those who were turned away can be served in a second.
    public var slotsPerSecond = 100
    /// The shortest and the longest time over which they are spread, in seconds.
    public var windowSecondsMin = 4
    public var windowSecondsMax = 900

    public init() {}
    public static let standard = LoadLimits()
}

/// Decides who is served and when the others come back: each replica at its own second of a window, which grows with the
/// number of those who wait outside. A pure function of what it was told before.
struct HerdSlots: Sendable {
    enum Decision: Hashable {
        /// `backoffSeconds`: when to come back for more, at the earliest; `nil` for whenever.
        case take(backoffSeconds: Int?)
        case turnAway(seconds: Int)
    }

    let limits: LoadLimits
    /// How many were turned away and have not had their second yet, in thousandths.
    private var outsideMilli = 0
    private var lastAt: Timestamp?

    init(limits: LoadLimits) { self.limits = limits }

    /// - Parameters:
    ///   - exchanges: how many are under way.
    ///   - writes: how many wait for their group.
    mutating func decide(exchanges: Int, writes: Int, replica: ReplicaID, at now: Timestamp) -> Decision {
        let elapsed = lastAt.map { max(0, min(now.milliseconds - $0.milliseconds, 3_600_000)) } ?? 0
        outsideMilli = max(0, outsideMilli - Int(elapsed) * limits.slotsPerSecond)
        lastAt = now
        let percent = max(exchanges * 100 / limits.exchangesMax, writes * 100 / limits.writesWaitingMax)
        if percent >= 100 {
            outsideMilli += 1_000
            return .turnAway(seconds: second(of: replica))
        }
        return .take(backoffSeconds: percent >= limits.busyPercent ? second(of: replica) : nil)
    }

    private func second(of replica: ReplicaID) -> Int {
        let needed = limits.windowSecondsMin + outsideMilli / 1_000 / limits.slotsPerSecond
        let window = min(limits.windowSecondsMax, needed)
        let mixed = (replica.high ^ replica.low) &* 0x9E37_79B9_7F4A_7C15
        return 1 + Int((mixed >> 32) % UInt64(window))
    }
}
