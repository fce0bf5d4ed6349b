@testable import tatua

/// What arrives at the key agent's socket, and at a verb that asks it: the first byte says which, the rest is a message. What
/// is read can be written, and read again.
enum FuzzAgent {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        guard let first = bytes.first else { return }
        let body = Array(bytes.dropFirst())
        if first & 1 == 0 {
            guard let request = AgentRequest(body) else { return }
            try FuzzTerminal.require(AgentRequest(request.bytes) == request, "a request to the agent is read otherwise")
        } else {
            guard let reply = AgentReply(body) else { return }
            try FuzzTerminal.require(AgentReply(reply.bytes) == reply, "an answer of the agent is read otherwise")
        }
    }
}
