/// How long to wait before the next try: a random time below a bound that doubles from 2 s to 15 min.
public struct Backoff: Hashable, Sendable {
    /// The bound of the first wait, in milliseconds.
    public static let firstMilliseconds = 2_000
    /// The bound of the longest wait, in milliseconds.
    public static let longestMilliseconds = 900_000

    private var failures = 0

    /// No failure yet.
    public init() {}

    /// Notes a failure and answers how long to wait, in milliseconds.
    public mutating func wait(_ random: any ReplicaRandom) -> Int {
        let bound = min(Self.longestMilliseconds, Self.firstMilliseconds << min(failures, 16))
        failures += 1
        return Int(random.next() % UInt64(bound + 1))
    }

    /// Notes that something useful came.
    public mutating func reset() { failures = 0 }
}
