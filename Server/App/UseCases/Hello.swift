public import CaseProtocol

extension ServerCore {
    /// What the server says of itself. Tells nothing of how much it holds.
    public func hello() async throws -> Hello {
        Hello(
            proto: ProtocolRange(min: .oldestSupported, max: .current), epoch: try await identity().epochText,
            now: clock.now(), limits: limits, features: [Feature.gzip])
    }
}
