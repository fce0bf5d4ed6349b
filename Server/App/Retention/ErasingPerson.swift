internal import CaseCrypto
internal import CaseProtocol
internal import Workflow

/// What erasing a person takes away, as it stands in one snapshot. Costs a look at every case.
struct ErasingPerson {
    let plan: PersonErasurePlan
    let account: Account
    /// Of every row outside cases that names the person: the next version, which does not.
    let next: [Row]
    let letters: [LetterRecord.Place]
    let organisations: [Organisation]

    /// - Parameter name: of the account, or its id.
    /// - Throws: a ``Problem``: ``ProblemCode/notFound``; ``ProblemCode/guardFailed`` that says what comes first;
    ///   ``ProblemCode/onHold``.
    init(_ name: String, _ reason: String, among procedures: Set<ProcedureID>, in snapshot: any CaseSnapshot) throws {
        let account = try snapshot.person(meantBy: name)
        self.account = account
        try Self.checkOffices(of: account)
        let user = account.id
        let affiliations = try snapshot.affiliations(of: user)
        organisations = try affiliations.compactMap { try snapshot.organisation($0.organisation) }
        let lastOf = try Self.organisationsOfOneOwner(affiliations, in: snapshot)
        var cases: [PersonErasurePlan.FiledCase] = []
        for procedure in procedures.sorted() {
            try snapshot.forEachCase(underProcedure: procedure) { part in
                try Self.check(part, user, account.name, lastOf)
                guard part.isFiled(by: user) else { return }
                if let hold = try snapshot.hold(on: part.caseID) {
                    throw Problem(
                        .onHold,
                        "\(hold.reference), which they filed, is kept since \(hold.since.day()): \(hold.reason). End the hold first: tatuad hold remove.",
                        path: "name")
                }
                cases.append(
                    PersonErasurePlan.FiledCase(
                        caseID: part.caseID, reference: part.header.references.first ?? part.caseID.description,
                        isRunning: !part.header.isEnded))
            }
        }
        let named = try snapshot.sharedRows(naming: user)
        next = named.map { $0.without(user) }
        letters = try Self.letters(of: user, named, in: snapshot)
        plan = PersonErasurePlan(
            user: user, name: account.name, reason: reason, rows: next.count,
            replicas: try snapshot.replicas(of: user).count, organisations: organisations.map(\.name).sorted(),
            letters: letters.count, cases: cases.sorted { $0.caseID < $1.caseID })
    }

    var hash: String { get throws { SHA256.hash(try CanonicalJSON.encode(plan)).hex } }

    private static func checkOffices(of account: Account) throws(Problem) {
        guard !account.appointments.allSatisfy({ RoleWords.filers.contains($0.role) && $0.acting == nil }) else {
            return
        }
        throw Problem(
            .guardFailed,
            "\(account.name) holds an office (\(account.appointments.map(\.description).joined(separator: ", "))). Let another take over, and take it from them first: tatuad user roles.",
            path: "name")
    }

    /// Those that have no other owner.
    private static func organisationsOfOneOwner(
        _ affiliations: [AffiliationRecord], in snapshot: any CaseSnapshot
    ) throws -> Set<OrganisationID> {
        Set(
            try affiliations.filter { $0.standing == .owner }.map(\.organisation).filter { organisation in
                try snapshot.affiliations(of: organisation).count { $0.standing == .owner } == 1
            })
    }

    private static func check(
        _ part: CasePart, _ user: UserID, _ name: String, _ lastOf: Set<OrganisationID>
    ) throws(Problem) {
        guard !part.header.isEnded else { return }
        let reference = part.header.references.first ?? part.caseID.description
        guard !part.isSeated(user) else {
            throw Problem(
                .guardFailed, "\(reference) runs and is \(name)'s to handle: it is handed over first.", path: "name")
        }
        guard part.organisation.map({ !lastOf.contains($0) }) ?? true else {
            throw Problem(
                .guardFailed,
                "\(name) is the last owner of an organisation of which \(reference) runs: it needs another owner first (tatuad organisation owner).",
                path: "name")
        }
    }

    /// The letters of all mandates that the person has or had, but for those that stand in another's.
    private static func letters(
        of user: UserID, _ named: [Row], in snapshot: any CaseSnapshot
    ) throws -> [LetterRecord.Place] {
        var places: Set<LetterRecord.Place> = []
        for row in named where row.kind == .affiliation && row["person"]?.string == user.description {
            guard let organisation = row["organisation"]?.string.flatMap({ OrganisationID($0) }) else { continue }
            let others = Set(
                try snapshot.affiliations(of: organisation).filter { $0.user != user }.compactMap(\.mandate?.letter))
            for version in try snapshot.versions(of: row.id) {
                guard let letter = version["mandate"].flatMap({ Mandate($0) })?.letter, !others.contains(letter),
                    try snapshot.letter(letter, of: organisation) != nil
                else { continue }
                places.insert(LetterRecord.Place(organisation: organisation, id: letter))
            }
        }
        return Array(places)
    }
}

/// As much of a case as tells who filed it and who handles it.
struct CasePart {
    let header: CaseHeader
    let rows: [Row]
    var caseID: CaseID { header.caseID }

    func isFiled(by user: UserID) -> Bool { filings.contains { $0["user"]?.string == user.description } }

    /// Whether it is assigned to them, or they act for a seat.
    func isSeated(_ user: UserID) -> Bool {
        rows.contains { $0.kind == .assignment && $0["person"]?.string == user.description }
            || CaseState(caseID: caseID, rows: rows).seats.contains { $0.user == user }
    }

    /// For which it was filed.
    var organisation: OrganisationID? {
        filings.compactMap { $0["organisationID"]?.string.flatMap { OrganisationID($0) } }.first
    }

    private var filings: [Row] { rows.filter { $0.kind == .party && isFiling($0) } }
    /// The sealed row of whoever filed, and of an anonymous report the one that only they see.
    private func isFiling(_ row: Row) -> Bool {
        row["seatUser"] == nil && (row.compartment.confidentiality == .sealed || row.compartment.holder == "filer")
    }
}

extension CaseSnapshot {
    /// The account that an administrator means, by name or id; nobody who files without a name or was erased.
    fileprivate func person(meantBy name: String) throws -> Account {
        let known = try namedAccount(name) ?? UserID(name).flatMap { try account($0) }
        guard let known, !known.isNameless else {
            throw Problem(.notFound, "There is no account with this name.", path: "name")
        }
        return known
    }

    fileprivate func forEachCase(
        underProcedure procedure: ProcedureID, _ body: (CasePart) throws -> Void
    ) throws {
        let pageCount = 500
        var last: CaseID?
        while true {
            let page = try cases(underProcedure: procedure, after: last, limit: pageCount)
            for caseID in page {
                let rows = try rows(of: caseID, except: [.event, .note, .evidence, .deadline])
                guard let header = rows.first(where: { $0.id == RowID(caseID) }).flatMap({ CaseHeader($0) }) else {
                    continue
                }
                try body(CasePart(header: header, rows: rows))
            }
            guard page.count == pageCount else { return }
            last = page.last
        }
    }
}

extension Row {
    /// The next version, which says of the person the id alone.
    fileprivate func without(_ user: UserID) -> Row {
        var fields = fields
        switch kind {
        case .person where id == RowID(user): fields = fields.filter { $0.key == "desk" }
        case .affiliation where fields["person"]?.string == user.description:
            for name in ["personName", "mandate", "standing"] { fields[name] = nil }
            fields["state"] = "ended"
        default:
            if fields["by"]?.string == user.description { fields["byName"] = nil }
            if fields["for"]?.string == user.description { fields["forName"] = nil }
        }
        return Row(id: id, kind: kind, compartment: compartment, rev: rev + 1, fields: fields)
    }
}
