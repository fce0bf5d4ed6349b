public import CaseProtocol

/// Where the server keeps everything. One writer with group commit; any number of readers, each on one snapshot.
///
/// Implementations: `SQLiteCaseStore` (target ServerSQLite) and ``InMemoryCaseStore``; one contract suite runs on both.
public protocol CaseStore: Sendable {
    /// Runs `body` in its own savepoint of the next group commit and returns when its effect is durable.
    ///
    /// An error thrown by `body` undoes what `body` did and nothing else, and is rethrown. An error of the commit itself
    /// fails every member of the group; nothing of the group is then in effect.
    func write<Value: Sendable>(_ body: @escaping @Sendable (any CaseTransaction) throws -> Value) async throws -> Value

    /// How many groups of writes this process has made durable; counted before any of their writers is answered, so
    /// that what was read at one count still holds at the same count. `nil` where other processes write as well.
    var writeCount: Int? { get }

    /// How many writes wait for their group.
    var waitingCount: Int { get }

    /// Calls `watcher` after each group of writes that is durable, before its writers are answered, with whom it
    /// may concern. One watcher; it must not call the store.
    func onCommit(_ watcher: @escaping @Sendable (Touched) -> Void)

    /// Calls `watcher` after each group of writes with how many there were and how many seconds they took. One watcher; a
    /// store that has no clock never calls it.
    func onGroup(_ watcher: @escaping @Sendable (_ writes: Int, _ seconds: Double) -> Void)

    /// Notes what is about to be handed out, and returns when that is durable: ``CaseTransaction/note(_:)`` in a write of its own.
    func note(_ handing: Handing) async throws

    /// Writes anew what the store keeps, so that nothing which was taken away is left in free space. Waits for everybody.
    func scrub() async throws

    /// Runs `body` on one snapshot, and closes the snapshot when it returns.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any CaseSnapshot) throws -> Value) async throws -> Value
}

/// Kinds of rows outside cases that name people.
package enum PeopleRows {
    package static let kinds: [RowKind] = [.person, .affiliation, .reading, .codeGiven]
}

extension CaseStore {
    public func scrub() async throws {}
    public func note(_ handing: Handing) async throws { try await write { try $0.note(handing) } }
    public func onGroup(_ watcher: @escaping @Sendable (_ writes: Int, _ seconds: Double) -> Void) {}
}

/// One consistent view of the store. Synchronous; valid only inside the closure it was handed to.
public protocol CaseSnapshot {
    /// The number of the latest commit; 0 when there is none.
    func head() throws -> Int
    /// A value of the server itself: `epoch`, a number serial. `nil` when never set.
    func setting(_ key: String) throws -> String?

    /// The current version of a row, whatever its compartment.
    func row(_ id: RowID) throws -> Row?
    /// Whether there is or was such a row: an erased one has no version and its id is still taken.
    func isKnown(_ id: RowID) throws -> Bool
    /// The current versions of all rows of a case, of every compartment.
    func rows(of caseID: CaseID) throws -> [Row]
    /// The same without rows of these kinds: what a case says and what was noted grows for years, and few ask for it.
    func rows(of caseID: CaseID, except kinds: Set<RowKind>) throws -> [Row]
    /// The current versions of rows outside cases, of kinds that name people, of which any version mentions this one's id.
    /// Looks at every version there is.
    func sharedRows(naming user: UserID) throws -> [Row]
    /// Every version of a row that the store keeps and that was not erased, oldest first; one in memory keeps the last.
    func versions(of id: RowID) throws -> [Row]
    /// The open placements of a case's compartments.
    func placements(of caseID: CaseID) throws -> [Compartment: Set<AudienceID>]
    /// Cases with this reference (final number, provisional label or alias), compared by ``ReferenceText/folded(_:)``.
    func cases(withReference folded: String) throws -> [CaseID]
    /// Cases that run, ran or are held under a procedure, in whatever version; by ascending id, from `caseID` (exclusive), at
    /// most `limit`. Costs a look at the header of every case from there on: for an administrator's verb, not for a request.
    func cases(underProcedure procedure: ProcedureID, after caseID: CaseID?, limit: Int) throws -> [CaseID]
    /// Cases with a running deadline whose last day is before `day`, most overdue first.
    func casesDue(before day: CivilDate, limit: Int) throws -> [CaseID]

    // Sync (`PullUseCase` holds the algorithm; these are its indexed probes).
    /// All memberships that a person has or had.
    func memberships(of user: UserID) throws -> [Membership]
    /// Placements in `audience` touched after `commit` (made, closed, or a row of the compartment changed), by compartment key.
    func placements(in audience: AudienceID, touchedAfter commit: Int) throws -> [Placement]
    /// Of the same, those from `compartmentKey` (exclusive) on, at most `limit`: all placements of the last compartment
    /// are among them or none. A page of a pull must not cost what lies before or behind it.
    func placements(
        in audience: AudienceID, touchedAfter commit: Int, fromCompartmentKey compartmentKey: Int, limit: Int
    ) throws -> [Placement]
    /// Every placement, open or closed, of one compartment.
    func placements(of compartmentKey: Int) throws -> [Placement]
    /// Stored bytes of rows in a compartment whose latest change is after `commit`, by ascending row key, from `rowKey`
    /// (exclusive), at most `limit`. A row that is gone has no bytes. With `commit` 0, gone rows are left out.
    func changes(in compartmentKey: Int, after commit: Int, fromRowKey rowKey: Int, limit: Int) throws -> [RowChange]

    // Digests (``DigestHashing`` says of what), kept by ``CaseTransaction/append(_:)``.
    /// Of the rows of a compartment; of none when there is no such compartment.
    func digest(of compartment: Compartment) throws -> DigestSum
    /// Of the audiences that a person belongs to now; without those to which nothing is open.
    func digests(of user: UserID) throws -> [AudienceID: DigestSum]
    /// Of each compartment that is open to an audience now, in no particular order. Costs a look at all of them.
    func digests(in audience: AudienceID) throws -> [Compartment: DigestSum]
    /// The key of a compartment; `nil` when there is none.
    func key(of compartment: Compartment) throws -> Int?

    // Replicas and commands.
    func replica(_ id: ReplicaID) throws -> ReplicaRecord?
    /// Every replica that a person ever signed in with.
    func replicas(of user: UserID) throws -> [ReplicaID]
    func command(_ replica: ReplicaID, n: Int) throws -> CommandRecord?
    func command(_ mid: CommandID) throws -> CommandRecord?
    /// Decided commands of a replica with a number above `n`, in order.
    func commands(of replica: ReplicaID, after n: Int) throws -> [CommandRecord]

    /// Commands that are about a case and still hold what was written, refused ones too: whose arguments name it as theirs.
    /// Looks at every command there is.
    func commands(about caseID: CaseID) throws -> [CommandRecord]

    // Accounts.
    func account(named name: String) throws -> Account?
    func account(_ id: UserID) throws -> Account?
    /// All accounts, by name without regard to letter case.
    func accounts() throws -> [Account]
    /// Those who hold an office for somebody or act for an organisation under a mandate, now or on other days; by name.
    func accountsActing() throws -> [Account]
    func organisation(_ id: OrganisationID) throws -> Organisation?
    /// The one of this name in a country, by ``Organisation/folded(_:)``.
    func organisation(named name: String, in country: String) throws -> Organisation?
    /// All of them, by folded name.
    func organisations() throws -> [Organisation]
    /// Who acts for an organisation, whether it is suspended or not, by account.
    func affiliations(of organisation: OrganisationID) throws -> [AffiliationRecord]
    /// For which organisations an account acts, suspended ones too, by organisation.
    func affiliations(of user: UserID) throws -> [AffiliationRecord]
    func letter(_ id: BlobID, of organisation: OrganisationID) throws -> LetterRecord?
    /// On how many devices a person is signed in.
    func deviceCount(of user: UserID) throws -> Int
    /// The devices on which a person is signed in, oldest sign-in first.
    func devices(of user: UserID) throws -> [Device]
    func secondFactor(of user: UserID) throws -> SecondFactor?
    func device(tokenHash: [UInt8]) throws -> Device?
    /// Sign-ins with this signing key (``DevicePublicKeys/signingKeyID``), revoked ones too; the latest last.
    func devices(signingKeyID: String) throws -> [Device]
    /// A code that was given out and not used, whether it is still good or not.
    func oneTimeCode(hash: [UInt8]) throws -> OneTimeCodeRecord?
    /// The version of the terms that was loaded last.
    func presentTerms() throws -> TermsRecord?
    func terms(_ version: String) throws -> TermsRecord?
    /// Which versions a person accepted, oldest acceptance first.
    func acceptances(of user: UserID) throws -> [TermsAcceptance]
    /// What a replica asked for in its last bundle.
    func bundleAsk(of replica: ReplicaID) throws -> BundleAsk?

    // The public register.
    /// Published cards in order of number, from `number` (exclusive).
    func cards(after number: String?, limit: Int) throws -> [PublicCard]
    func card(_ number: String) throws -> PublicCard?

    // Bytes of evidence.
    /// Rows that name these bytes as a file or as its thumbnail, by ascending id.
    func references(to blob: BlobID) throws -> [BlobReference]
    /// What is known of bytes that are here; `nil` when they are not.
    func blobRecord(_ id: BlobID) throws -> BlobRecord?
    /// Whether this person has sent all of them.
    func hasSent(_ blob: BlobID, by user: UserID) throws -> Bool
    /// How many bytes of evidence this person sent on a day (UTC).
    func sentBytes(by user: UserID, on day: CivilDate) throws -> Int
    /// Bytes that no row names, stored before `moment`; by name, at most `limit`.
    func unreferencedBlobs(storedBefore moment: Timestamp, limit: Int) throws -> [BlobID]

    // What confidential rows and files were handed to whom.
    /// Of a case, the latest first; at most ``HandedOut/listMax``.
    func handedOut(of caseID: CaseID) throws -> [HandedOut]
    /// Whether it is noted that a device was handed bytes of this file on a day (UTC).
    func isNoted(
        _ file: BlobID, in compartment: Compartment, to user: UserID, on replica: ReplicaID, day: CivilDate
    ) throws -> Bool

    // The ledger.
    func commit(_ number: Int) throws -> CommitHeader?
    /// Totals, as of `day`.
    func figures(on day: CivilDate) throws -> StoreFigures
}

/// A snapshot that can be written: one savepoint of a group commit.
public protocol CaseTransaction: CaseSnapshot {
    /// Appends a commit: chains and signs its header over the salted leaves of its rows, puts the rows in place of their
    /// earlier versions (each must have the next `rev`), opens and closes placements and memberships from this commit on,
    /// and keeps the projections. Returns its number.
    func append(_ draft: CommitDraft) throws -> Int
    func setSetting(_ key: String, _ value: String) throws
    func put(_ record: ReplicaRecord) throws
    func put(_ record: CommandRecord) throws
    /// Adds or replaces an account by id; not for which organisations it acts.
    func put(_ account: Account) throws
    /// Adds or replaces an organisation by id. Another one of its name in its country throws
    /// ``CaseProtocol/Problem/organisationExists``.
    func put(_ organisation: Organisation) throws
    /// Notes that an account, which is known, acts for an organisation, which is known; in place of how it did before.
    func put(_ affiliation: AffiliationRecord) throws
    func removeAffiliation(of user: UserID, to organisation: OrganisationID) throws
    /// Keeps a letter of an organisation, which is known. One of the same bytes stays.
    func put(_ letter: LetterRecord) throws
    /// Adds or replaces the second factor of an account, which is known.
    func put(_ factor: SecondFactor) throws
    func removeSecondFactor(of user: UserID) throws
    func put(_ device: Device) throws
    /// Keeps a code; of an account that is known, if it is for one.
    func put(_ code: OneTimeCodeRecord) throws
    func removeOneTimeCode(hash: [UInt8]) throws
    /// Removes all codes with which this person could take another password.
    func removeResetCodes(of user: UserID) throws
    /// Removes all codes that are good no more.
    func removeOneTimeCodes(endedBy moment: Timestamp) throws
    /// Adds a version, which becomes the present one.
    func put(_ terms: TermsRecord) throws
    /// Notes that a person, who is known, accepts a version, which is known. The first moment stays.
    func put(_ acceptance: TermsAcceptance, of user: UserID) throws
    /// Keeps what a replica asked for, in place of what it asked before.
    func put(_ ask: BundleAsk) throws
    /// Takes away every version of a case's rows with its salt, but for compartments in `kept`, what derives from them, and what
    /// was written in `commands`. Nobody must see those compartments any more. What the chain holds them by stays.
    func erase(_ caseID: CaseID, keeping kept: Set<Compartment>, _ commands: [CommandRecord]) throws
    /// Takes away what is kept of a person beside the account and the ledger, and these letters: second factor, codes, acceptances,
    /// for whom they act, how much they sent, their devices. Of a replica that sent commands the device's keys stay, which the
    /// ledger is checked by, without a name and signed out.
    func eraseTraces(of user: UserID, _ letters: [LetterRecord.Place]) throws
    /// Takes away the versions before these, with their salts. What the chain holds them by stays.
    func eraseVersions(of rows: [Row]) throws
    /// Revokes all device tokens of a person.
    func revokeDevices(of user: UserID) throws
    /// Notes that bytes are here, or are here again, and that this person has sent them. The first moment stays.
    func put(_ record: BlobRecord, sentBy user: UserID) throws
    /// Notes what is about to be handed out, with what was noted of the same device, compartment and file that day.
    func note(_ handing: Handing) throws
    /// Forgets bytes and who sent them.
    func removeBlob(_ id: BlobID) throws
    func addSentBytes(_ count: Int, by user: UserID, on day: CivilDate) throws
}
