import CaseProtocol
import Testing
import Workflow

/// Every row of the table, played: whoever it is for succeeds, everybody else is refused.
@Suite struct RuleTests {
    private static let table = Procedure.ntbTripartite
    private static let everybody: [RoleID] = [
        .complainant, .nfpReporting, .nfpImposing, .nmcMember, .nmcChair, .recOfficer, .ministryLegal, .system,
    ]

    /// Each rule at each stage from which it can be played; by number, so that the log stays short.
    static let plays: [(rule: Int, stage: StageID)] = table.rules.enumerated().flatMap { index, rule in
        table.stages.filter { rule.from.includes($0) && canPlay(rule, at: $0) }.map { (index, $0.id) }
    }

    /// Whether a case can stand there with the conditions of the rule fulfilled, and whoever the rule is for on it: cards
    /// come after registration, and before it is filed nobody but its author has a part in a case.
    private static func canPlay(_ rule: Rule, at stage: Stage) -> Bool {
        let beforeFiling: Set<StageID> = ["draft", "lead", "closedLead"]
        let unregistered: Set<StageID> = ["submitted", "infoRequested", "dormant", "abandoned", "rejected"]
        let neverCarded = beforeFiling.union(unregistered).union(["withdrawn", "transferred"])
        let needsCard = [.pending(.card), .pending(.cardWithdrawal), .cardPublished].contains {
            rule.guards.contains($0)
        }
        if needsCard, neverCarded.contains(stage.id) { return false }
        if rule.guards.contains(.namedOverdue) { return stage.id == "transmitted" }
        guard beforeFiling.contains(stage.id), !rule.guards.contains(.notAdopted) else { return true }
        let isLead = stage.id != "draft" || rule.guards.contains(.fromLead)
        return isLead ? rule.roles == [.nfpReporting] : rule.roles.allSatisfy(RoleWords.filers.contains)
    }

    /// A case at `stage` on which the conditions of `rule` hold.
    private static func scene(_ rule: Rule, at stage: StageID, filer: RoleID = .complainant) throws -> Scenario {
        if rule.guards.contains(.notAdopted) { return try .imported(at: stage) }
        if rule.guards.contains(.noFiler) {
            var scene = try Scenario.imported(at: "submitted")
            for action in ["adopt", "askInfo"] { try scene.act(ActionID(action), by: People.kenya) }
            return scene
        }
        var path = Scenario.Path()
        path.opener = People.playing(filer) ?? People.amina
        path.isLead = rule.guards.contains(.fromLead) || stage == "lead" || stage == "closedLead"
        if rule.guards.contains(.nationalMatter) { path.imposing = "KE" }
        if rule.guards.contains(.noReportingCountry) { path.opener = People.nomad }
        var scene = try Scenario.at(stage, path)
        for condition in rule.guards {
            switch condition {
            case .pending(.card): try scene.act("publishCard", by: People.kenya)
            case .pending(.cardWithdrawal), .cardPublished:
                try scene.act("publishCard", by: People.kenya)
                try scene.act("approveCard", by: People.kenyaMember)
                if condition == .pending(.cardWithdrawal) { try scene.act("withdrawCard", by: People.kenya) }
            case .suspended: try scene.act("suspend", by: People.kenya)
            case .lapsed, .namedOverdue: scene.wait(days: rule.action == "abandon" ? 366 : 40)
            default: break
            }
        }
        return scene
    }

    /// Who plays a role for a rule: the other country's, or another officer than whoever acted before, if it says so.
    private static func player(of role: RoleID, for rule: Rule) -> Party? {
        if rule.guards.contains(.actsFor(.imposing, as: role)) { return People.tanzaniaChair }
        return rule.guards.contains(.notActor("reject")) ? People.sadc : People.playing(role)
    }

    /// Before transmission a proposal lies with the own side: the secretariat cannot settle what it cannot read.
    private static func sees(_ role: RoleID, what rule: Rule, settlesAt stage: StageID) -> Bool {
        let settles = rule.guards.contains(.pending(.card)) || rule.guards.contains(.pending(.cardWithdrawal))
        return !(settles && stage == "registered" && role == .recOfficer)
    }

    private static func deadline(for rule: Rule) -> DeadlineKey? {
        rule.guards.contains(.namedOverdue) ? "acknowledge" : nil
    }

    @Test(arguments: plays.indices)
    func `whoever a rule is for may use it, and it leads where it says`(index: Int) throws {
        let (rule, stage) = (Self.table.rules[Self.plays[index].rule], Self.plays[index].stage)
        for role in rule.roles where Self.sees(role, what: rule, settlesAt: stage) {
            let filer: RoleID = RoleWords.filers.contains(role) ? role : .complainant
            var scene = try Self.scene(rule, at: stage, filer: filer)
            let party = try #require(Self.player(of: role, for: rule))
            try scene.perform(
                .act(
                    CaseAct(
                        caseID: Scenario.caseID, action: rule.action, from: stage,
                        fields: Sample.required(by: rule), deadline: Self.deadline(for: rule))), by: party)
            let expected: StageID =
                switch rule.to {
                case .stage(let stage): stage
                case .stay: stage
                case .byProposal(_, _, let otherwise), .byField(_, _, let otherwise): otherwise
                case .back(let stages): try #require(stages.first)
                }
            #expect(scene.stage == expected, "\(rule.action) from \(stage) by \(role)")
        }
    }

    @Test(arguments: plays.indices)
    func `everybody whom no rule of the action is for is refused`(index: Int) throws {
        let (rule, stage) = (Self.table.rules[Self.plays[index].rule], Self.plays[index].stage)
        let scene = try Self.scene(rule, at: stage)
        let fields = Sample.required(by: rule)
        for role in Self.everybody {
            guard let party = People.playing(role) else { continue }
            let held = caseRoles(of: party, in: scene.state)
            let mine = Self.table.rules(for: rule.action).filter { !Set($0.roles).isDisjoint(with: held) }
            guard mine.isEmpty else { continue }
            let refusal = scene.refusal(of: rule.action, by: party, fields, deadline: Self.deadline(for: rule))
            if held.isEmpty {
                #expect(refusal == .notFound, "\(rule.action) at \(stage) by \(role)")
            } else if case .notPermitted(rule.action, held, _)? = refusal {
                continue
            } else {
                Issue.record("\(rule.action) at \(stage) by \(role): \(String(describing: refusal))")
            }
        }
    }

    @Test(arguments: plays.indices)
    func `what a rule requires may not be left out`(index: Int) throws {
        let (rule, stage) = (Self.table.rules[Self.plays[index].rule], Self.plays[index].stage)
        let role = try #require(rule.roles.first)
        let scene = try Self.scene(rule, at: stage)
        let party = try #require(Self.player(of: role, for: rule))
        let fresh = rule.requires.filter { !(Self.table.field($0)?.isLasting ?? false) }
        for field in fresh {
            var fields = Sample.required(by: rule)
            fields[field.rawValue] = "  "
            let refusal = scene.refusal(of: rule.action, by: party, fields, deadline: Self.deadline(for: rule))
            #expect(refusal == .missingFields([field]), "\(rule.action) at \(stage)")
        }
    }
}
