import CaseProtocol

/// The rules, each for itself.
extension ProcedureCheck {
    mutating func checkRules() {
        let triggers = systemTriggers
        for (index, rule) in procedure.rules.enumerated() {
            let row = RowName.rule(index, rule.action.rawValue)
            if rule.source.authority.isEmpty { find(.unsourced, row, "It does not say where it comes from.") }
            if rule.roles.isEmpty { find(.noRole, row, "It is for nobody.") }
            for role in rule.roles { checkRole(role, row) }
            checkBounds(of: rule.roles, rule.from == .nothing ? .create : rule.verb, row)
            for case .seat(let role) in rule.effects { checkBounds(of: [role], .read, row) }
            checkOrigin(rule.from, row)
            checkDestination(rule, row)
            checkTaken(rule, row)
            for condition in rule.guards { check(condition, rule, row) }
            for effect in rule.effects { check(effect, rule, row) }
            if rule.from == .nothing, let condition = rule.guards.first {
                find(.openingGuard, row, "There is no case yet of which to ask: \(condition.phrase(in: procedure)).")
            }
            if rule.roles == [.system], !triggers.contains(rule.action) {
                find(.untriggered, row, "It is for the system alone, and no lapse or follow-up sets it off.")
            }
        }
    }

    /// The actions that the system takes: of lapses, and those that follow another.
    private var systemTriggers: Set<ActionID> {
        var actions: Set<ActionID> = ["lapse"]
        for deadline in procedure.deadlines {
            if case .act(let action) = deadline.lapse { actions.insert(action) }
        }
        for case .followUp(let action) in walk.effects { actions.insert(action) }
        return actions
    }

    private mutating func checkDestination(_ rule: Rule, _ row: String) {
        for stage in rule.to.stages { checkStage(stage, row) }
        if rule.from == .any, rule.to != .stay {
            find(.finalLeft, row, "It leaves every stage, ended ones too: name the ended stages that it may leave.")
        }
        switch rule.to {
        case .stage: break
        case .stay:
            if rule.from == .nothing { find(.noOpening, row, "It opens a case and leads to no stage.") }
        case .byProposal(let field, let stages, _):
            if !walk.effects.contains(.propose(.resolution)) {
                find(.neverMade, row, "It follows a proposed resolution, and no rule proposes one.")
            }
            checkKnown(field, row)
            checkWords(stages.keys.sorted(), of: field, row)
        case .byField(let field, let stages, _):
            checkRead(field, rule, row)
            checkWords(stages.keys.sorted(), of: field, row, rule: rule)
        case .back:
            if !walk.effects.contains(.keepStage) {
                find(.neverMade, row, "It leads back to a stage that no rule remembers (keepStage).")
            }
        }
    }

    /// What the rule says of its fields.
    private mutating func checkTaken(_ rule: Rule, _ row: String) {
        let takes = Set(rule.takes)
        for field in rule.takes where walk.fields[field] == nil {
            find(.unknownField, row, "No field “\(field)” is declared.")
        }
        for condition in rule.requiresWhen {
            checkRead(condition.other, rule, row)
            checkWords([condition.value], of: condition.other, row, rule: rule)
        }
        for field in rule.choices.keys.sorted() where !takes.contains(field) {
            find(.fieldNotTaken, row, "It offers words for “\(field)”, which it does not take.")
        }
        for (short, field) in rule.alsoCalled.sorted(by: { $0.key < $1.key }) {
            if !takes.contains(field) {
                find(.fieldNotTaken, row, "It takes “\(short)” for “\(field)”, which it does not take.")
            } else if takes.contains(short) {
                find(.fieldNotTaken, row, "It takes “\(short)” for “\(field)”, and “\(short)” is a field of its own.")
            }
        }
        guard rule.record == .public else { return }
        for field in rule.takes {
            guard let spec = walk.fields[field], [.confidential, .sealed].contains(spec.confidentiality) else {
                continue
            }
            find(
                .publicSecret, row,
                "It is recorded for everybody and takes “\(field)”, which is \(spec.confidentiality).")
        }
    }

    mutating func checkKnown(_ field: FieldID, _ row: String) {
        guard !walk.isKnown(field) else { return }
        find(.unknownField, row, "No field “\(field)” is declared, and no rule sets it.")
    }

    /// A value of the act or else of the header.
    mutating func checkRead(_ field: FieldID, _ rule: Rule, _ row: String) {
        guard walk.isKnown(field) else { return checkKnown(field, row) }
        guard !rule.takes.contains(field), !walk.isOnHeader(field) else { return }
        find(.unread, row, "It reads “\(field)”, which neither the act gives nor the header holds.")
    }

    /// A value of the header alone.
    mutating func checkKept(_ field: FieldID, _ row: String) {
        guard walk.isKnown(field) else { return checkKnown(field, row) }
        guard !walk.isOnHeader(field) else { return }
        find(.unread, row, "It reads “\(field)” from the header, where no rule puts it.")
    }

    /// A date of the act or else of the header.
    mutating func checkReadDate(_ field: FieldID, _ rule: Rule, _ row: String) {
        checkDate(field, row)
        if walk.isDate(field) { checkRead(field, rule, row) }
    }
}
