import CaseProtocol
import Testing
import Workflow

/// A walk of the whole table: what can be proved of it without playing a case.
@Suite struct TableWalkTests {
    private let table = Procedure.ntbTripartite

    private func origins(of rule: Rule) -> [StageID] { table.stages.filter(rule.from.includes).map(\.id) }

    private func destinations(of rule: Rule) -> [StageID] {
        switch rule.to {
        case .stage(let stage): [stage]
        case .stay: []
        case .byProposal(_, let stages, let otherwise), .byField(_, let stages, let otherwise):
            stages.values + [otherwise]
        case .back(let stages): stages
        }
    }

    private func reachable(from start: Set<StageID>) -> Set<StageID> {
        var reached = start
        while true {
            let next = table.rules.filter { !reached.isDisjoint(with: origins(of: $0)) }.flatMap(destinations)
            if reached.isSuperset(of: next) { return reached }
            reached.formUnion(next)
        }
    }

    @Test func `every stage can be reached from an opening`() {
        let openings = table.rules.filter { $0.from == .nothing }.flatMap(destinations)
        #expect(reachable(from: Set(openings)) == Set(table.stages.map(\.id)))
    }

    @Test func `from every open stage an end can be reached`() {
        let finals = Set(table.stages.filter(\.isFinal).map(\.id))
        for stage in table.stages where !stage.isFinal {
            #expect(!reachable(from: [stage.id]).isDisjoint(with: finals), "\(stage.id)")
        }
    }

    @Test func `numbers begin with letters that cannot be mistaken for digits`() {
        #expect(table.numberPrefix.wholeMatch(of: /[A-HJKMNP-Z]+/) != nil)
    }

    @Test func `every stage that a rule names exists`() {
        let stages = Set(table.stages.map(\.id))
        for rule in table.rules {
            #expect(stages.isSuperset(of: destinations(of: rule)), "\(rule.action)")
            if case .stages(let named) = rule.from { #expect(stages.isSuperset(of: named), "\(rule.action)") }
        }
        for edit in table.edits {
            if case .stages(let named) = edit.from { #expect(stages.isSuperset(of: named)) }
        }
    }

    @Test func `no role has two rules for one action at one stage unless a condition tells them apart`() {
        let selectors: (Rule) -> [Guard] = { rule in
            rule.guards.filter {
                switch $0 {
                case .nationalMatter, .twoSides, .lapsed, .fromLead, .noFiler, .noReportingCountry, .pending: true
                default: false
                }
            }
        }
        for stage in table.stages {
            let rules = table.rules.filter { $0.from.includes(stage) }
            for (index, rule) in rules.enumerated() {
                for other in rules[(index + 1)...] where other.action == rule.action {
                    guard !Set(rule.roles).isDisjoint(with: other.roles) else { continue }
                    #expect(selectors(rule) != selectors(other), "\(rule.action) at \(stage.id)")
                }
            }
        }
    }

    @Test func `a stage that has ended is left only by a rule that names it`() {
        for rule in table.rules where rule.to != .stay {
            switch rule.from {
            case .any: Issue.record("\(rule.action) leaves every stage, ended ones too")
            case .nothing, .anyOpen, .stages: break
            }
        }
        let leaving = table.rules.filter { rule in
            rule.to != .stay && table.stages.contains { $0.isFinal && rule.from.includes($0) }
        }
        #expect(Set(leaving.map(\.action)) == ["allowAppeal", "reopen"])
    }

    @Test func `every time limit is started by some rule and ended by another or by its lapse`() {
        let effects = table.rules.flatMap(\.effects)
        for deadline in table.deadlines {
            #expect(effects.contains(.start(deadline.key)), "\(deadline.key)")
            let ends: [Effect] = [.meet(deadline.key), .cancel(deadline.key), .lapse(deadline.key)]
            #expect(effects.contains { ends.contains($0) }, "\(deadline.key)")
        }
    }

    @Test func `every time limit that a rule or stage names exists, and every lapse is an action of the system`() {
        let keys = Set(table.deadlines.map(\.key))
        #expect(keys.count == table.deadlines.count)
        for effect in table.rules.flatMap(\.effects) {
            switch effect {
            case .start(let key), .meet(let key), .pause(let key), .resume(let key), .cancel(let key), .lapse(let key):
                #expect(keys.contains(key))
            default: break
            }
        }
        #expect(keys.isSuperset(of: table.stages.flatMap(\.clocks)))
        for deadline in table.deadlines {
            guard case .act(let action) = deadline.lapse else { continue }
            let rules = table.rules(for: action)
            #expect(!rules.isEmpty && rules.allSatisfy { $0.roles == [.system] }, "\(action)")
            #expect(rules.allSatisfy { $0.effects.contains(.lapse(deadline.key)) }, "\(action)")
        }
        #expect(table.rules(for: "lapse").count == 1)
    }

    @Test func `every time limit is a service standard with an owner, a title and an authority`() {
        let roles = Set(table.rules.flatMap(\.roles))
        for deadline in table.deadlines {
            #expect(roles.contains(deadline.owner), "\(deadline.key)")
            #expect(!deadline.title.isEmpty && !deadline.source.authority.isEmpty)
            // A date that a committee or a session set is theirs; of every other length we are the author.
            if case .until = deadline.length { continue }
            #expect(deadline.source.provenance == .design, "the mechanism publishes no limit: \(deadline.key)")
        }
    }

    @Test func `every field that a rule or an edit names has a specification, and every specification is used`() {
        let ids = Set(table.fields.map(\.id))
        #expect(ids.count == table.fields.count)
        var used = Set(table.edits.flatMap(\.fields))
        for rule in table.rules {
            let named = Set(
                rule.requires + rule.accepts + rule.requiresWhen.flatMap { [$0.field, $0.other] } + rule.choices.keys)
            #expect(ids.isSuperset(of: named), "\(rule.action): \(named.subtracting(ids))")
            used.formUnion(named)
        }
        #expect(used.isSuperset(of: ids), "unused: \(ids.subtracting(used))")
        #expect(ids.isSuperset(of: table.edits.flatMap(\.fields)))
    }

    @Test func `no field has the name of a member that every event row has`() {
        let members: Set<FieldID> = [
            "action", "by", "byName", "role", "from", "to", "occurredOn", "recordedAt", "headerRev", "deadline",
        ]
        #expect(members.isDisjoint(with: table.fields.map(\.id)))
    }

    @Test func `every field has a sample value that it takes, so that each rule can be played`() {
        for field in table.fields { #expect(Sample.fields[field.id] != nil, "\(field.id)") }
    }

    @Test func `who complains is sealed, and what is said before transmission is confidential`() {
        let sealed = table.fields.filter { $0.confidentiality == .sealed }.map(\.id)
        #expect(Set(sealed).isSuperset(of: ["contact", "phone", "onBehalfOf"]))
        #expect(table.fields.allSatisfy { !$0.isOnHeader || $0.confidentiality == .parties })
        for action in [
            "askInfo", "supplyInfo", "wake", "reject", "allowAppeal", "recordLead", "convertLead", "closeLead",
        ] {
            #expect(table.rules(for: ActionID(action)).allSatisfy { $0.record == .confidential }, "\(action)")
        }
    }

    @Test func `every rule says where it comes from and is for somebody`() {
        for rule in table.rules {
            #expect(!rule.source.authority.isEmpty && !rule.roles.isEmpty, "\(rule.action)")
            #expect(rule.roles.allSatisfy { People.playing($0) != nil }, "\(rule.action)")
        }
    }

    @Test func `whoever owes the next step at a stage has a move there`() {
        for stage in table.stages {
            guard let owner = stage.owner else { continue }
            #expect(!table.moves(at: stage.id, for: owner).isEmpty, "\(stage.id)")
        }
    }

    @Test(
        arguments: [
            ("submitted", "New"), ("registered", "New"), ("transmitted", "In process"), ("policyOrgan", "In process"),
            ("resolutionProposed", "In process"), ("resolved", "Resolved"), ("notAnNtb", "Resolved"), ("draft", nil),
            ("lead", nil), ("withdrawn", "Withdrawn"), ("transferred", "Transferred"), ("rejected", "Rejected"),
        ] as [(StageID, String?)])
    func `the public register has its own names for stages`(stage: StageID, name: String?) {
        #expect(table.stage(stage)?.publicName == name)
    }
}
