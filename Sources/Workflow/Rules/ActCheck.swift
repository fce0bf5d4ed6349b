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
        let fields = try FieldCheck.given(
            act.fields, allowed: rule.takes, choices: rule.choices, in: procedure, today: context.today)
        try Self.checkDay(act, role, header, context)
        let check = GuardCheck(standing: standing, context: context, fields: fields, named: act.deadline)
        for condition in rule.guards {
            switch check.answer(to: condition) {
            case .yes: break
            case .no: throw check.refusal(of: condition, in: rule, procedure: procedure)
            case .unknown(let what): unknowns.append(what)
            }
        }
        self.act = act
        self.rule = rule
        self.procedure = procedure
        self.standing = standing
        self.context = context
        self.role = role
        self.fields = fields
        self.unknowns = unknowns
    }

    /// The legal day of the act.
    var day: CivilDate { act.occurredOn ?? context.today }

    /// The day from which clocks count: of what a filer sends the day of receipt, whenever they say that they acted.
    var clockDay: CivilDate { RoleWords.filers.contains(role) ? context.today : day }

    /// - Returns: the required fields of which a client cannot see whether the case has them.
    private static func checkMissing(
        _ act: CaseAct, _ rule: Rule, _ procedure: Procedure, _ standing: Standing, _ context: DecisionContext
    ) throws(Refusal) -> [String] {
        let conditional = rule.requiresWhen.filter { act.fields[$0.other.rawValue]?.string == $0.value }.map(\.field)
        var missing: [FieldID] = []
        var unknowns: [String] = []
        for field in rule.requires + conditional where act.fields[field.rawValue]?.isBlank ?? true {
            guard let spec = procedure.field(field), spec.isLasting else {
                missing.append(field)
                continue
            }
            if standing.state.hasKept(spec) { continue }
            if spec.confidentiality == .sealed, standing.state.sealedParty == nil, !context.isAuthoritative {
                unknowns.append("whether the case has “\(field)”")
            } else {
                missing.append(field)
            }
        }
        guard missing.isEmpty else { throw .missingFields(missing) }
        return unknowns
    }

    /// Filers are not held to the day of filing: working without signal they act before the server receives the filing.
    private static func checkDay(
        _ act: CaseAct, _ role: RoleID, _ header: CaseHeader, _ context: DecisionContext
    ) throws(Refusal) {
        guard let day = act.occurredOn else { return }
        if day > context.today { throw .dateInFuture(path: "occurredOn", day, today: context.today) }
        guard !RoleWords.filers.contains(role), let filedOn = header.text("submittedOn").flatMap({ CivilDate($0) })
        else { return }
        if day < filedOn { throw .beforeFiling(day, filedOn: filedOn) }
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
    func hasKept(_ spec: FieldSpec) -> Bool {
        let row = spec.confidentiality == .sealed ? sealedParty : header?.row
        guard let value = row?[spec.id.rawValue], !value.isBlank else { return false }
        guard case .code(let list) = spec.type, let codes = CodeList.all.first(where: { $0.id == list }) else {
            return true
        }
        return value.string.map(codes.contains) ?? false
    }
}
