/// Keeps the time of an answer from telling whether what was asked for is hidden or is not there at all: an answer of `notFound`,
/// and an answer to a push that refuses a command, leaves at a whole multiple of ``step`` after its request came. Every other
/// answer leaves as soon as it is ready.
///
/// Hides differences that are small beside the step; a machine so loaded that an answer takes longer than one adds noise of its
/// own. Measured by `Benchmarks/hidden.py`.
struct EvenRefusals: Sendable {
    /// Zero or less: nothing waits.
    var step: Duration
    /// Ends early where the server stops.
    var sleep: @Sendable (Duration) async -> Void = { wait in
        // A server that stops says at once what it has to say.
        try? await Task.sleep(for: wait)
    }

    /// Some ten times what refusing a file took in a debug build (2 ms; `docs/security.md`).
    static let standard = EvenRefusals(step: .milliseconds(20))

    /// Waits until an answer that refuses may leave.
    /// - Parameter elapsed: since its request came.
    func hold(after elapsed: Duration) async {
        let wait = Self.wait(after: elapsed, step: step)
        if wait > .zero { await sleep(wait) }
    }

    /// From `elapsed` to the next whole multiple of `step`; zero on one.
    static func wait(after elapsed: Duration, step: Duration) -> Duration {
        guard step > .zero, elapsed > .zero else { return .zero }
        let steps = (elapsed / step).rounded(.up)
        return max(step * steps - elapsed, .zero)
    }
}
