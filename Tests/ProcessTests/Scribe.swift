import CaseProtocol
import ClientCore
import ClientHTTP
import Synchronization
import Testing

/// Pushes notes to a case of its own, one after the other, until told to stop.
final class Scribe: Sendable {
    private struct State {
        var isStopped = false
        var notes: [RowID] = []
        var waiting: (count: Int, continuation: CheckedContinuation<Void, Never>)?
    }

    private let state = Mutex(State())
    private let transport: HTTPTransport
    private let replica: ReplicaID = Scribe.id()
    private let caseID: CaseID = Scribe.id()
    private let token: String
    private let epoch: String

    init(server: String, user: String, password: String) async throws {
        transport = try HTTPTransport(server: server)
        token = try await transport.login(LoginRequest(user: user, password: password, code: nil, replica: replica))
            .token
        epoch = try await transport.hello().epoch
        let open = CaseOpen(
            caseID: caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: nil,
            fields: ["place": "Namanga"])
        try await push(1, .open(open))
    }

    /// Returns the notes that were acknowledged.
    func pushUntilToldToStop() async throws -> [RowID] {
        var n = 1
        while !state.withLock({ $0.isStopped }) {
            n += 1
            let note: RowID = Self.id()
            try await push(
                n, .addNote(NoteAdd(caseID: caseID, note: note, text: "Note \(n)", confidentiality: .parties)))
            let reached = state.withLock { state in
                state.notes.append(note)
                guard let waiting = state.waiting, state.notes.count >= waiting.count else {
                    return nil as CheckedContinuation<Void, Never>?
                }
                state.waiting = nil
                return waiting.continuation
            }
            reached?.resume()
        }
        try await transport.shutdown()
        return state.withLock { $0.notes }
    }

    /// Returns once so many notes were acknowledged.
    func acknowledged(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if state.notes.count >= count { return true }
                state.waiting = (count, continuation)
                return false
            }
            if isReached { continuation.resume() }
        }
    }

    func stop() { state.withLock { $0.isStopped = true } }

    private func push(_ n: Int, _ command: CaseCommand) async throws {
        let envelope = try CommandEnvelope(
            n: n, mid: Self.id(), at: Timestamp(milliseconds: 1_795_240_800_000), command)
        let answer = try await transport.push(
            PushRequest(replica: replica, epoch: epoch, acked: 0, commands: [envelope]), in: Conversation(token: token))
        #expect(answer.reply.out.map(\.outcome) == [.applied])
    }

    private static func id<Kind>() -> TypedID<Kind> {
        var generator = SystemRandomNumberGenerator()
        return .make(milliseconds: 1_795_240_800_000, random: (generator.next(), generator.next()))
    }
}
