import CaseProtocol

extension ProcedureCheck {
    mutating func checkDeadlines() {
        checkDoubles(procedure.deadlines.map(\.key.rawValue), RowName.deadline)
        for spec in procedure.deadlines {
            let row = RowName.deadline(spec.key.rawValue)
            if spec.title.isEmpty || spec.source.authority.isEmpty {
                find(.unsourced, row, "It has no title or does not say where it comes from.")
            }
            if let calendar = spec.calendar { checkCalendar(calendar, row) }
            checkOwners(spec, row)
            checkLife(spec, row)
            checkLapse(spec, row)
            checkDays(spec, row)
            for variant in spec.variants {
                checkKnown(variant.field, row)
                checkWords([variant.value], of: variant.field, row)
            }
        }
    }

    private mutating func checkOwners(_ spec: DeadlineSpec, _ row: String) {
        var owners = [spec.owner, spec.nationalOwner].compactMap(\.self)
        if case .escalate(let role) = spec.lapse { owners.append(role) }
        for role in owners {
            checkRole(role, row)
            if !walk.roles.contains(role) {
                find(.ownerWithoutPart, row, "“\(role)” owes it, or is called in, and has no rule at all.")
            }
        }
    }

    private mutating func checkLife(_ spec: DeadlineSpec, _ row: String) {
        let key = spec.key
        if starters(of: key).isEmpty, !procedure.stages.contains(where: { $0.clocks.contains(key) }) {
            find(.neverStarted, row, "No rule or stage starts it.")
        }
        let ends: [Effect] = [.meet(key), .cancel(key), .lapse(key), .meetForParty(key)]
        let isEnded = ends.contains(where: walk.effects.contains)
        let endsItself: Bool =
            switch spec.lapse {
            case .rightEnds: true
            case .explain: walk.effects.contains(.explainNamed)
            case .act, .escalate: false
            }
        if !isEnded, !endsItself { find(.neverEnded, row, "No rule meets, cancels or lapses it.") }
        if walk.effects.contains(.pause(key)), !walk.effects.contains(.resume(key)) {
            find(.neverResumed, row, "A rule pauses it and none resumes it.")
        }
    }

    private mutating func checkLapse(_ spec: DeadlineSpec, _ row: String) {
        let action: ActionID
        let wanted: Effect
        switch spec.lapse {
        case .act(let named): (action, wanted) = (named, .lapse(spec.key))
        case .escalate, .rightEnds, .explain: (action, wanted) = ("lapse", .lapseNamed)
        }
        let rules = procedure.rules(for: action).filter { $0.roles.contains(.system) }
        if !rules.contains(where: { $0.effects.contains(wanted) || $0.effects.contains(.lapseNamed) }) {
            find(
                .lapseWithoutRule, row,
                "When it is over the system takes “\(action)”, and no rule lets it end this limit.")
        }
    }

    private mutating func checkDays(_ spec: DeadlineSpec, _ row: String) {
        let lengths = [spec.length] + spec.variants.map(\.length)
        let runsTo = lengths.compactMap(\.field)
        for field in runsTo + [spec.countsFrom, spec.adoptedFrom].compactMap(\.self) { checkDate(field, row) }
        if let field = spec.adoptedFrom, walk.isDate(field) { checkKept(field, row) }
        for index in starters(of: spec.key) {
            let rule = procedure.rules[index]
            for field in Set(runsTo).sorted() where walk.isDate(field) {
                guard !rule.takes.contains(field), !walk.isOnHeader(field) else { continue }
                find(
                    .dateLacking, RowName.rule(index, rule.action.rawValue),
                    "It starts “\(spec.key)”, which runs to “\(field)”; neither the act nor the header has that date.")
            }
        }
        guard let field = spec.countsFrom, walk.isDate(field), !walk.isOnHeader(field) else { return }
        let starters = starters(of: spec.key)
        if !starters.isEmpty, !starters.contains(where: { procedure.rules[$0].takes.contains(field) }) {
            find(
                .unread, row,
                "It counts from “\(field)”, which no act that starts it gives and the header does not hold.")
        }
    }

    /// The rules that start it.
    private func starters(of key: DeadlineKey) -> [Int] {
        procedure.rules.indices.filter { index in
            procedure.rules[index].effects.contains { effect in
                switch effect {
                case .start(key), .startForParties(key, _): true
                default: false
                }
            }
        }
    }
}
