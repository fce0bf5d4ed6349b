public import CaseCrypto
public import CaseProtocol
public import Logging
internal import Synchronization
public import Workflow

/// The server without its transport: what routes, the scheduler, the administrator's verbs and tests call.
///
/// Each verb is a method in a file of its own, below `UseCases/`, `Accounts/`, `Projections/` and `Import/`. Each throws
/// a ``Problem`` for what the caller did wrong and anything else for what broke here (a fault).
public final class ServerCore: Sendable {
    let store: any CaseStore
    let blobs: any BlobStore
    let clock: any ServerClock
    let random: any RandomSource
    package let log: Logger
    /// What this build ships and what was loaded into the store.
    let catalogue: Mutex<Catalogue>
    let scryptCost: ScryptCost
    /// What requests may hold; sent in `hello`.
    public let limits: Limits
    /// What happened since this process started.
    public let counters = Counters()
    let cursors: CursorSealer
    let bundleKeys: BundleKeys?
    let keys: LedgerKeys
    let backups: (any BackupMaker)?
    let directives: any DirectiveShelf
    let backupJobs = BackupJobs()
    let passwords = PasswordQueue()
    let attempts = AttemptLimiter()
    let auditedFiles = AuditedFiles()
    let sessions = SessionCache()
    let idlePulls = IdlePulls()
    let digestLimiter = DigestLimiter()
    let load: LoadGauge
    let newsBoard = NewsBoard()
    let readinessMemory = ReadinessMemory()
    let publicTally = PublicTally()
    /// How many bytes are free where the store lies; `nil` where that is not known.
    let room: @Sendable () -> Int?
    private let known = Mutex<ServerIdentity?>(nil)
    let knownSettings = Mutex<AccountSettings?>(nil)

    /// - Parameter keys: the key of the cursors is used here, and what derives from it, and that of the ledger for receipts; the store
    ///   signs commits.
    /// - Parameter bundleKeys: `nil` for a server that takes no bundles.
    /// - Parameter scryptCost: what new passwords cost to guess.
    /// - Parameter blobs: where bytes of evidence lie.
    /// - Parameter backups: `nil` for a server of which no backup can be made.
    /// - Parameter room: how many bytes are free where the store lies.
    /// - Parameter directives: where orders to devices lie.
    public init(
        store: any CaseStore, keys: LedgerKeys, bundleKeys: BundleKeys? = nil,
        clock: any ServerClock = SystemServerClock(),
        random: any RandomSource = SystemRandomSource(), log: Logger = Logger(label: "tatuad"),
        catalogue: Catalogue = .standard, limits: Limits = .standard, scryptCost: ScryptCost = .password,
        load: LoadLimits = .standard, blobs: any BlobStore = InMemoryBlobStore(),
        backups: (any BackupMaker)? = nil, directives: any DirectiveShelf = InMemoryDirectiveShelf(),
        room: @escaping @Sendable () -> Int? = { nil }
    ) {
        self.room = room
        self.store = store
        self.blobs = blobs
        self.clock = clock
        self.random = random
        self.log = log
        self.catalogue = Mutex(catalogue)
        self.limits = limits
        self.scryptCost = scryptCost
        self.load = LoadGauge(limits: load)
        self.bundleKeys = bundleKeys
        self.keys = keys
        self.backups = backups
        self.directives = directives
        cursors = CursorSealer(key: keys.cursorKey)
        store.onCommit { [newsBoard, sessions] touched in
            // First, and before the writer is answered: what was taken from somebody is taken.
            sessions.forget(touched.accounts)
            newsBoard.tell(touched)
        }
        store.onGroup { [counters] in counters.group(of: $0, seconds: $1) }
    }

    /// Names the server's history and the server's own replica at the first start, and reads them at every later one.
    /// Every verb does so by itself; calling it first makes a broken store show at the start.
    public func prepare() async throws { _ = try await identity() }

    /// Takes over what the store calls itself now.
    func adopt(_ identity: ServerIdentity) { known.withLock { $0 = identity } }

    /// Who this server is. Read once: only ``rotateEpoch()`` changes it.
    func identity() async throws -> ServerIdentity {
        if let identity = known.withLock({ $0 }) { return identity }
        let epoch = random.word()
        let replica: ReplicaID = random.id(at: clock.now())
        let identity: ServerIdentity
        let loaded = try await store.read { try CatalogueRows.all(in: $0) }
        catalogue.withLock { $0 = $0.adding(loaded) }
        if let stored = try await store.read({ try ServerIdentity(in: $0) }) {
            identity = stored
        } else {
            identity = try await store.write { try ServerIdentity.make(epoch: epoch, replica: replica, in: $0) }
        }
        known.withLock { $0 = identity }
        return identity
    }

    /// The one write path.
    func performer(_ identity: ServerIdentity) -> PerformCommand {
        PerformCommand(
            catalogue: rules, random: random, machine: identity.replica, receipts: ReceiptMaker(key: keys.signingKey))
    }

    /// The procedures, calendars and code lists as they are now.
    var rules: Catalogue { catalogue.withLock { $0 } }
}
