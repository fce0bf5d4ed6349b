import CaseCrypto
import CaseProtocol

/// Everything that ``InMemoryCaseStore`` keeps, as one value.
struct World: Sendable {
    /// A row's current version.
    struct StoredRow: Sendable {
        var row: Row
        /// Empty of one that was erased.
        var bytes: [UInt8]
        var isErased: Bool { bytes.isEmpty }
    }

    /// The latest change of a row in one compartment.
    struct Change: Sendable {
        var commit: Int
        var isGone: Bool
    }

    /// See ``CaseStore/writeCount``.
    var writeCount = 0
    /// Whom the writes since the last look may concern.
    var touched = Touched()
    var headers: [CommitHeader] = []
    var end = CommitSealer.ChainEnd.start
    var settings: [String: String] = [:]

    /// Compartments by key less one, and what is in each.
    var compartments: [Compartment] = []
    var compartmentKeys: [Compartment: Int] = [:]
    var compartmentKeysOfCase: [CaseID: [Int]] = [:]
    /// Rows by key less one.
    var rows: [StoredRow] = []
    var rowKeys: [RowID: Int] = [:]
    var rowKeysOfCase: [CaseID: [Int]] = [:]
    /// By compartment key, then row key.
    var changes: [Int: [Int: Change]] = [:]
    /// The latest of ``changes``, by compartment key.
    var changedAt: [Int: Int] = [:]

    /// By compartment key, in order of making.
    var placements: [Int: [Placement]] = [:]
    var compartmentKeysOfAudience: [AudienceID: Set<Int>] = [:]
    var memberships: [UserID: [Membership]] = [:]

    /// By compartment key.
    var compartmentDigests: [Int: DigestSum] = [:]
    var audienceDigests: [AudienceID: DigestSum] = [:]

    var casesOfReference: [String: Set<CaseID>] = [:]
    /// Running time limits, by row key.
    var due: [Int: (caseID: CaseID, dueOn: CivilDate)] = [:]
    /// Published cards, by row key.
    var cards: [Int: PublicCard] = [:]

    /// Who made the first version of a row of evidence, by row key; which rows name bytes.
    var evidenceAuthors: [Int: UserID] = [:]
    var evidenceOfBlob: [BlobID: Set<Int>] = [:]
    var blobs: [BlobID: BlobRecord] = [:]
    var blobSenders: [BlobID: Set<UserID>] = [:]
    /// By compartment key.
    var handedOut: [Int: [HandedOutKey: HandedOut]] = [:]
    var sentBytes: [UserID: [CivilDate: Int]] = [:]

    var replicas: [ReplicaID: ReplicaRecord] = [:]
    /// By replica, in order of number.
    var commands: [ReplicaID: [Int: CommandRecord]] = [:]
    var commandPlaces: [CommandID: (replica: ReplicaID, n: Int)] = [:]
    var accounts: [UserID: Account] = [:]
    var userOfName: [String: UserID] = [:]
    var organisations: [OrganisationID: Organisation] = [:]
    var affiliations: [AffiliationKey: AffiliationRecord] = [:]
    var letters: [LetterKey: LetterRecord] = [:]
    var secondFactors: [UserID: SecondFactor] = [:]
    var devices: [[UInt8]: Device] = [:]
    var oneTimeCodes: [[UInt8]: OneTimeCodeRecord] = [:]
    /// In order of loading.
    var terms: [TermsRecord] = []
    var acceptances: [UserID: [TermsAcceptance]] = [:]
    var bundleAsks: [ReplicaID: BundleAsk] = [:]

    /// The key of a compartment, made when it has none.
    mutating func key(of compartment: Compartment) -> Int {
        if let key = compartmentKeys[compartment] { return key }
        compartments.append(compartment)
        let key = compartments.count
        compartmentKeys[compartment] = key
        if let caseID = compartment.caseID { compartmentKeysOfCase[caseID, default: []].append(key) }
        return key
    }

    func openAudiences(_ compartmentKey: Int) -> Set<AudienceID> {
        Set((placements[compartmentKey] ?? []).filter { $0.to == nil }.map(\.audience))
    }

    func openAudiences(of user: UserID) -> Set<AudienceID> {
        Set((memberships[user] ?? []).filter { $0.to == nil }.map(\.audience))
    }

    /// The latest commit that made or closed `placement` or changed a row of its compartment.
    func touched(_ placement: Placement) -> Int {
        max(placement.from, placement.to ?? 0, changedAt[placement.compartmentKey] ?? 0)
    }
}
