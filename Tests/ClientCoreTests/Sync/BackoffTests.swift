import ClientCore
import Testing

@Suite struct BackoffTests {
    /// Always draws the most.
    private struct Highest: ReplicaRandom {
        let bound: UInt64
        func next() -> UInt64 { bound }
    }

    @Test func `bounds double from two seconds to a quarter of an hour, and start anew after success`() {
        var backoff = Backoff()
        var bounds: [Int] = []
        for bound in [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000, 900_000, 900_000]
            as [UInt64]
        {
            bounds.append(backoff.wait(Highest(bound: bound)))
        }
        #expect(bounds == [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000, 900_000, 900_000])
        backoff.reset()
        #expect(backoff.wait(Highest(bound: 2_001)) == 0)
    }

    @Test func `waits are spread over the whole time, and the same for the same seed`() {
        func waits(_ seed: UInt64) -> [Int] {
            let random = SeededReplicaRandom(seed: seed)
            return (0..<100).map { _ in
                var backoff = Backoff()
                return backoff.wait(random)
            }
        }
        #expect(waits(1) == waits(1))
        #expect(waits(1) != waits(2))
        #expect(waits(1).allSatisfy { (0...2_000).contains($0) })
        #expect(waits(1).contains { $0 < 500 } && waits(1).contains { $0 > 1_500 })
    }
}
