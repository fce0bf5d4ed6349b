import CaseProtocol

/// One case that is to come under another version of its procedure.
struct MigratingCase {
    let state: CaseState
    let header: CaseHeader
    let procedure: Procedure
    let mapping: MigrationMapping
    let context: DecisionContext
    /// The version under which it runs; `nil` where that is not known here.
    private let old: Procedure?

    /// - Returns: `nil` where there is nothing to migrate: the case has ended, is under the version already, is of another
    ///   procedure, or is history held without a version, which comes under the present one when it is adopted.
    init?(_ state: CaseState, to procedure: Procedure, mapping: MigrationMapping, in context: DecisionContext) {
        guard let header = state.header, header.procedure == procedure.id, header.version != 0,
            header.version != procedure.version
        else { return nil }
        old = context.catalogue.procedure(header.procedure, version: header.version)
        if old?.stage(header.stage)?.isFinal == true { return nil }
        self.state = state
        self.header = header
        self.procedure = procedure
        self.mapping = mapping
        self.context = context
    }

    var toStage: StageID { mapping.stage(header.stage) }

    var plan: CaseMigration {
        CaseMigration(
            caseID: state.caseID, reference: header.references.first ?? state.caseID.description,
            fromVersion: header.version, toVersion: procedure.version, fromStage: header.stage, toStage: toStage,
            dates: limits.compactMap(\.change), refusals: refusals)
    }

    /// Every open limit that the new version has, in order of id.
    var limits: [MovedLimit] {
        state.deadlines.filter(\.isOpen).compactMap { deadline in
            procedure.deadline(mapping.limit(deadline.key)).map { moved(deadline, by: $0) }
        }
    }

    /// Why it cannot be moved, as sentences.
    var refusals: [String] { versionRefusals + stageRefusals + limitRefusals + proposalRefusals }

    private var versionRefusals: [String] {
        if old == nil { return ["Version \(header.version), under which it runs, is not known here."] }
        return header.cast == procedure.cast
            ? []
            : ["Version \(procedure.version) gives its cases to other people; a case that runs stays with its own."]
    }

    private var stageRefusals: [String] {
        guard let stage = procedure.stage(toStage) else {
            return ["Version \(procedure.version) has no stage “\(toStage)”: say which takes its place."]
        }
        if stage.isFinal { return ["“\(toStage)” is where a case ends: a migration ends none."] }
        guard let left = header.text("leftStage"), procedure.stage(mapping.stage(StageID(left))) == nil else {
            return []
        }
        return ["It is to return to “\(left)”, which version \(procedure.version) does not have."]
    }

    private var limitRefusals: [String] {
        state.deadlines.filter { $0.isOpen && procedure.deadline(mapping.limit($0.key)) == nil }.map { deadline in
            let last = deadline.dueOn.map { "runs to \($0)" } ?? "is paused"
            return
                "Version \(procedure.version) has no time limit “\(mapping.limit(deadline.key))”, and it \(last): say "
                + "which takes its place."
        }
    }

    private var proposalRefusals: [String] {
        let kinds = state.rows(.proposal).filter { $0["state"] == "pending" }.compactMap { $0["kind"]?.string }
        return Set(kinds).sorted().filter { !procedure.settles(ProposalKind(rawValue: $0)) }.map {
            "A proposal (“\($0)”) waits for an answer that version \(procedure.version) does not know."
        }
    }
}

extension Procedure {
    /// Whether a rule answers proposals of this kind.
    fileprivate func settles(_ kind: ProposalKind?) -> Bool {
        guard let kind else { return false }
        return rules.contains { rule in
            rule.effects.contains(.settle(kind)) || rule.effects.contains(.rejectProposal(kind))
        }
    }
}
