import CaseCrypto
import CaseProtocol
import Logging
import Workflow

@testable import Server

/// A server in memory, with a clock that stands still and ids from a seed.
struct TestServer {
    /// A Saturday.
    static let start = Timestamp(milliseconds: 1_795_240_800_000)
    static let password = "correct horse"

    let clock = ManualClock(start)
    let store: any CaseStore
    let core: ServerCore

    init(
        store: (any CaseStore)? = nil, catalogue: Catalogue = .standard, limits: Limits = .standard,
        random: any RandomSource = SeededRandom(seed: 7), load: LoadLimits = .standard,
        blobs: any BlobStore = InMemoryBlobStore(), keys: LedgerKeys? = nil, bundleKeys: BundleKeys? = nil,
        directives: any DirectiveShelf = InMemoryDirectiveShelf(),
        log: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ) async throws {
        let keys = try keys ?? LedgerKeys.random()
        self.store = store ?? InMemoryCaseStore(keys: keys)
        core = ServerCore(
            store: self.store, keys: keys, bundleKeys: bundleKeys, clock: clock, random: random,
            log: log, catalogue: catalogue,
            limits: limits, scryptCost: .fastForTests, load: load, blobs: blobs, directives: directives)
        try await core.prepare()
    }

    /// Adds an account and signs it in on a new replica.
    func person(_ name: String, _ roles: String...) async throws -> TestPerson {
        try await core.addUser(
            AddUserRequest(name: name, roles: roles, organisation: nil, password: Self.password))
        return try await signIn(name)
    }

    /// Signs an account in on another replica, or again on one of its own.
    ///
    /// - Parameter device: what the device signs with, and whether it says that it does.
    func signIn(_ name: String, on replica: ReplicaID? = nil, device: TestDevice? = nil) async throws -> TestPerson {
        let replica: ReplicaID = replica ?? core.random.id(at: clock.now())
        var login = LoginRequest(user: name, password: Self.password, code: nil, replica: replica)
        if let device { try device.tell(&login) }
        let reply = try await core.login(login, from: nil)
        let signedIn = try await core.authenticate(reply.token)
        return TestPerson(
            server: self, signedIn: signedIn, token: reply.token, epoch: try await core.hello().epoch)
    }

    func id<Kind>() -> TypedID<Kind> { core.random.id(at: clock.now()) }
}

/// Somebody who is signed in.
struct TestPerson {
    let server: TestServer
    var signedIn: SignedIn
    let token: String
    let epoch: String

    var id: UserID { signedIn.party.id }
    var replica: ReplicaID { signedIn.replica }

    func envelope(
        _ n: Int, mid: CommandID? = nil, after: [Int]? = nil, _ command: CaseCommand
    ) throws -> CommandEnvelope {
        try CommandEnvelope(n: n, mid: mid ?? server.id(), at: server.clock.now(), after: after, command)
    }

    @discardableResult
    func push(_ commands: [CommandEnvelope], replica: ReplicaID? = nil, epoch: String? = nil) async throws -> PushReply
    {
        try await server.core.push(
            PushRequest(replica: replica ?? self.replica, epoch: epoch ?? self.epoch, acked: 0, commands: commands),
            as: signedIn)
    }

    /// Pushes one command under the next number.
    @discardableResult
    func send(_ command: CaseCommand) async throws -> Outcome {
        let replica = replica
        let last = try await server.store.read { try $0.replica(replica)?.last ?? 0 }
        let reply = try await push([try envelope(last + 1, command)])
        return reply.out[0].outcome
    }

    /// One page.
    func pull(_ cursor: String?, acked: Int = 0, pageBytes: Int? = nil) async throws -> [PullLine] {
        let request = PullRequest(replica: replica, cursor: cursor, acked: acked, pageBytes: pageBytes)
        return try TestPage.lines(try await server.core.pull(request, as: signedIn))
    }
}

/// Reads pages.
enum TestPage {
    static func lines(_ bytes: [UInt8]) throws -> [PullLine] {
        try bytes.split(separator: UInt8(ascii: "\n")).compactMap { try PullLine(parsing: $0) }
    }
}

extension [PullLine] {
    var trailer: PullTrailer? { if case .end(let trailer) = last { trailer } else { nil } }
    var rows: [Row] { compactMap { if case .row(let row) = $0 { row } else { nil } } }
}

/// What an operation throws, when it is a problem.
func problem(_ operation: () async throws -> Void) async -> Problem? {
    do {
        try await operation()
        return nil
    } catch {
        return error as? Problem
    }
}
