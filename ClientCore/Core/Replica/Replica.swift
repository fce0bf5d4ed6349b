public import CaseProtocol
public import Workflow

/// One person's copy of what they may see, on one device, and the commands that they made there.
///
/// Everything is in its store and nothing in memory alone, so a replica is a value that may be used from anywhere, and
/// what it shows is always the server's rows up to its cursor, then its outbox, in order. Never talks to a server itself;
/// ``SyncEngine`` does. All of its calls are synchronous and throw a ``Problem`` for what a person can understand and
/// ``ReplicaFault`` (or the store's own error) when the device fails.
public struct Replica: Sendable {
    /// Where it keeps everything.
    public let store: any ReplicaStore
    let clock: any ReplicaClock
    let random: any ReplicaRandom
    let crypto: any ReplicaCrypto
    let known: KnownCatalogue

    /// Opens the replica in `store`, or makes a new one there.
    ///
    /// A store whose witness differs was restored or cloned: it gets a new id, and its pending commands are numbered
    /// anew under their old ids (see ``renewIdentity()``).
    public init(
        store: any ReplicaStore, crypto: any ReplicaCrypto, clock: any ReplicaClock = SystemReplicaClock(),
        random: any ReplicaRandom = SystemReplicaRandom(), catalogue: Catalogue = .standard
    ) throws {
        self.store = store
        self.clock = clock
        self.random = random
        self.crypto = crypto
        known = KnownCatalogue(catalogue)
        guard let meta = try store.read({ try $0.meta() }) else {
            let id: ReplicaID = newID()
            var meta = ReplicaMeta(replica: id)
            meta.deviceKeys = try crypto.makeKeys()
            try store.write { try $0.setMeta(meta) }
            try store.setWitness(id)
            return
        }
        #if PLANTED_BUGS
            if PlantedBug.isOn(.copyKeepsIdentity) { return }
        #endif
        if try store.witness() != meta.replica { try renewIdentity() }
        // A disk without room keeps nobody from their work: what fails here stays due, and the next flip says so.
        do { try scrubIfDue() } catch { return }
    }

    /// Wipes removed things from the files, if that is still to be done: a power cut or a full disk may have come between.
    func scrubIfDue() throws {
        guard try meta().isScrubDue else { return }
        try store.scrub()
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            meta.isScrubDue = false
            try transaction.setMeta(meta)
        }
    }

    /// A fresh id for a thing made here: a case, a note, a command.
    public func newID<Kind>() -> TypedID<Kind> {
        .make(milliseconds: clock.now().milliseconds, random: (random.next(), random.next()))
    }

    /// The present moment, by this device's clock.
    public var now: Timestamp { clock.now() }

    /// The procedures, calendars and code lists that it knows: what this build ships, and what came with a sync.
    ///
    /// Not inside a transaction or a view of ``store``, which are not entered twice.
    public var catalogue: Catalogue { get throws { try store.read { try known.catalogue(in: $0) } } }

    /// What it knows of itself.
    public func meta() throws -> ReplicaMeta { try store.read { try $0.knownMeta() } }

    /// Names this incarnation of the database.
    public var id: ReplicaID { get throws { try meta().replica } }

    /// The moment of the server's snapshot that the rows are from; `nil` before the first complete sync.
    public var asOf: Timestamp? { get throws { try meta().asOf } }
}

/// The device failed, or the store is not what it should be.
public enum ReplicaFault: Error, Hashable, Sendable {
    /// The store holds no replica.
    case empty
    /// What is stored cannot be read; the text says what.
    case damaged(String)
    /// Another process works on the same replica; the text is a sentence for people.
    case inUse(String)
    /// The device's disk is full, or too full to take more in; the text is sentences for people.
    case noRoom(String)
    /// The replica is sealed, and its key is not at hand; the text is a sentence for people.
    case locked(String)
}

extension ReplicaSnapshot {
    /// What the replica knows of itself.
    ///
    /// - Throws: ``ReplicaFault/empty`` when no replica was made in this store.
    func knownMeta() throws -> ReplicaMeta {
        guard let meta = try meta() else { throw ReplicaFault.empty }
        return meta
    }

    /// Who is signed in, with the offices that they hold that day for officers who are away, as the directory has them, and the
    /// organisations that they act for that day.
    ///
    /// - Parameter now: by the device's clock.
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn``.
    func signedInParty(at now: Timestamp) throws -> Party {
        let meta = try knownMeta()
        guard let session = meta.session else {
            throw Problem(.notSignedIn, "Nobody is signed in on this device.")
        }
        let party = session.party
        let listed = try row(RowID(session.user), in: .server)?.row.flatMap { $0.kind == .person ? $0["roles"] : nil }
        let acting = (listed?.array ?? []).compactMap { $0.string.flatMap { Appointment(listed: $0) } }
            .filter { $0.acting != nil }
        let affiliations = try affiliations(of: session.user)
        guard !acting.isEmpty || !affiliations.isEmpty else { return party }
        let reading = ClockReading(now, meta).now
        let today = DecisionContext(
            now: reading, mid: CommandID(high: 0x7000, low: 0x8000_0000_0000_0000), isAuthoritative: false
        ).today
        return Party(
            id: party.id, name: party.name, organisation: party.organisation,
            appointments: party.appointments + acting, affiliations: affiliations
        ).on(today)
    }

    /// The organisations that somebody acts for, now or on other days, as the server told, by id.
    private func affiliations(of user: UserID) throws -> [Affiliation] {
        try rows(ofKind: .affiliation, in: .server).compactMap(\.row)
            .filter { $0["person"]?.string == user.description }.compactMap { Affiliation($0) }
            .sorted { $0.organisation < $1.organisation }
    }
}
