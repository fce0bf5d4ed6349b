internal import CaseCrypto
internal import CaseProtocol
internal import Workflow

/// The commit that goes with a change of who acts for an organisation, after the change: to which audiences those concerned
/// belong, and the rows by which devices know it. Each of its people has a row in a compartment of their own, open to themself
/// and to owners and members: a representative learns nothing of the others.
struct OrganisationDraft {
    let organisation: Organisation
    /// What is recorded in the ledger: `organisation.join`, say.
    let command: String
    /// Who did it; the server where nobody did.
    var by: SignedIn?

    /// - Parameter changed: whose affiliation is another than before; all whose audiences may be others.
    func draft(changed: Set<UserID>, at now: Timestamp, in snapshot: any CaseSnapshot) throws -> CommitDraft {
        let records = try snapshot.affiliations(of: organisation.id)
        let staff = Set(records.filter { $0.standing != .representative }.map { AudienceID.user($0.user) })
        var draft = CommitDraft(
            at: now, by: by?.party.id ?? Party.system.id, replica: by?.replica, command: command,
            commandHash: organisation.statementHash(with: records), rows: [])
        for record in records {
            draft.placements[compartment(of: record.user)] = isSuspended ? [] : staff.union([.user(record.user)])
        }
        for user in changed.sorted() {
            guard let account = try snapshot.account(user) else { continue }
            let record = records.first { $0.user == user }
            if record == nil { draft.placements[compartment(of: user)] = [] }
            let row = try row(of: account, record, in: snapshot)
            if let row { draft.rows.append(row) }
            draft.memberships[user] = account.party.on(ServerCore.day(at: now)).audiences
        }
        return draft
    }

    private var isSuspended: Bool { organisation.suspendedAt != nil }

    private func compartment(of user: UserID) -> Compartment {
        Compartment(caseID: nil, .internal, holder: "org:\(organisation.id):\(user)")
    }

    /// The next version; `nil` where it would say the same.
    private func row(
        of account: Account, _ record: AffiliationRecord?, in snapshot: any CaseSnapshot
    ) throws -> Row? {
        let id = rowID(of: account.id)
        let known = try snapshot.row(id)
        var fields: [String: JSONValue] = [
            "organisation": .string(organisation.id.description), "name": .string(organisation.name),
            "country": .string(organisation.country), "person": .string(account.id.description),
            "personName": .string(account.name),
        ]
        fields["standing"] = record.map { .string($0.standing.rawValue) }
        fields["mandate"] = record?.mandate?.json
        if record == nil { fields["state"] = "ended" }
        guard known?.fields != fields else { return nil }
        return Row(
            id: id, kind: .affiliation, compartment: compartment(of: account.id), rev: (known?.rev ?? 0) + 1,
            fields: fields)
    }

    /// The same whenever somebody comes back.
    private func rowID(of user: UserID) -> RowID {
        let bytes = SHA256.hash(Array("affiliation \(organisation.id) \(user)".utf8)).bytes
        func word(_ start: Int) -> UInt64 { bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        return .make(milliseconds: Int64(organisation.id.high >> 16), random: (word(0), word(8)))
    }
}

extension CaseTransaction {
    /// Appends it.
    func append(
        _ draft: OrganisationDraft, changed: Set<UserID>, at now: Timestamp
    ) throws {
        _ = try append(draft.draft(changed: changed, at: now, in: self))
    }
}
