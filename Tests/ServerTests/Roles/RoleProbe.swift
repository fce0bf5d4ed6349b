import CaseProtocol

@testable import Server
@testable import Workflow

/// What somebody can do to a case, found out by trying: nothing that is tried changes anything.
struct RoleProbe {
    let person: TestPerson

    /// How far the server let somebody come.
    struct Reach: Hashable {
        /// Some action was refused for another reason than who it is for.
        var acts = false
        var edits = false
        var remarks = false
        var remarksInConfidence = false
        /// They may say why something that others gave in confidence stays so, and until when.
        var rulesOnConfidence = false
        var assigns = false
        /// They may ask to be told who complained or reported.
        var asks = false
        /// They may agree that somebody else is told, who asked.
        var agrees = false
        /// Something was answered as if there were such a case.
        var knows = false
        /// Something was applied, or set off something: then the probe is no probe.
        var changed: [String] = []
    }

    func reach(_ caseID: CaseID) async throws -> Reach {
        let header = try await person.server.header(caseID)
        guard let header, let procedure = person.server.core.rules.procedure(of: header) else { return Reach() }
        var reach = Reach()
        // A field that no form has is refused after the question who somebody is, and before anything happens.
        let unknown: [String: JSONValue] = ["noSuchField": 1]
        let actions = Set(procedure.rules.filter { $0.from != .nothing }.map(\.action)).sorted().filter {
            // Stepping back is no act of the matrix: whoever reads by a role gives it up.
            $0 != "lapse" && $0 != "recuse"
        }
        let acts = try await codes(
            actions.map { .act(CaseAct(caseID: caseID, action: $0, from: nil, fields: unknown)) })
        let fields = Set(procedure.edits.flatMap(\.fields)).sorted()
        let edits = try await codes(
            fields.map { .edit(CaseEdit(caseID: caseID, fields: [$0.rawValue: [["no"]]], base: [$0.rawValue: 0])) })
        let blank = { (confidentiality: ConfidentialityClass) -> CaseCommand in
            .addNote(
                NoteAdd(caseID: caseID, note: person.server.id(), text: " ", confidentiality: confidentiality))
        }
        let notes = try await codes([blank(.parties), blank(.confidential)])
        let assigned = try await codes([.assign(CaseAssign(caseID: caseID, person: nil, desk: "noSuchDesk"))])
        let identity = try await identityCodes(caseID, header)
        reach.acts = acts.contains(where: Self.isPermitted)
        reach.edits = edits.contains(where: Self.isPermitted)
        reach.remarks = Self.isPermitted(notes[0])
        reach.remarksInConfidence = Self.isPermitted(notes[1])
        reach.assigns = Self.isPermitted(assigned[0])
        reach.asks = identity.asked.map(Self.isPermitted) ?? false
        reach.agrees = identity.answered.contains(where: Self.isPermitted)
        reach.rulesOnConfidence = try await rulesOnConfidence(caseID)
        let all = acts + edits + notes + assigned + identity.answered + (identity.asked.map { [$0] } ?? [])
        reach.knows = all.contains { $0 != .notFound }
        reach.changed = zip(
            actions.map(\.rawValue) + fields.map(\.rawValue) + ["note", "secret", "assign"]
                + identity.answered.map { _ in "answer" } + ["ask"], all
        )
        .filter { $0.1 == nil }.map(\.0)
        return reach
    }

    /// Whether it is the day that is wrong with a claim whose last day is over, and not who makes it or for what.
    private func rulesOnConfidence(_ caseID: CaseID) async throws -> Bool {
        let rows = try await person.server.store.read { try $0.rows(of: caseID) }.filter {
            [.note, .evidence].contains($0.kind) && $0.compartment.confidentiality == .confidential
                && $0.compartment.holder != person.id.description
        }
        let over = ConfidenceClaim(reason: "businessSecret", until: CivilDate("2020-01-01"))
        let claims = rows.map {
            CaseCommand.setConfidence(
                ConfidenceSet(caseID: caseID, row: person.server.id(), of: $0.id, claim: over))
        }
        return try await problems(claims).contains { $0?.path == "fields.until" }
    }

    /// What asking who complained, without a reason, and refusing without one whoever asked is refused with; nothing on a
    /// case that nobody filed.
    private func identityCodes(
        _ caseID: CaseID, _ header: CaseHeader
    ) async throws -> (asked: ProblemCode??, answered: [ProblemCode?]) {
        guard header.filer != nil else { return (nil, []) }
        let waiting = try await person.server.store.read { try $0.rows(of: caseID) }.compactMap { Unsealing($0) }
        let answers = waiting.map {
            CaseCommand.answerIdentity(
                IdentityAnswer(caseID: caseID, request: $0.request, agrees: false, reason: " "))
        }
        let ask = IdentityRequest(caseID: caseID, request: person.server.id(), reason: " ", days: 3)
        let codes = try await codes([.requestIdentity(ask)] + answers)
        return (codes.first, Array(codes.dropFirst()))
    }

    /// Whether they may open a case of some procedure with such a cast, by some action.
    func opens(_ column: RoleColumn) async throws -> Bool {
        let tables = person.server.core.rules.currentProcedures.filter { $0.column == column }
        let openings = tables.flatMap { table in
            Set(table.rules.filter { $0.from == .nothing }.map(\.action)).sorted().map { action in
                CaseCommand.open(
                    CaseOpen(
                        caseID: person.server.id(), procedure: table.id, version: table.version, action: action,
                        label: nil, fields: ["noSuchField": 1]))
            }
        }
        return try await codes(openings).contains(where: Self.isPermitted)
    }

    /// Whether they may file a complaint out of a case of their desk.
    func converts(_ caseID: CaseID) async throws -> Bool {
        let act = CaseAct(caseID: caseID, action: Conversion.action, from: nil, fields: ["noSuchField": 1])
        return try await codes([.act(act)]).contains { Self.isPermitted($0) && $0 != .unknownAction }
    }

    /// The classes of the rows of a case that a full pull brings, with the holders of their compartments.
    func pulled() async throws -> [CaseID: Set<Compartment>] {
        var seen: [CaseID: Set<Compartment>] = [:]
        var cursor: String?
        while true {
            let page = try await person.pull(cursor)
            for row in page.rows { row.caseID.map { _ = seen[$0, default: []].insert(row.compartment) } }
            guard let trailer = page.trailer, !trailer.complete else { return seen }
            cursor = trailer.next
        }
    }

    private static func isPermitted(_ code: ProblemCode?) -> Bool {
        ![.notFound, .notPermitted, .unknownProcedure].contains(code)
    }

    /// What each command is refused with; `nil` for one that was not refused.
    private func codes(_ commands: [CaseCommand]) async throws -> [ProblemCode?] {
        try await problems(commands).map { $0?.code }
    }

    private func problems(_ commands: [CaseCommand]) async throws -> [Problem?] {
        guard !commands.isEmpty else { return [] }
        let replica = person.replica
        let last = try await person.server.store.read { try $0.replica(replica)?.last ?? 0 }
        let envelopes = try commands.enumerated().map { try person.envelope(last + 1 + $0.offset, $0.element) }
        return try await person.push(envelopes).out.map(\.outcome.problem)
    }
}

extension Procedure {
    /// The column of the matrix that a new case of this procedure stands in.
    var column: RoleColumn {
        switch cast {
        case .complaint: .complaint
        case .dispute: .dispute
        case .remedy: .secretRemedy
        case .desk(.enquiryOfficer): .enquiry
        case .desk: .report
        case .request: .dataRequest
        }
    }
}
