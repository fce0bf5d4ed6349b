import CaseProtocol

/// Walks a procedure's table: what can be proved of it without playing a case. A procedure with an error must not be loaded.
///
/// - Returns: findings in the order of the table; empty where there is nothing to say.
public func check(
    _ procedure: Procedure, codeLists: CodeLists = .standard, calendars: Calendars = .standard
) -> [ProcedureFinding] {
    var check = ProcedureCheck(TableWalk(procedure), codeLists: codeLists, calendars: calendars)
    check.checkHead()
    check.checkStages()
    check.checkRules()
    check.checkAmbiguity()
    check.checkDeadlines()
    check.checkRunning()
    check.checkFields()
    check.checkEdits()
    check.checkGroups()
    return check.findings
}

/// One walk, with what it found so far.
struct ProcedureCheck {
    let walk: TableWalk
    let codeLists: CodeLists
    let calendars: Calendars
    private(set) var findings: [ProcedureFinding] = []
    private var seen: Set<ProcedureFinding> = []

    var procedure: Procedure { walk.procedure }

    init(_ walk: TableWalk, codeLists: CodeLists, calendars: Calendars) {
        self.walk = walk
        self.codeLists = codeLists
        self.calendars = calendars
    }

    mutating func find(_ kind: ProcedureFinding.Kind, _ row: String?, _ sentence: String) {
        let finding = ProcedureFinding(kind: kind, row: row, sentence: sentence)
        if seen.insert(finding).inserted { findings.append(finding) }
    }

    mutating func checkHead() {
        if procedure.numberPrefix.wholeMatch(of: /[A-HJKMNP-Z]{1,8}/) == nil {
            find(.badPrefix, nil, "The number prefix must be letters A to Z without I, L and O.")
        }
        checkCalendar(procedure.calendar, nil)
        let openings = procedure.rules.filter { $0.from == .nothing }
        if openings.isEmpty { find(.noOpening, nil, "No rule opens a case.") }
        switch procedure.cast {
        case .complaint(let bodies):
            for body in bodies where RegionalCommunity.named(body) == nil {
                find(.unknownBody, nil, "The cast names the body “\(body)”, which is not known here.")
            }
        case .desk(let role): checkRole(role, nil)
        case .dispute, .remedy, .request: break
        }
    }

    mutating func checkStages() {
        checkDoubles(procedure.stages.map(\.id.rawValue), RowName.stage)
        let openings = procedure.rules.filter { $0.from == .nothing }.flatMap(\.to.stages)
        let reached = walk.reachable(from: Set(openings))
        let endable = walk.endable
        for stage in procedure.stages {
            let row = RowName.stage(stage.id.rawValue)
            if !reached.contains(stage.id) { find(.unreachable, row, "No rule leads here from an opening.") }
            if !endable.contains(stage.id) { find(.endless, row, "No final stage can be reached from here.") }
            for key in stage.clocks { checkKey(key, row) }
            guard let owner = stage.owner else {
                if !stage.isFinal { find(.ownerless, row, "Nobody owes the next step here.") }
                continue
            }
            checkRole(owner, row)
            if procedure.moves(at: stage.id, for: owner).isEmpty {
                find(.ownerIdle, row, "Its owner “\(owner)” has no move here.")
            }
        }
    }

    mutating func checkEdits() {
        for (index, edit) in procedure.edits.enumerated() {
            let row = RowName.edit(index)
            if edit.roles.isEmpty { find(.noRole, row, "It is for nobody.") }
            for role in edit.roles { checkRole(role, row) }
            checkBounds(of: edit.roles, .update, row)
            checkOrigin(edit.from, row)
            for field in edit.fields {
                if walk.fields[field] == nil {
                    find(.unknownField, row, "No field “\(field)” is declared.")
                } else if walk.fields[field]?.isOnHeader == false {
                    find(.editOffHeader, row, "“\(field)” is not on the header: there is nothing to edit.")
                }
            }
        }
    }

    // MARK: what several rows have

    mutating func checkDoubles(_ ids: [String], _ called: (String) -> String) {
        var seen: Set<String> = []
        for id in ids where !seen.insert(id).inserted { find(.duplicate, called(id), "It stands twice.") }
    }

    mutating func checkCalendar(_ choice: CalendarChoice, _ row: String?) {
        switch choice {
        case .named(let id) where !calendars.isKnown(id):
            find(.unknownCalendar, row, "No calendar “\(id)” is known here.")
        case .country(let field) where !walk.isKnown(field):
            find(.unknownField, row, "The calendar's country is in the field “\(field)”, which is not declared.")
        case .named, .country: break
        }
    }

    mutating func checkRole(_ role: RoleID, _ row: String?) {
        guard RoleWords.word(role) == role.rawValue, !walk.seated.contains(role) else { return }
        find(.unknownRole, row, "No role “\(role)” is known here: nobody can hold it.")
    }

    /// Whether the table of roles gives the roles as much on cases of this kind.
    ///
    /// - Parameter others: the kinds of the cases on which it is done; `nil` for those of this procedure.
    mutating func checkBounds(of roles: [RoleID], _ verb: RoleVerb, _ row: String, on others: [RoleColumn]? = nil) {
        let columns = others ?? procedure.cast.roleColumns
        for role in roles where RoleWords.word(role) != role.rawValue || walk.seated.contains(role) {
            let isAllowed = RoleTable.capacities(of: role, isChair: false).contains { role in
                // Who reads it for a case that is linked with it has no part in it.
                columns.contains { RoleTable.allows(role, verb, on: $0) && !RoleTable.isLinkedOnly(role, on: $0) }
            }
            if isAllowed { continue }
            let titles = columns.map(\.title).joined(separator: " or ")
            find(.beyondRole, row, "The table of roles does not let “\(role)” \(verb.word) \(titles).")
        }
    }

    mutating func checkKey(_ key: DeadlineKey, _ row: String) {
        guard !walk.deadlines.contains(key) else { return }
        find(.unknownDeadline, row, "No deadline “\(key)” is declared.")
    }

    mutating func checkStage(_ stage: StageID, _ row: String) {
        guard !walk.stages.contains(stage) else { return }
        find(.unknownStage, row, "No stage “\(stage)” is declared.")
    }

    mutating func checkOrigin(_ origin: Origin, _ row: String) {
        guard case .stages(let stages) = origin else { return }
        if stages.isEmpty { find(.unknownStage, row, "It starts from no stage.") }
        for stage in stages { checkStage(stage, row) }
    }

    mutating func checkDate(_ field: FieldID, _ row: String) {
        if !walk.isKnown(field) {
            find(.unknownField, row, "No field “\(field)” is declared.")
        } else if !walk.isDate(field) {
            find(.notADate, row, "“\(field)” holds no date.")
        }
    }

    /// - Parameter rule: the rule that may narrow what the field takes.
    mutating func checkWords(_ words: [String], of field: FieldID, _ row: String, rule: Rule? = nil) {
        guard let possible = possibleWords(of: field, rule: rule) else { return }
        for word in words where !possible.contains(word) {
            find(.impossibleValue, row, "“\(field)” never holds “\(word)”.")
        }
    }

    /// The words that a field may hold: those that it takes, and those that rules set; `nil` where it may hold anything.
    private func possibleWords(of field: FieldID, rule: Rule?) -> Set<String>? {
        guard let type = walk.fields[field]?.type else {
            return walk.marks[field].flatMap { $0.isEmpty ? nil : $0.union(["true", "false"]) }
        }
        return (rule?.choices[field].map { Set($0) } ?? words(of: type)).map { $0.union(walk.marks[field] ?? []) }
    }

    /// The words that a field of this type takes; `nil` where they are too many to tell.
    func words(of type: FieldType) -> Set<String>? {
        switch type {
        case .choice(let words): Set(words)
        case .bool: ["true", "false"]
        case .code(let list): codeLists[list].map { Set($0.codes.map(\.code)) }
        case .text, .date, .hsCode, .money, .list, .number, .integer, .caseReference, .party: nil
        }
    }
}
