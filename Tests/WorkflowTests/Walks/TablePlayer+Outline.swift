import CaseProtocol

@testable import Workflow

/// What tells one case from another, as far as rules depend on it.
extension TablePlayer {
    /// What of the case the rules that are still to be used depend on, in one line.
    func outline(for rules: [Int]) -> String {
        guard let header = state.header else { return "" }
        var atoms: Set<String> = []
        for index in rules {
            let rule = procedure.rules[index]
            for condition in rule.guards { atoms.formUnion(outline(of: condition)) }
            for role in rule.roles where Seat.roles.contains(role) { atoms.insert(seats(role)) }
        }
        let limits = Set(
            procedure.deadlines.filter { spec in
                if case .act(let action) = spec.lapse {
                    rules.contains { procedure.rules[$0].action == action }
                } else {
                    false
                }
            }.map(\.key))
        for key in limits { atoms.insert(clock(key)) }
        let flags = [
            header.isSuspended, header.isAdopted, header.isTransmitted, header.isInitiated, header.filer != nil,
        ]
        return "\(header.stage) \(flags) \(header.filerRole?.rawValue ?? "") \(atoms.sorted())"
    }

    private func seats(_ role: RoleID) -> String { "\(role)=\(state.seats.contains { $0.role == role })" }

    private func clock(_ key: DeadlineKey) -> String {
        let limits = state.deadlines.filter { $0.key == key }
        return "\(key)=\(limits.last?.state.rawValue ?? "")\(limits.last?.isOverdue(on: today) ?? false)"
    }

    private func held(_ field: FieldID) -> String { "\(field)=\(state.header?.row[field.rawValue]?.isBlank == false)" }

    private func outline(of condition: Guard) -> [String] {
        switch condition {
        case .lapsed(let key), .within(let key), .gate(let key): [clock(key)]
        case .fieldIs(let field, _): ["\(field)=\(state.header?.row[field.rawValue]?.word ?? "")"]
        case .has(let field), .hasNot(let field), .leadTime(_, let field), .notSigner(let field): [held(field)]
        case .notBefore(let first, let second), .daysApart(let first, let second, _),
            .monthsAtMost(let first, let second, _):
            [held(first), held(second)]
        case .namesParty(let roles): roles.map(seats)
        case .seated(let role), .notSeated(let role): [seats(role)]
        case .pending(let kind), .nonePending(let kind), .notProposer(let kind):
            ["\(kind)=\(state.pendingProposal(kind) != nil)"]
        case .linked(let kind), .notLinked(let kind): ["\(kind)=\(!state.ownLinks(kind).isEmpty)"]
        case .namedRuns: ["runs=\(state.deadlines.contains { $0.isRunning && $0.kind != .gate && $0.kind != .cap })"]
        case .namedOverrun, .namedOverdue: ["clocks=\(state.deadlines.contains { $0.isRunning || $0.isLate })"]
        case .datesToConfirm: ["unconfirmed=\(state.deadlines.contains(where: \.awaitsConfirmation))"]
        case .nationalMatter, .twoSides: ["national=\(state.header?.isNationalMatter ?? false)"]
        case .fromLead: ["lead=\(state.header?.isFromLead ?? false)"]
        case .noReportingCountry: ["reporting=\(state.header?.reporting != nil)"]
        case .notActor: ["reachedBy=\(state.header?.text("reachedBy") ?? "")"]
        case .cardPublished: ["published=\(state.publicCard?["published"]?.bool ?? false)"]
        // The rest rests on the form, on who acts, or on what the first words of the outline say.
        default:
            []
        }
    }
}
