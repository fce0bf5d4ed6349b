import CaseProtocol

/// A procedure's table with what follows from it: where each rule starts and leads, what the header may hold.
struct TableWalk {
    let procedure: Procedure
    /// Of each rule, in table order.
    let origins: [Set<StageID>]
    let stages: Set<StageID>
    let fields: [FieldID: FieldSpec]
    let deadlines: Set<DeadlineKey>
    /// Roles that some rule is for.
    let roles: Set<RoleID>
    /// Roles that some rule seats on a case.
    let seated: Set<RoleID>
    let effects: Set<Effect>
    /// Fields and flags that rules put on the header, and the words that they set.
    let marks: [FieldID: Set<String>]
    private let next: [StageID: Set<StageID>]

    init(_ procedure: Procedure) {
        self.procedure = procedure
        let finals = Set(procedure.stages.filter(\.isFinal).map(\.id))
        let all = Set(procedure.stages.map(\.id))
        let origins = procedure.rules.map { rule -> Set<StageID> in
            switch rule.from {
            case .nothing: []
            case .stages(let stages): Set(stages).intersection(all)
            case .anyOpen: all.subtracting(finals)
            case .any: all
            }
        }
        self.origins = origins
        stages = all
        fields = Dictionary(procedure.fields.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        deadlines = Set(procedure.deadlines.map(\.key))
        roles = Set(procedure.rules.flatMap(\.roles))
        effects = Set(procedure.rules.flatMap(\.effects))
        var seated: Set<RoleID> = []
        var marks: [FieldID: Set<String>] = [:]
        for effect in effects {
            switch effect {
            case .seat(let role): seated.insert(role)
            case .flag(let field): marks[field, default: []].insert("true")
            case .set(let field, let word): marks[field, default: []].insert(word)
            case .sign(let field): marks[field, default: []].formUnion([])
            default: break
            }
        }
        self.seated = seated
        self.marks = marks
        var next: [StageID: Set<StageID>] = [:]
        for (rule, from) in zip(procedure.rules, origins) {
            for stage in from { next[stage, default: []].formUnion(rule.to.stages) }
        }
        self.next = next
    }

    /// The stages to which one can get from these, these among them.
    func reachable(from start: Set<StageID>) -> Set<StageID> {
        var reached = start
        var waiting = Array(start)
        while let stage = waiting.popLast() {
            for next in next[stage] ?? [] where reached.insert(next).inserted { waiting.append(next) }
        }
        return reached
    }

    /// The stages from which an end can be reached, ends among them.
    var endable: Set<StageID> {
        var reached = Set(procedure.stages.filter(\.isFinal).map(\.id))
        while true {
            let more = next.filter { !reached.contains($0.key) && !$0.value.isDisjoint(with: reached) }.keys
            if more.isEmpty { return reached }
            reached.formUnion(more)
        }
    }

    /// What the engine itself keeps on headers.
    static let ownMembers: Set<FieldID> = [
        "procedure", "version", "stage", "number", "label", "aliases", "cast", "filer", "filerRole", "country",
        "reportingCountry", "reachedBy", "adopted", "imported", "suspended", "leftStage",
    ]
    static let ownDays: Set<FieldID> = ["openedOn", "submittedOn", "transmittedOn", "initiatedOn", "adoptedOn"]

    /// Whether the header can hold it.
    func isOnHeader(_ field: FieldID) -> Bool {
        fields[field]?.isOnHeader ?? false || marks[field] != nil || Self.ownMembers.contains(field)
            || Self.ownDays.contains(field)
    }

    /// Whether there is such a field or flag at all.
    func isKnown(_ field: FieldID) -> Bool { fields[field] != nil || isOnHeader(field) }

    func isDate(_ field: FieldID) -> Bool {
        if case .date = fields[field]?.type { return true }
        return fields[field] == nil && Self.ownDays.contains(field)
    }
}

extension Destination {
    /// Every stage to which it may lead.
    var stages: [StageID] {
        switch self {
        case .stage(let stage): [stage]
        case .stay: []
        case .byProposal(_, let stages, let otherwise), .byField(_, let stages, let otherwise):
            stages.values.sorted() + [otherwise]
        case .back(let stages): stages
        }
    }
}
