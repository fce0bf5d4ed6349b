import CaseProtocol
import ClientCore
import ClientCrypto

/// The key agent of one replica, as a verb sees it. Each question is a connection of its own.
struct AgentClient: WordIndex {
    let home: String

    /// The key; `nil` when no agent runs, or it locked itself.
    func key(isActivity: Bool) -> ReplicaKey? {
        guard case .key(var bytes)? = ask(.key(isActivity: isActivity)) else { return nil }
        defer { ReplicaKey.wipe(&bytes) }
        return ReplicaKey(bytes: bytes)
    }

    /// Makes it forget and end; `false` when there was none.
    @discardableResult
    func lock() -> Bool { ask(.lock) == .done }

    /// Rows with a word that begins with `token`; `nil` also when no agent runs.
    func rows(withWordPrefix token: String, at change: Int) -> [RowID: CaseID]? {
        guard case .found(let rows)? = ask(.find(token: token, change: change)) else { return nil }
        return rows
    }

    /// Hands it everything. Where it cannot be told, words are looked up in the rows each time.
    func load(_ words: [RowID: RowWords], at change: Int) { _ = ask(.load(words, change: change)) }

    /// Hands it what changed. One that is not told misses the number, and forgets everything at the next.
    func apply(_ changes: [RowID: RowWords?], number: Int) { _ = ask(.apply(changes, number: number)) }

    private func ask(_ request: AgentRequest) -> AgentReply? {
        guard let socket = AgentSocket.connect(home: home), socket.send(request.bytes), let reply = socket.receive()
        else { return nil }
        return AgentReply(reply)
    }
}
