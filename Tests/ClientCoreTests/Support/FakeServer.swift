import CaseProtocol
import ClientCore
import Synchronization
import Workflow

/// A server that decides by the real rules, shows everybody everything that is not hidden, and can be made to misbehave.
final class FakeServer: Sendable {
    /// What goes wrong with a request to one address.
    enum Fault: Sendable {
        /// It never arrives.
        case dropRequest
        /// It is performed, and the answer is lost.
        case dropReply
        /// The answer ends after so many bytes.
        case truncate(Int)
        /// The answer lacks its last bytes' worth: a line goes missing in the middle.
        case loseFirstLine
        /// Somebody else answers.
        case html
        case refuse(Problem)
    }

    private let clock: any ReplicaClock
    private let state = Mutex(FakeServerState())

    init(clock: any ReplicaClock) { self.clock = clock }

    var transport: LoopbackTransport { LoopbackTransport { try self.answer($0) } }

    /// Looks at what it knows, or changes it.
    @discardableResult
    func change<Value: Sendable>(_ body: (inout FakeServerState) throws -> Value) rethrows -> Value {
        try state.withLock { try body(&$0) }
    }

    func welcome(_ party: Party) { state.withLock { $0.people[party.name] = party } }

    /// Makes the next requests to `path` go wrong, one fault each.
    func fail(_ path: String, _ faults: Fault...) {
        state.withLock { $0.faults[path, default: []] += faults }
    }

    func put(_ rows: Row...) { state.withLock { state in for row in rows { state.put(row) } } }

    /// Every row, as bytes.
    func bytes() -> [RowID: [UInt8]] { state.withLock { $0.visibleRows.mapValues(\.canonicalBytes) } }

    /// Performs a command as somebody else would, from a replica of their own.
    func perform(_ command: CaseCommand, as party: Party) throws {
        let problem = try state.withLock { state in
            state.serial += 1
            let envelope = try CommandEnvelope(
                n: 1, mid: .sample(500_000 + state.serial), at: clock.now(), command)
            return state.decided(envelope, by: party, at: clock.now()).problem
        }
        if let problem { throw problem }
    }

    private func answer(_ request: TransportRequest) throws -> TransportReply {
        let fault = state.withLock { state -> Fault? in
            state.requests.append(request)
            guard state.faults[request.path]?.isEmpty == false else { return nil }
            return state.faults[request.path]?.removeFirst()
        }
        if case .dropRequest = fault { throw TransportError.unreachable("no signal") }
        if case .html = fault { return TransportReply(status: 200, body: Array("<html>Sign in</html>".utf8)) }
        var reply: TransportReply
        do {
            if case .refuse(let problem) = fault { throw problem }
            reply = TransportReply(status: 200, body: try state.withLock { try $0.reply(to: request, at: clock.now()) })
        } catch let problem as Problem {
            reply = TransportReply(status: 400, body: try CanonicalJSON.encode(problem))
        }
        switch fault {
        case .dropReply: throw TransportError.unreachable("the link broke")
        case .truncate(let count): reply.body = Array(reply.body.prefix(count))
        case .loseFirstLine:
            reply.body = Array(reply.body.drop { $0 != UInt8(ascii: "\n") }.dropFirst())
        default: break
        }
        return reply
    }
}
