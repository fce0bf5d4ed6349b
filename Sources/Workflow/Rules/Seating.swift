public import CaseProtocol

/// Fields by which an act gives somebody a seat on the case, or names who holds one.
public enum Seating {
    /// Somebody who is on the case: the name there, or the id of the seat's row.
    static let party: FieldID = "party"
    static let name: FieldID = "partyName"
    static let country: FieldID = "partyCountry"
    /// The login name of whoever acts for the party. The server looks it up.
    public static let account: FieldID = "account"
    static let representative: FieldID = "representative"
    static let mandate: FieldID = "mandateRef"
    /// The day on which an adviser undertook to keep confidential what is read here, and the paper that shows it.
    static let undertakingOn: FieldID = "secrecyUndertakingOn"
    static let undertakingRef: FieldID = "secrecyUndertakingRef"
}

/// Checks who gets a seat, and for whom somebody with several seats acts.
struct SeatCheck {
    let rule: Rule
    let role: RoleID
    let act: CaseAct
    let fields: [FieldID: JSONValue]
    let standing: Standing
    let context: DecisionContext

    /// - Returns: what a client cannot check.
    /// - Throws: ``Refusal/invalidValue(_:reason:)``.
    func unknowns() throws(Refusal) -> [String] {
        var unknowns: [String] = []
        for effect in rule.effects {
            switch effect {
            case .seat(let seat):
                try checkName()
                unknowns += try checkAccount(for: seat)
            case .extendNamed: try checkExtension()
            default: break
            }
        }
        return unknowns
    }

    /// Whoever sits there for several parties says for which one they act.
    ///
    /// - Throws: ``Refusal/missingFields(_:)``.
    func checkOwn() throws(Refusal) {
        let own = standing.ownSeats.filter { $0.role == role }
        guard own.count > 1, rule.takes.contains(Seating.party) else { return }
        let named = standing.state.seat(named: fields[Seating.party]?.string)
        guard own.contains(where: { $0.holder == named?.holder }) else { throw .missingFields([Seating.party]) }
    }

    private func checkName() throws(Refusal) {
        guard standing.state.seat(named: fields[Seating.name]?.string) == nil else {
            throw .invalidValue(Seating.name, reason: "is the name of somebody who is on the case already")
        }
    }

    /// One answer, whether nobody signs in under that name, the account has not this role, or its holder has another part in
    /// the case: login names are not for trying out.
    private func checkAccount(for seat: RoleID) throws(Refusal) -> [String] {
        guard let login = fields[Seating.account]?.string else { return [] }
        guard context.isAuthoritative else { return ["whether “\(login)” may take the seat"] }
        guard let account = context.accounts[login],
            account.appointments.contains(where: { $0.mayHold(seat, on: standing.header) }),
            !hasOtherPart(account, seat)
        else {
            throw .invalidValue(Seating.account, reason: "is not the login name of somebody who can take this seat")
        }
        return []
    }

    /// Whoever works on the case for an office, or filed it, does not sit on it for a party; nor does whoever advises the
    /// office, who has no other seat. The ministry's lawyer who advises reads such a file already.
    private func hasOtherPart(_ account: Party, _ seat: RoleID) -> Bool {
        let isOfficer = capacities(of: account, in: standing.state).contains { capacity in
            capacity.desk != nil && capacity.role != seat
        }
        let held = standing.state.openSeats.filter { $0.user == account.id }
        let isDivided = rule.requires.contains(Seating.undertakingOn) ? !held.isEmpty : held.contains(where: \.advises)
        return isOfficer || isDivided || standing.state.isRecused(account.id)
            || (standing.state.isFiler(account) && seat != .industryApplicant)
    }

    /// What is agreed or granted is more time, never less: a shorter one would take somebody's right.
    private func checkExtension() throws(Refusal) {
        guard rule.effects.contains(.extendNamed),
            let last = fields["extendedTo"]?.string.flatMap({ CivilDate($0) })
        else { return }
        let seat = standing.seat(named: fields[Seating.party], as: role)?.row.id
        let limit = standing.state.deadlines.last {
            $0.key == act.deadline && ($0.party == nil || $0.party == seat) && $0.isRunning
        }
        guard let due = limit?.dueOn, last <= due else { return }
        throw .invalidValue("extendedTo", reason: "must be after \(due), the last day as it is")
    }
}
