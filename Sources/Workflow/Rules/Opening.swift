public import CaseProtocol

/// How somebody opens a case, before there is one.
public struct Opening: Hashable, Sendable {
    public let rule: Rule
    /// The capacity in which they use the rule.
    public let role: RoleID
    /// The country for which they open it; `nil` where neither the filing nor their account names one.
    public let country: String?
    /// For whom they use it who is away.
    public let acting: Acting?

    public init(rule: Rule, role: RoleID, country: String?, acting: Acting? = nil) {
        self.rule = rule
        self.role = role
        self.country = country
        self.acting = acting
    }
}

extension Procedure {
    /// The opening actions that `party` may take, each once, in table order.
    ///
    /// - Parameter country: as the filing names it: a focal point opens for the own country only.
    public func openings(for party: Party, naming country: String? = nil) -> [Opening] {
        let opener = Opener(party: party, cast: cast, named: country)
        var actions: [ActionID] = []
        for rule in rules where rule.from == .nothing && !actions.contains(rule.action) { actions.append(rule.action) }
        return actions.compactMap { action in
            opener.choose(rules.filter { $0.from == .nothing && $0.action == action })
        }
    }

    /// The rule by which a filer hands in what they opened; `nil` where the opening does that, and where an officer opened.
    public func filingRule(after opening: Opening) -> Rule? {
        guard RoleWords.filers.contains(opening.role), !opening.rule.effects.contains(.markSubmitted),
            case .stage(let stage) = opening.rule.to
        else { return nil }
        return moves(at: stage, for: opening.role).first { $0.effects.contains(.markSubmitted) }
    }
}

/// In which capacity somebody opens a case.
struct Opener {
    let party: Party
    /// Of the procedure: what kind of case it is.
    let cast: Cast
    /// The country that the filing names.
    let named: String?

    /// The first rule for a capacity of theirs. A focal point opens for the own country only.
    func choose(_ rules: [Rule]) -> Opening? {
        for appointment in party.appointments.filter({ $0.acting == nil })
            + party.appointments.filter({ $0.acting != nil })
        {
            let role: RoleID =
                appointment.role == .focalPoint && (named == nil || named == appointment.scope)
                ? .nfpReporting : appointment.role
            guard let column = cast.roleColumns.first, RoleTable.allows(role, .create, on: column) else { continue }
            if let rule = rules.first(where: { $0.roles.contains(role) }) {
                return Opening(rule: rule, role: role, country: country(for: role), acting: appointment.acting)
            }
        }
        return nil
    }

    private func country(for role: RoleID) -> String? {
        // An office opens for the own country only.
        if let office = party.appointments.first(where: { $0.role == role && Party.officials.contains(role) }) {
            return office.scope
        }
        guard role == .nfpReporting else { return named ?? party.country }
        return named ?? party.appointments.first { $0.role == .focalPoint }?.scope
    }
}
