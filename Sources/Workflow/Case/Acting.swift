public import CaseProtocol

/// That somebody holds an office for an officer who is away, from one day through another.
public struct Acting: Hashable, Sendable {
    /// The officer who is away.
    public let user: UserID
    public let name: String
    /// The first and the last day.
    public let from: CivilDate
    public let until: CivilDate

    public init(for user: UserID, name: String, from: CivilDate, until: CivilDate) {
        self.user = user
        self.name = name
        self.from = from
        self.until = until
    }

    public func isInForce(on day: CivilDate) -> Bool { from <= day && day <= until }
}

extension Acting: CustomStringConvertible {
    /// `<id>/<from>/<until>/<name>`, as ``init(parsing:)`` reads it.
    public var description: String { "\(user)/\(from)/\(until)/\(name)" }

    /// `nil` for anything else.
    public init?(parsing text: String) {
        let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let user = UserID(parts[0]), let from = CivilDate(parts[1]),
            let until = CivilDate(parts[2]), !parts[3].isEmpty
        else { return nil }
        self.init(for: user, name: parts[3], from: from, until: until)
    }
}

extension Appointment {
    /// The office as somebody holds it who acts for its holder.
    public func held(by acting: Acting) -> Appointment {
        Appointment(role, scope: scope, isChair: isChair, acting: acting, chapters: chapters)
    }

    /// Reads a role as directories list it: as ``init(parsing:)`` does, or `ROLE@…` for one that is held for somebody who is
    /// away, which nobody is granted.
    public init?(listed text: String) {
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let office = try? Appointment(parsing: halves[0]) else { return nil }
        guard halves.count == 2 else {
            self = office
            return
        }
        guard let acting = Acting(parsing: halves[1]) else { return nil }
        self = office.held(by: acting)
    }
}

extension Party {
    /// The person as they are on a day: without the offices that they hold for others on other days, and the organisations
    /// that they represent on others.
    public func on(_ day: CivilDate) -> Party {
        guard appointments.contains(where: { $0.acting != nil }) || !affiliations.isEmpty else { return self }
        return Party(
            id: id, name: name, organisation: organisation,
            appointments: appointments.filter { $0.acting?.isInForce(on: day) ?? true },
            affiliations: affiliations.filter { $0.isInForce(on: day) })
    }
}
