import CFaultDisk
import CaseCrypto
import CaseProtocol
import ClientCore
import Gzip
import Logging
import Server
import ServerSQLite

/// The server's process: real logic on a store that takes one step at a time, on a disk that may fail.
final class SimServer: @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    let keys: LedgerKeys
    let clock: ManualClock
    let thread: OneThread
    private(set) var store: SteppedCaseStore
    private(set) var core: ServerCore
    /// Counts the starts: what an earlier process was asked is never answered.
    private(set) var generation = 0
    private(set) var isUp = true
    /// Its files of evidence, and those who let time pass in it.
    let blobs = SimBlobStore()
    let pauses = Pauses()
    private var dice: Dice
    private static let silent = Logger(label: "simulation", factory: { _ in SwiftLogNoOpLogHandler() })

    init(template: Template, clock: ManualClock, thread: OneThread, dice: Dice) throws {
        keys = template.keys
        self.clock = clock
        self.thread = thread
        self.dice = dice
        fault_disk_put(0, template.image)
        (store, core) = try Self.open(keys, clock, blobs, seed: self.dice.word())
        prepare()
    }

    private static func open(
        _ keys: LedgerKeys, _ clock: ManualClock, _ blobs: SimBlobStore, seed: UInt64
    ) throws -> (SteppedCaseStore, ServerCore) {
        let salts = SeededRandom(seed: seed)
        let sealer = CommitSealer(
            key: keys.signingKey,
            salt: {
                let (first, second) = (salts.word(), salts.word())
                return ReplicaID(high: first, low: second).bytes
            })
        let store = try SteppedCaseStore.open(path: Template.path, sealer: sealer, isMade: true)
        let core = ServerCore(
            store: store, keys: keys, bundleKeys: try Cast.bundleKeys(), clock: clock,
            random: SeededRandom(seed: seed &+ 1), log: silent, scryptCost: .fastForTests, blobs: blobs)
        return (store, core)
    }

    private func prepare() {
        let core = core
        Task(executorPreference: thread) { try? await core.prepare() }
        thread.drain()
    }

    /// The process ends; what it was doing is never answered.
    func stop() {
        end()
        fault_disk_detach(0)
    }

    /// Power fails with it: what was not synced may be lost.
    func crash() {
        end()
        blobs.crash(&dice)
        fault_disk_crash(0, dice.word())
    }

    private func end() {
        isUp = false
        generation += 1
        store.shut()
        pauses.wake(nil)
        thread.drain()
    }

    func start() throws {
        if isUp {
            prepare()
            return
        }
        (store, core) = try Self.open(keys, clock, blobs, seed: dice.word())
        isUp = true
        prepare()
    }

    /// Opens the file after an earlier one was put in its place, as a restore does: under a new epoch, unless it is silent.
    func openRestored(isSilent: Bool) throws {
        (store, core) = try Self.open(keys, clock, blobs, seed: dice.word())
        isUp = true
        if isSilent || PlantedBug.isOn(.epochNotRotated) { return }
        let core = core
        let failed = Slot<any Error>()
        // As `tatuad restored` does.
        Task(executorPreference: thread) {
            do { _ = try await core.rotateEpoch() } catch { failed.value = error }
        }
        thread.drain()
        while store.waitingCount > 0 {
            if let error = store.commitNext(1) { throw error }
            thread.drain()
        }
        if let error = failed.value { throw error }
    }

    /// The last commit and the last command that the file holds.
    func storedEnd() throws -> (head: Int, commandKey: Int) {
        let history = try store.history(after: 0, commandKey: 0)
        return (history.commits.count, history.commands.last?.key ?? 0)
    }

    /// Answers as the routes do. `isPacked`: the body is in gzip.
    func answer(_ request: TransportRequest, isPacked: Bool, _ manner: SimManner) async throws -> TransportReply {
        do {
            if let reply = try await answerMore(request) { return reply }
            var body = request.body ?? []
            if isPacked {
                guard let bytes = try? Gzip.expand(body, maxBytes: core.limits.bodyBytesMax) else {
                    throw Problem(.malformedBody, "The request arrived damaged: its gzip cannot be unpacked.")
                }
                body = bytes
            }
            switch request.path {
            case Endpoint.hello: return try manner.packed(try reply(try await core.hello()))
            case Endpoint.push:
                let person = try await core.authenticate(request.token ?? "")
                let push = try Self.decode(PushRequest.self, body)
                guard let pull = push.pull, !manner.isOld else {
                    return try manner.packed(try reply(try await core.push(push, as: person)))
                }
                let pullManner = PullManner(takesGzip: manner.takesGzip, takesNothingNew: false)
                return Self.reply(
                    try await core.push(push, andPull: pull, as: person, in: pullManner).pulled, acked: pull.acked)
            case Endpoint.pull:
                let person = try await core.authenticate(request.token ?? "")
                let pullManner = PullManner(takesGzip: manner.takesGzip, takesNothingNew: !manner.isOld)
                let pull = try Self.decode(PullRequest.self, body)
                return Self.reply(try await core.pull(pull, as: person, in: pullManner), acked: pull.acked)
            case Endpoint.digest:
                let person = try await core.authenticate(request.token ?? "")
                return try manner.packed(
                    try reply(try await core.digest(try Self.decode(DigestRequest.self, body), as: person)))
            default: return TransportReply(status: 404, body: [])
            }
        } catch let problem as Problem {
            return TransportReply(
                status: problem.code == .notSignedIn ? 401 : 400, body: try CanonicalJSON.encode(problem))
        } catch let closed as StoreClosed {
            throw closed
        } catch {
            let problem = Problem(.internal, "Something broke.", requestID: "-")
            return TransportReply(status: 500, body: try CanonicalJSON.encode(problem))
        }
    }

    private static func reply(_ answer: Server.PullAnswer, acked: Int) -> TransportReply {
        switch answer {
        case .nothingNew:
            TransportReply(status: 204, body: [], headers: [SimManner.acked: String(acked)])
        case .page(let bytes, isGzip: true):
            TransportReply(status: 200, body: bytes, headers: [SimManner.encoding: "gzip"])
        case .page(let bytes, isGzip: false): TransportReply(status: 200, body: bytes)
        }
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ body: [UInt8]) throws -> Value {
        do { return try CanonicalJSON.decode(type, from: body) } catch is DecodingError {
            throw Problem(.malformedBody, "The request could not be read.")
        }
    }

    private func reply(_ value: some Encodable) throws -> TransportReply {
        TransportReply(status: 200, body: try CanonicalJSON.encode(value))
    }
}
