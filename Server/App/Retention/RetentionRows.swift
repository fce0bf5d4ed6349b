internal import CaseCrypto
public import CaseProtocol
internal import Workflow

/// Where the records of holds, erasures and rules lie: rows of the ledger, seen by auditors.
enum RetentionRows {
    static let compartment = Compartment(caseID: nil, .internal, holder: "retention")
    private static let batchCount = 256

    /// One row of a kind for each case, found without a search.
    static func id(_ kind: RowKind, of caseID: CaseID) -> RowID { id("\(kind)/\(caseID)") }
    static func id(ofPerson user: UserID) -> RowID { id("person/\(user)") }
    /// The one row of the rules.
    static let rules = id("rules")

    private static func id(_ name: String) -> RowID {
        let bytes = SHA256.hash(Array("tatua-retention/\(name)".utf8)).bytes
        func word(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        // The form of the other ids: version 7, variant 2.
        return RowID(
            high: word(0..<8) & ~0xF000 | 0x7000, low: word(8..<16) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    /// Every row of a kind, oldest first.
    static func all(
        _ kind: RowKind, in snapshot: any CaseSnapshot, of compartment: Compartment = compartment
    ) throws -> [Row] {
        guard let key = try snapshot.key(of: compartment) else { return [] }
        var rows: [Row] = []
        var last = 0
        while true {
            let page = try snapshot.changes(in: key, after: 0, fromRowKey: last, limit: batchCount)
            rows += page.compactMap { $0.bytes.flatMap { Row(bytes: $0) } }.filter { $0.kind == kind }
            guard page.count == batchCount, let end = page.last?.rowKey else { return rows }
            last = end
        }
    }

    /// Commits rows in the administrator's name, which is the machine's.
    static func draft(_ command: String, _ rows: [Row], for request: some Encodable, at now: Timestamp) throws
        -> CommitDraft
    {
        var draft = CommitDraft(
            at: now, by: Party.system.id, replica: nil, command: command,
            commandHash: SHA256.hash(try CanonicalJSON.encode(request)), rows: rows)
        draft.placements = [compartment: [.auditors]]
        return draft
    }
}

/// That a case was erased, read by name.
public struct ErasureRecord: Sendable {
    public let caseID: CaseID
    /// The hashes of the commands that were erased with it, in hexadecimal.
    public let commands: [String]

    /// `nil` for a row of another kind, or one that is not where the record of its case is.
    public init?(_ row: Row) {
        guard row.kind == .erasure, let caseID = row["erased"]?.string.flatMap({ CaseID($0) }),
            row.id == RetentionRows.id(.erasure, of: caseID), row.compartment == RetentionRows.compartment
        else { return nil }
        self.caseID = caseID
        commands = row["commands"]?.array?.compactMap(\.string) ?? []
    }
}

extension CaseSnapshot {
    /// The case that an administrator means.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound``; ``ProblemCode/invalidField`` where several are called so.
    func caseMeant(by reference: String) throws -> CaseID {
        if let caseID = CaseID(reference), try !rows(of: caseID).isEmpty { return caseID }
        let folded = ReferenceText.folded(reference)
        let called = folded.isEmpty ? [] : try cases(withReference: folded).sorted()
        guard let first = called.first else {
            throw Problem(.notFound, "There is no case that is called so.", path: "reference")
        }
        guard called.count == 1 else {
            throw Problem(
                .invalidField, "Several cases are called so: say which by its id.", path: "reference",
                allowed: called.map(\.description))
        }
        return first
    }

    /// The hold on a case, if one is in force.
    func hold(on caseID: CaseID) throws -> HoldSummary? {
        try row(RetentionRows.id(.hold, of: caseID)).flatMap { HoldSummary($0) }
    }
}

extension HoldSummary {
    /// `nil` for a hold that was released.
    init?(_ row: Row) {
        guard row["releasedAt"] == nil, let caseID = row["held"]?.string.flatMap({ CaseID($0) }),
            let since = row["since"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            caseID: caseID, reference: row["reference"]?.string ?? "", reason: row["reason"]?.string ?? "", since: since
        )
    }
}

extension ServerCore {
    /// How long a reason of a hold or an erasure may be, in UTF-8 bytes.
    static let retentionReasonBytesMax = 2_000

    static func checkedReason(_ reason: String?) throws(Problem) -> String {
        guard let reason, !reason.allSatisfy(\.isWhitespace) else {
            throw Problem(.missingField, "Say why: the record keeps it.", path: "reason", allowed: ["reason"])
        }
        guard reason.utf8.count <= retentionReasonBytesMax else {
            throw Problem(.tooLong, "A reason has at most \(retentionReasonBytesMax) bytes.", path: "reason")
        }
        return reason
    }
}
