import CaseProtocol
import Server
import Workflow

extension SQLiteAudit {
    /// What is or was open to an audience: a compartment, or the audience itself to a person.
    private struct Opening {
        let what: String
        let audience: String

        func isBefore(_ other: Opening) -> Bool {
            what == other.what ? audience.precedes(other.audience) : what.precedes(other.what)
        }
        func isSame(_ other: Opening) -> Bool { what == other.what && audience == other.audience }
    }

    /// One change of an opening, as the ledger has it.
    private struct Step {
        let opening: Opening
        let commit: Int
        let opens: Bool
    }

    /// One interval, as the table has it.
    private struct Interval {
        let opening: Opening
        let from: Int
        let to: Int?
        /// What `touched` is and what it should be, where there is such a thing.
        let touched: (found: Int, expected: Int)?
    }

    /// Placements are those that the ledger's changes of access give, touched as their compartments were.
    mutating func checkPlacements() throws {
        let intervals = try SortedLines(
            db,
            """
            SELECT compartment.text, placement.audience, placement.from_commit, placement.to_commit, placement.touched,
                (SELECT max(commit_number) FROM row_change
                    WHERE row_change.compartment_key = placement.compartment_key)
            FROM placement JOIN compartment ON compartment.key = placement.compartment_key
            ORDER BY 1, 2, 3
            """
        ) {
            let from = try $0.int(2)
            let to = try $0.optionalInt(3)
            let expected = max(from, to ?? 0, try $0.optionalInt(5) ?? 0)
            return Interval(
                opening: Opening(what: try $0.text(0), audience: try $0.text(1)), from: from, to: to,
                touched: (try $0.int(4), expected))
        }
        try compare("placement", intervals, with: try steps(opening: "opened", closing: "closed"))
    }

    /// Memberships are those that the ledger's changes of access give.
    mutating func checkMemberships() throws {
        let intervals = try SortedLines(
            db,
            "SELECT user_id, audience, from_commit, to_commit FROM membership ORDER BY user_id, audience, from_commit"
        ) {
            let user: UserID = try $0.id(0)
            return Interval(
                opening: Opening(what: user.description, audience: try $0.text(1)), from: try $0.int(2),
                to: try $0.optionalInt(3), touched: nil)
        }
        try compare("membership", intervals, with: try steps(opening: "joined", closing: "left"))
    }

    /// People belong to the audiences that their appointments give, and to no others.
    mutating func checkAppointments() throws {
        let reading = SQLiteSnapshot(db: db)
        let ids = try db.all("SELECT id FROM account ORDER BY id") { try $0.id(0) as UserID }
        for id in ids {
            guard let account = try reading.account(id) else { continue }
            let held = Set(try reading.memberships(of: id).filter { $0.to == nil }.map(\.audience))
            if !account.mayBelong(to: held) {
                report.note("account \(id)", "its appointments are not those that the ledger let in")
            }
        }
    }

    private func steps(opening: String, closing: String) throws -> SortedLines<Step> {
        func part(_ member: String, _ opens: Bool) -> String {
            """
            SELECT what.key, audience.value, access_change.commit_number, \(opens ? 1 : 0)
            FROM access_change,
                json_each(CASE WHEN json_valid(text) THEN text ELSE '{}' END, '$.\(member)') AS what,
                json_each(what.value) AS audience
            """
        }
        return try SortedLines(
            db, "\(part(opening, true)) UNION ALL \(part(closing, false)) ORDER BY 1, 2, 3"
        ) {
            Step(
                opening: Opening(what: try $0.text(0), audience: try $0.text(1)), commit: try $0.int(2),
                opens: try $0.flag(3))
        }
    }

    private mutating func compare(
        _ table: String, _ intervals: SortedLines<Interval>, with steps: SortedLines<Step>
    ) throws {
        var intervals = intervals
        var steps = steps
        while let step = try steps.next() {
            let opening = step.opening
            try noteStrays(table, &intervals) { $0.isBefore(opening) }
            let own = try intervals.take { $0.opening.isSame(opening) }
            let all = [step] + (try steps.take { $0.opening.isSame(opening) })
            let place = "\(table) of \(opening.what) for \(opening.audience)"
            if own.map({ [$0.from, $0.to] }) != Self.replay(all) {
                report.note(place, "it is not what the ledger's changes of access give")
            }
            for touched in own.compactMap(\.touched) where touched.found != touched.expected {
                report.note(place, "it was touched by commit \(touched.expected), not \(touched.found)")
            }
        }
        try noteStrays(table, &intervals) { _ in true }
    }

    private mutating func noteStrays(
        _ table: String, _ intervals: inout SortedLines<Interval>, _ isStray: (Opening) -> Bool
    ) throws {
        for stray in try intervals.take(while: { isStray($0.opening) }) {
            report.note(
                "\(table) of \(stray.opening.what) for \(stray.opening.audience)", "the ledger knows nothing of it")
        }
    }

    /// The intervals that the steps of one opening give; a step that does nothing gives one that no table can hold.
    private static func replay(_ steps: [Step]) -> [[Int?]] {
        var intervals: [[Int?]] = []
        var from: Int?
        for step in steps {
            guard step.opens == (from == nil) else { return [[nil, step.commit]] }
            if let opened = from { intervals.append([opened, step.commit]) }
            from = step.opens ? step.commit : nil
        }
        if let from { intervals.append([from, nil]) }
        return intervals
    }
}

extension String {
    /// As SQLite sorts: byte by byte.
    fileprivate func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension Account {
    /// Whether that may be all their audiences: of what is held for others or under a mandate, it depends on the day what is in
    /// force.
    fileprivate func mayBelong(to held: Set<AudienceID>) -> Bool {
        let own = Party(
            id: party.id, name: party.name, organisation: party.organisation,
            appointments: party.appointments.filter { $0.acting == nil },
            affiliations: party.affiliations.filter { $0.mandate == nil })
        return held.isSuperset(of: own.audiences) && held.isSubset(of: party.audiences)
    }
}
