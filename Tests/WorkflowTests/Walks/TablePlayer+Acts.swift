import CaseProtocol

@testable import Workflow

extension TablePlayer {
    /// Those who hold a role of the rule on the case as it stands, one of each office and everybody who may have to be a
    /// second person.
    func actors(for rule: Rule) -> [Party] {
        let agency = state.header?.text("referredTo") ?? state.header?.text("agency")
        var actors: [Party] = []
        for role in rule.roles where role != .system {
            for person in Players.holding(role, agency: agency)
            where caseRoles(of: person, in: state).contains(role) && !actors.contains(person) { actors.append(person) }
        }
        return actors
    }

    /// Whether the case is nobody's draft, and no history that waits to be adopted.
    var isTakenUp: Bool { state.header.map { $0.isAdopted && !$0.isSuspended } ?? false }

    /// Whether nothing stands in the way that no form and no waiting can change.
    func mayTry(_ rule: Rule) -> Bool {
        guard let header = state.header else { return false }
        return (header.isAdopted || rule.guards.contains(.notAdopted)) && (!header.isSuspended || rule.worksSuspended)
    }

    /// The same of one person.
    func mayTry(_ rule: Rule, by actor: Party) -> Bool {
        guard let standing = try? Standing(state, actor) else { return false }
        let check = GuardCheck(standing: standing, context: context())
        return !rule.guards.contains { condition in
            switch condition {
            case .has, .hasNot, .notSigner, .seated, .notSeated, .feature, .nationalMatter, .twoSides, .fromLead,
                .noFiler,
                .noReportingCountry, .notProposer, .pending, .nonePending, .cardPublished, .notAdopted, .suspended,
                .notActor, .actsFor, .datesToConfirm, .filedForAnother:
                check.answer(to: condition).isNo
            case .fieldIs(let field, _): !rule.takes.contains(field) && check.answer(to: condition).isNo
            default: false
            }
        }
    }

    /// Takes an action as a person at a desk would: where it is too early, on the day from which it is lawful; where it
    /// waits for a limit to lapse, when that is over.
    ///
    /// - Parameter waiting: off to take it today or not at all.
    mutating func play(
        _ rule: Rule, by actor: Party, waiting: Bool = true, _ values: [String: JSONValue]
    ) throws(Refusal) {
        guard waiting else { return try act(rule, by: actor, values) }
        for condition in rule.guards {
            guard case .lapsed(let key) = condition, let due = state.latestDeadline(key)?.dueOn, due >= today else {
                continue
            }
            try wait(until: due.adding(days: 1))
        }
        if rule.guards.contains(.namedOverrun), lateLimit == nil,
            let due = state.deadlines.filter({ $0.isRunning }).compactMap(\.dueOn).min(), due >= today
        {
            try wait(until: due.adding(days: 1))
        }
        do {
            try act(rule, by: actor, values)
        } catch .tooEarly(_, let earliest) where earliest > today {
            try wait(until: earliest)
            try act(rule, by: actor, FormFiller(rule: rule, play: self).refreshed(values))
        } catch {
            throw error
        }
    }

    private mutating func act(_ rule: Rule, by actor: Party, _ values: [String: JSONValue]) throws(Refusal) {
        var named: OtherCase?
        var values = values
        if values[OtherCase.field.rawValue] != nil {
            let wantsEnded =
                rule.effects.contains(.link(.recurrenceOf)) || rule.effects.contains(.unlink(.recurrenceOf))
            named = others.first { $0.isEnded == wantsEnded } ?? others.first
            values[OtherCase.field.rawValue] = named?.header.references.first.map { .string($0) }
        }
        if rule.effects.contains(.sharePaper) || rule.effects.contains(.unsharePaper) {
            values["paper"] = givePaper(isShared: rule.effects.contains(.unsharePaper))
        }
        let act = CaseAct(
            caseID: Self.caseID, action: rule.action, from: state.header?.stage, fields: asked(values),
            deadline: limitNamed(by: rule))
        try perform(.act(act), by: actor, naming: named)
    }

    /// A form without the questions that depend on another answer than the one given.
    func asked(_ values: [String: JSONValue]) -> [String: JSONValue] {
        values.filter { field, _ in
            guard let question = procedure.field(FieldID(field))?.askedWhen else { return true }
            let answer = values[question.field.rawValue] ?? state.header?.row[question.field.rawValue]
            return question.values.contains(answer?.word ?? "")
        }
    }

    /// Puts a paper of the complainant's on the case, given in confidence and perhaps shared: what acts on papers rest on.
    private mutating func givePaper(isShared: Bool) -> JSONValue? {
        guard let header = state.header, let filer = header.filer else { return "none" }
        let paper = RowID(high: 0x7013, low: 0x8000_0000_0000_0001)
        state.put(
            Row(
                id: paper, kind: .note,
                compartment: Compartment(caseID: Self.caseID, .confidential, holder: filer.description),
                fields: ["by": .string(filer.description), "text": "What a truck costs a day."]))
        if isShared {
            state.put(
                Row(
                    id: RowID(high: 0x7013, low: 0x8000_0000_0000_0002), kind: .confidence,
                    compartment: Compartment(caseID: Self.caseID, .confidential, holder: "copy"),
                    fields: [
                        "sharedOf": .string(paper.description), "state": "shared",
                        "sharedWith": header.row["imposingCountry"] ?? "TZ",
                    ]))
        }
        return .string(paper.description)
    }

    private var lateLimit: Deadline? {
        state.deadlines.first { $0.row["explanation"] == nil && ($0.isLate || $0.isOverdue(on: today)) }
    }

    /// The limit that an act of this rule is about.
    private func limitNamed(by rule: Rule) -> DeadlineKey? {
        if rule.guards.contains(.namedOverrun) { return lateLimit?.key }
        guard rule.guards.contains(.namedRuns) else { return nil }
        let running = state.deadlines.filter { $0.isRunning && $0.kind != .gate && $0.kind != .cap }
        let isForParty = rule.guards.contains { if case .namesParty = $0 { true } else { false } }
        return (isForParty ? running.first { $0.party != nil } : nil)?.key ?? running.first?.key
    }

    /// The same case on later days: after each limit upon whose end the system uses one of these rules.
    func afterWaiting(for rules: [Int]) -> [TablePlayer] {
        let awaited = Set(rules.map { procedure.rules[$0] }.filter { $0.roles.contains(.system) }.map(\.action))
        var ends: [CivilDate] = []
        for limit in state.deadlines where limit.isRunning && limit.isEnforced && !limit.awaitsConfirmation {
            let action: ActionID = if case .act(let action)? = limit.lapse { action } else { "lapse" }
            if awaited.contains(action), let due = limit.dueOn { ends.append(max(due, today).adding(days: 1)) }
        }
        return Set(ends).sorted().compactMap { end in
            var later = self
            do { try later.wait(until: end) } catch { return nil }
            return later
        }
    }

    /// Gives the case to an investigator of the authority, where only those see it to whom it is given.
    mutating func assignInvestigator() {
        guard let head = Players.holding(.authorityHead).first, let person = Players.holding(.investigator).first,
            caseRoles(of: head, in: state).contains(.authorityHead),
            !caseRoles(of: person, in: state).contains(.investigator)
        else { return }
        try? perform(.assign(CaseAssign(caseID: Self.caseID, person: person.id, desk: nil)), by: head)
    }
}

extension FormFiller {
    /// The same form on a later day: dates of the past that were today are today again.
    func refreshed(_ values: [String: JSONValue]) -> [String: JSONValue] {
        let fresh = self.values(of: values.keys.sorted().map { FieldID($0) })
        return values.merging(fresh) { old, new in
            old.string.flatMap { CivilDate($0) } == nil ? old : new
        }
    }
}
