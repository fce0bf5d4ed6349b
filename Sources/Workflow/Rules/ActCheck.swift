public import CaseProtocol

/// An act that one rule permits: its fields, its day and what could not be checked here.
struct ActCheck {
    let act: CaseAct
    let rule: Rule
    let procedure: Procedure
    let standing: Standing
    let context: DecisionContext
    let role: RoleID
    let fields: [FieldID: JSONValue]
    let unknowns: [String]
    /// The case that the act opens out of its own, and how others are told of it; `nil` where it opens none.
    let converted: (open: CaseOpen, other: OtherCase)?

    /// - Throws: the first refusal from ``Refusal/notAdopted(_:)`` on.
    init(
        act: CaseAct, rule: Rule, procedure: Procedure, standing: Standing, context: DecisionContext
    ) throws(Refusal) {
        var act = act
        act.fields = rule.fieldsByName(act.fields)
        guard let role = standing.role(for: rule) else { throw .notFound }
        let header = standing.header
        guard header.isAdopted || rule.guards.contains(.notAdopted) else { throw .notAdopted(rule.action) }
        guard !header.isSuspended || rule.worksSuspended else { throw .suspended(rule.action) }
        var unknowns = try Self.checkMissing(act, rule, procedure, standing, context)
        var fields = try FieldCheck.given(
            act.fields, allowed: rule.takes + Self.machineFields(standing, procedure), choices: rule.choices,
            in: procedure, lists: context.catalogue.codeLists,
            today: context.today)
        try FormAnswers(act.fields, header: header.row).checkAsked(in: procedure)
        try AssistedTrader.check(fields, in: context)
        if rule.effects.contains(.markTransmitted), fields["recipients"] == nil, let imposing = header.imposing {
            fields["recipients"] = [.string(Appointment(.focalPoint, scope: imposing).description)]
        }
        act.occurredOn = try ActDay(act: act, rule: rule, role: role, header: header, today: context.today).checked()
        try Self.checkSetDates(fields, procedure, on: act.occurredOn ?? context.today)
        let seats = SeatCheck(
            rule: rule, role: role, act: act, fields: fields, standing: standing, context: context)
        try seats.checkOwn()
        let check = GuardCheck(
            standing: standing, context: context, fields: fields, named: act.deadline, role: role,
            day: RoleWords.filers.contains(role)
                ? nil : rule.legalDay(in: fields, on: header, procedure) ?? act.occurredOn)
        for condition in rule.guards {
            switch check.answer(to: condition) {
            case .yes: break
            case .no: throw check.refusal(of: condition, in: rule, procedure: procedure)
            case .unknown(let what): unknowns.append(what)
            }
        }
        if rule.effects.contains(.propose(.card)) || rule.effects.contains(.publishCard) { try check.checkCardTexts() }
        unknowns += try seats.unknowns()
        unknowns += try PaperCheck(rule: rule, role: role, fields: fields, standing: standing, context: context)
            .unknowns()
        unknowns += try LinkCheck(rule: rule, fields: fields, standing: standing, context: context).unknowns()
        converted = try Converted.by(rule, fields, as: role, on: standing, in: procedure, context)?.filed()
        self.act = act
        self.rule = rule
        self.procedure = procedure
        self.standing = standing
        self.context = context
        self.role = role
        self.fields = fields
        self.unknowns = unknowns
    }

    /// What its event says: not which other case it names, which is for fewer to know; a party by its name.
    var recordedFields: [FieldID: JSONValue] {
        var fields = rule.namesOtherCase ? fields.filter { $0.key != OtherCase.field } : fields
        if fields[Seating.party] != nil, let seat { fields[Seating.party] = .string(seat.name) }
        return fields
    }

    /// Whose limit it is that is over, the system says under every rule.
    private static func machineFields(_ standing: Standing, _ procedure: Procedure) -> [FieldID] {
        standing.party.isSystem && procedure.field(Seating.party) != nil ? [Seating.party] : []
    }

    /// The legal day of the act.
    var day: CivilDate { act.occurredOn ?? context.today }

    /// The day of the act as clocks know it: of what a filer sends the day of receipt, whenever they say that they acted.
    var clockDay: CivilDate { RoleWords.filers.contains(role) ? context.today : day }

    /// The day from which a time limit counts that the act starts: nobody's claim of an earlier day shortens what somebody
    /// else has to do, or a right, so only what the actor owes oneself counts from the day of the act.
    ///
    /// In the file of one office nobody else's step hangs on the date: there the legal day of the act counts, as the law has
    /// it.
    func startDay(of spec: DeadlineSpec, owner: RoleID) -> CivilDate {
        if standing.header.isOfficesOwn, !RoleWords.filers.contains(role) { return day }
        return owner == role && spec.kind != .window ? clockDay : context.today
    }

    /// A date that a clock is to run to is not over when it is set.
    private static func checkSetDates(
        _ fields: [FieldID: JSONValue], _ procedure: Procedure, on day: CivilDate
    ) throws(Refusal) {
        for spec in procedure.deadlines {
            guard case .until(let field) = spec.length, let date = fields[field]?.string.flatMap({ CivilDate($0) })
            else { continue }
            if date < day { throw .invalidValue(field, reason: "must not be before the day of the act, \(day)") }
        }
    }

    /// - Returns: the required fields of which a client cannot see whether the case has them.
    private static func checkMissing(
        _ act: CaseAct, _ rule: Rule, _ procedure: Procedure, _ standing: Standing, _ context: DecisionContext
    ) throws(Refusal) -> [String] {
        let answers = FormAnswers(act.fields, header: standing.header.row)
        var missing: [FieldID] = []
        var unknowns: [String] = []
        for field in rule.required(by: answers, in: procedure) where !answers.isGiven(field) {
            guard let spec = procedure.field(field), spec.isLasting else {
                missing.append(field)
                continue
            }
            if standing.state.hasKept(spec, in: context.catalogue.codeLists) { continue }
            if spec.confidentiality == .sealed, standing.state.sealedParty == nil, !context.isAuthoritative {
                unknowns.append("whether the case has “\(field)”")
            } else {
                missing.append(field)
            }
        }
        guard missing.isEmpty else { throw .missingFields(missing) }
        return unknowns
    }
}

extension Rule {
    /// `fields` under their full names: see ``alsoCalled``. A field given under both keeps its full name's value.
    public func fieldsByName(_ fields: [String: JSONValue]) -> [String: JSONValue] {
        var named = fields
        for (short, field) in alsoCalled {
            guard let value = named.removeValue(forKey: short.rawValue) else { continue }
            named[field.rawValue] = named[field.rawValue] ?? value
        }
        return named
    }

    /// Every field that may be given.
    var takes: [FieldID] { requires + accepts + requiresWhen.map(\.field).filter { !accepts.contains($0) } }
}

extension CaseState {
    /// Whether the case already holds a usable value of a field that stays.
    func hasKept(_ spec: FieldSpec, in lists: CodeLists) -> Bool {
        let row = spec.confidentiality == .sealed ? sealedParty : header?.row
        guard let value = row?[spec.id.rawValue], !value.isBlank else { return false }
        guard case .code(let list) = spec.type, let codes = lists[list] else { return true }
        return value.string.map(codes.takes) ?? false
    }
}

extension Rule {
    /// The legal day that the act itself tells, from which the limits that it starts count: of notice, of adoption. A gate or
    /// window is judged by it, not by when somebody entered it. Only in the file of one office; elsewhere days are claims.
    func legalDay(in fields: [FieldID: JSONValue], on header: CaseHeader, _ procedure: Procedure) -> CivilDate? {
        guard header.isOfficesOwn else { return nil }
        for case .start(let key) in effects {
            guard let field = procedure.deadline(key)?.countsFrom, takes.contains(field),
                procedure.field(field)?.type == .date(past: true)
            else { continue }
            if let day = fields[field]?.string.flatMap({ CivilDate($0) }) { return day }
        }
        return nil
    }
}
