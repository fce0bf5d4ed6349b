import CaseProtocol

/// Conditions about who is on the case, and about its links.
extension GuardCheck {
    func answerByParties(_ condition: Guard) -> Answer {
        switch condition {
        case .seated(let role): yesNo(state.seats.contains { $0.role == role })
        case .notSeated(let role): yesNo(!state.seats.contains { $0.role == role })
        case .namesParty(let roles):
            yesNo(state.seat(named: fields[Seating.party]?.string).map { roles.contains($0.role) } ?? false)
        default: .no
        }
    }

    /// The seat that the act is about.
    var seat: Seat? { standing.seat(named: fields[Seating.party], as: role) }

    /// The limit that the act names; of the limits of parties that of the party it is about.
    var namedLimit: NamedLimit { NamedLimit(key: named, party: seat?.row.id) }

    /// Of links that were made on this case. On a client they may only be out of sight: a desk does not see another's rows.
    func linked(_ kind: LinkKind) -> Answer {
        let links = state.ownLinks(kind)
        let isNamed = fields[OtherCase.field]?.isBlank == false
        let found = links.contains { link in
            !isNamed || context.otherCases.contains { $0.caseID == link.otherCase }
        }
        return found || context.isAuthoritative ? yesNo(found) : .unknown("whether the case has such a link")
    }
}
