import CProcess
import CaseProtocol
import ClientCore
import ClientCrypto
import Glibc

/// Holds the key and the words of one replica in memory until nobody worked for a while, it is told to lock, or its folder is gone. One
/// process, one thread, one question at a time.
struct KeyAgent {
    private let home: String
    private let idleSeconds: Int
    private let key: ReplicaKey
    private let index = InMemoryWordIndex()
    private let listener: AgentSocket

    /// Begins to listen; `nil` when that is not possible.
    init?(home: String, idleSeconds: Int, key: ReplicaKey) {
        guard let listener = AgentSocket.listen(home: home) else { return nil }
        self.home = home
        self.idleSeconds = idleSeconds
        self.key = key
        self.listener = listener
        key.keepFromSwap()
    }

    /// Keeps this process's memory out of core files and of other processes' sight.
    ///
    /// - Returns: whether that worked.
    static func keepMemoryPrivate() -> Bool {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        let isLimited = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0
        return isLimited && tatua_forbid_dumps() == 0
    }

    /// Answers until it is time to lock.
    func run() {
        var lastActivity = Self.uptimeSeconds
        while true {
            let left = idleSeconds - (Self.uptimeSeconds - lastActivity)
            guard left > 0, access(home, F_OK) == 0 else { break }
            // Woken now and then: a machine that slept meanwhile has to lock when it wakes.
            var event = pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&event, 1, Int32(min(left, 20) * 1_000)) > 0 else { continue }
            let accepted = accept(listener.descriptor, nil, nil)
            guard accepted >= 0 else { continue }
            let socket = AgentSocket(descriptor: accepted)
            guard idleSeconds > Self.uptimeSeconds - lastActivity else { break }
            guard socket.isOwnPeer, let message = socket.receive(), let request = AgentRequest(message) else {
                continue
            }
            if request == .lock {
                AgentSocket.remove(home: home)
                _ = socket.send(AgentReply.done.bytes)
                return
            }
            if request == .key(isActivity: true) { lastActivity = Self.uptimeSeconds }
            var reply = answer(request).bytes
            _ = socket.send(reply)
            ReplicaKey.wipe(&reply)
        }
        AgentSocket.remove(home: home)
    }

    /// What is answered to a question.
    func answer(_ request: AgentRequest) -> AgentReply {
        switch request {
        case .key: return .key(key.bytes)
        case .find(let token, let change):
            return index.rows(withWordPrefix: token, at: change).map { .found($0) } ?? .stale
        case .load(let words, let change): index.load(words, at: change)
        case .apply(let changes, let number): index.apply(changes, number: number)
        case .lock: break
        }
        return .done
    }

    /// Since the machine began, counting the time in which it slept; no clock that somebody sets.
    private static var uptimeSeconds: Int {
        var moment = timespec()
        clock_gettime(CLOCK_BOOTTIME, &moment)
        return moment.tv_sec
    }
}
