extension TransportReply {
    /// The longest wait that a server is believed to ask for, in seconds.
    static let waitSecondsMax = 86_400

    /// After how many seconds the server asks to be spoken to again: `Sync-Backoff` beside an answer, `Retry-After`
    /// beside a refusal. `nil` when it does not say, or not in seconds.
    var waitSeconds: Int? {
        let text = headers["retry-after"] ?? headers["sync-backoff"]
        return text.flatMap { Int($0) }.flatMap(Self.believed(waitSeconds:))
    }

    /// As much of a wait as is believed; `nil` for one that is over before it begins.
    static func believed(waitSeconds seconds: Int) -> Int? { seconds < 0 ? nil : min(seconds, waitSecondsMax) }
}
