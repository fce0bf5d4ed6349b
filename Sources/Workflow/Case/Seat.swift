public import CaseProtocol

/// Somebody's place on one case: counsel, an interested party, a facilitator. A `party` row in the `parties` compartment,
/// for everybody on the case; which account acts for it stands in a second one, in the seat's own compartment.
public struct Seat: Hashable, Sendable {
    /// The roles that somebody may sit in.
    public static let roles: [RoleID] = [.counsel, .facilitator, .interestedParty, .industryApplicant, .ministryLegal]

    public let row: Row
    /// The holder of the compartment that only the filer of an anonymous report sees.
    static let filersOwn = "filer"
    public let role: RoleID
    /// The account that acts for the seat; `nil` for a party without one, and for those who may not know it.
    public let user: UserID?

    /// `nil` for a party row that gives no seat: of the filer, of somebody who stepped back, of an account.
    fileprivate init?(_ row: Row, users: [String: UserID]) {
        guard row.kind == .party, row.compartment.confidentiality == .parties, row["seat"]?.bool == true,
            let role = row["role"]?.string
        else { return nil }
        self.row = row
        self.role = RoleID(role)
        user = users[row.id.description]
    }

    public var name: String { row["name"]?.string ?? "" }
    public var country: String? { row["country"]?.string }
    public var representative: String? { row["representative"]?.string }
    public var seatedOn: CivilDate? { row["seatedOn"]?.string.flatMap { CivilDate($0) } }
    /// The day on which it was given up; `nil` for one that is held.
    public var leftOn: CivilDate? { row["leftOn"]?.string.flatMap { CivilDate($0) } }
    /// What the party's own compartments are held by, and what events call it.
    var holder: String { row.id.description }
    /// Whether the case ended for this party alone: it reads on, and owes nothing.
    public var isTerminated: Bool { row["terminated"] != nil || row["outcome"] == "terminated" }

    /// Whether they advise the office that keeps the case, and what they undertook is on file.
    var advises: Bool {
        RemedyAdvising.roles.contains(role) && row[Seating.undertakingOn.rawValue] != nil
            && row[Seating.undertakingRef.rawValue] != nil
    }

    /// What was found of the party, by name of the mark, sorted.
    public var marks: [(name: String, value: JSONValue)] {
        row.fields.filter { !Self.core.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Members of the row that say who sits there. No mark takes their place.
    static let core: Set<String> = [
        "seat", "role", "name", "country", "representative", "mandateRef", "user", "seatedOn", "leftOn",
        Seating.undertakingOn.rawValue, Seating.undertakingRef.rawValue,
    ]
}

extension CaseState {
    /// Every seat that was ever given, in order of seating.
    var seatsEver: [Seat] {
        let parties = rows(.party)
        var users: [String: UserID] = [:]
        for row in parties where row["seatUser"]?.bool == true {
            guard let holder = row.compartment.holder, let user = row["user"]?.string.flatMap({ UserID($0) }) else {
                continue
            }
            users[holder] = user
        }
        return parties.compactMap { Seat($0, users: users) }
    }

    /// Everybody who has a seat and has not left it, in order of seating.
    public var seats: [Seat] { seatsEver.filter { $0.leftOn == nil } }

    /// The seats whose holders read and act: but for the industry's own, access ends with the case (`roles.md` 3.6).
    var openSeats: [Seat] {
        let isEnded = header?.isEnded ?? false
        return seats.filter { !isEnded || $0.role == .industryApplicant }
    }

    /// The seat that people call so: by name, letter case aside, or by the id of its row.
    func seat(named name: String?) -> Seat? {
        guard let name else { return nil }
        return seats.first { $0.holder == name } ?? seats.first { $0.name.lowercased() == name.lowercased() }
    }

    /// The audience of a seat's holder: nobody where the seat was left, the case has ended, or no account acts for it.
    func audience(ofSeat seat: Seat) -> Set<AudienceID> {
        guard let user = seat.user, openSeats.contains(where: { $0.holder == seat.holder }) else { return [] }
        return [.user(user)]
    }

    /// The audiences of all who sit on the case.
    var seatAudiences: Set<AudienceID> { Set(openSeats.compactMap { $0.user.map { .user($0) } }) }

    /// Whether this person stepped back from the case.
    func isRecused(_ id: UserID) -> Bool { recusals.contains { $0["user"]?.string == id.description } }

    /// Who stepped back from the case, in order: the name and the day, as `name` and `since`.
    public var recusals: [Row] { rows(.party).filter { $0["role"] == "recused" } }
}

extension Standing {
    /// Their own seats on the case.
    var ownSeats: [Seat] { state.openSeats.filter { $0.user == party.id } }

    /// The seat that an act is about: whoever sits on the case acts for their own, of several for the one named; officers and
    /// the system for the one named.
    ///
    /// - Parameter role: the capacity in which they act; `nil` where that is not known yet.
    func seat(named name: JSONValue?, as role: RoleID? = nil) -> Seat? {
        let named = state.seat(named: name?.string)
        let own = ownSeats.filter { role == nil || $0.role == role }
        return own.first { $0.holder == named?.holder } ?? own.first ?? named
    }
}
