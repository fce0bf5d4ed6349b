import CaseCrypto
import CaseProtocol
import Server
import ServerSQLite
import Workflow

/// An invariant that does not hold.
struct Violation: Error, CustomStringConvertible {
    let invariant: String
    let text: String
    init(_ invariant: String, _ text: String) { (self.invariant, self.text) = (invariant, text) }
    var description: String { "\(invariant): \(text)" }
}

/// What happened, read from the ledger after each step of the server, and what follows from it by definition: who sees
/// what as of which commit. It shares no code with the pull.
struct Oracle {
    struct Version {
        let commit: Int
        let compartment: Compartment
        let bytes: [UInt8]
        let row: Row
    }

    struct Interval {
        let audience: AudienceID
        let from: Int
        var to: Int?
        func holds(at commit: Int) -> Bool { from <= commit && to.map { $0 > commit } ?? true }
    }

    struct Place: Hashable {
        let replica: ReplicaID
        let n: Int
    }

    struct Command {
        let key: Int
        let record: CommandRecord
        /// As its sender knows it.
        let mid: CommandID
    }

    private(set) var headers: [CommitHeader] = []
    private(set) var rows: [RowID: [Version]] = [:]
    private(set) var rowOrder: [RowID] = []
    private(set) var placements: [Compartment: [Interval]] = [:]
    private(set) var memberships: [UserID: [Interval]] = [:]
    private(set) var commands: [Command] = []
    private(set) var commandAt: [Place: Int] = [:]
    private(set) var compartmentOfBytes: [[UInt8]: Compartment] = [:]
    /// The rows to which a newer version added a member, and which.
    var laterMembers: [RowID: String] = [:]
    /// What is known not to hold, and how often it was met.
    var gaps: [String: Int] = [:]
    /// Who was given which offices, and as of which commit.
    var offices: [UserID: [OfficeSpan]] = [:]
    /// Who stepped back from which case.
    var recusals: [Recusal] = []
    private var effects: [Digest: Int] = [:]

    var head: Int { headers.count }
    var commandKey: Int { commands.last?.key ?? 0 }
    /// What can be compared with a snapshot: commits and decided commands so far.
    var mark: Mark { Mark(head: head, commandCount: commands.count) }

    struct Mark: Hashable {
        var head: Int
        var commandCount: Int
    }

    /// Takes in what was written since the last look.
    mutating func take(_ history: StoredHistory) throws {
        for commit in history.commits { try take(commit) }
        for (key, record) in history.commands { try take(key, record) }
        let recorded = Set(history.commands.compactMap(\.record.commit))
        for commit in history.commits where CaseCommand.names.contains(commit.header.command) {
            guard recorded.contains(commit.header.number) else {
                throw Violation("I1", "commit \(commit.header.number) is in effect and its command is not recorded")
            }
        }
    }

    private mutating func take(_ commit: StoredHistory.Commit) throws {
        let header = commit.header
        guard header.number == head + 1 else {
            throw Violation("I13", "commit \(header.number) follows commit \(head)")
        }
        if let last = headers.last, header.previous != last.hash {
            throw Violation("I13", "commit \(header.number) does not chain to the one before")
        }
        if CaseCommand.names.contains(header.command), let earlier = effects[header.commandHash] {
            throw Violation("I1", "commits \(earlier) and \(header.number) are effects of one command")
        }
        effects[header.commandHash] = header.number
        headers.append(header)
        let changed = try commit.versions.map { bytes in
            guard let row = Row(bytes: bytes) else { throw Violation("I13", "a row of \(header.number) is unreadable") }
            return Version(commit: header.number, compartment: row.compartment, bytes: bytes, row: row)
        }
        for version in changed { try take(version) }
        try takeOffices(header)
        try checkStages(changed, header)
        try checkDeeds(changed, header)
        if let text = commit.access { try take(access: text, at: header.number) }
    }

    private mutating func take(_ version: Version) throws {
        let id = version.row.id
        if let earlier = rows[id]?.last {
            guard version.row.rev == earlier.row.rev + 1, version.row.kind == earlier.row.kind else {
                throw Violation("I13", "row \(id) goes from revision \(earlier.row.rev) to \(version.row.rev)")
            }
            if let member = laterMembers[id], version.row.unknown[member] == nil || version.row.fields[member] == nil {
                throw Violation("I17", "row \(id) lost a member that this version does not know")
            }
        } else {
            rowOrder.append(id)
        }
        if version.row.unknown[World.laterMember] != nil { laterMembers[id] = World.laterMember }
        rows[id, default: []].append(version)
        compartmentOfBytes[version.bytes] = version.compartment
    }

    private mutating func take(access text: String, at number: Int) throws {
        let json = try JSONValue(parsing: text.utf8)
        func sets(_ name: String) -> [(String, [AudienceID])] {
            let members: [String: JSONValue] = json.object?[name]?.object ?? [:]
            return members.sorted { $0.key < $1.key }.map { member in
                let texts: [JSONValue] = member.value.array ?? []
                return (member.key, texts.compactMap(\.string).map { AudienceID($0) })
            }
        }
        for (name, audiences) in sets("closed") {
            guard let compartment = Compartment(name) else { continue }
            Self.close(&placements[compartment, default: []], audiences, number)
        }
        for (name, audiences) in sets("opened") {
            guard let compartment = Compartment(name) else { continue }
            placements[compartment, default: []] += audiences.map { Interval(audience: $0, from: number) }
        }
        for (name, audiences) in sets("left") {
            guard let user = UserID(name) else { continue }
            Self.close(&memberships[user, default: []], audiences, number)
        }
        for (name, audiences) in sets("joined") {
            guard let user = UserID(name) else { continue }
            memberships[user, default: []] += audiences.map { Interval(audience: $0, from: number) }
        }
    }

    private static func close(_ intervals: inout [Interval], _ audiences: [AudienceID], _ number: Int) {
        for index in intervals.indices where intervals[index].to == nil && audiences.contains(intervals[index].audience)
        {
            intervals[index].to = number
        }
    }

    private mutating func take(_ key: Int, _ record: CommandRecord) throws {
        let place = Place(replica: record.replica, n: record.n)
        if commandAt[place] != nil { throw Violation("I1", "\(record.replica) number \(record.n) is recorded twice") }
        if record.n > 1, commandAt[Place(replica: record.replica, n: record.n - 1)] == nil {
            throw Violation("I2", "\(record.replica) number \(record.n) was decided before number \(record.n - 1)")
        }
        if let commit = record.commit, headers[commit - 1].commandHash != record.hash {
            throw Violation("I1", "\(record.replica) number \(record.n) claims commit \(commit) of another command")
        }
        let mid = record.sentEnvelope.mid
        commandAt[place] = commands.count
        commands.append(Command(key: key, record: record, mid: mid))
        try checkEdit(record)
        try checkConflict(record)
        try checkSettled(record)
    }

    /// Forgets what a restored store does not know.
    mutating func forget(after head: Int, commandKey: Int) {
        // The copy may hold what could not be read yet when it was made: the next look reads it.
        if head < headers.count { headers.removeSubrange(head...) }
        commands.removeAll { $0.key > commandKey }
        commandAt = [:]
        for (index, command) in commands.enumerated() {
            commandAt[Place(replica: command.record.replica, n: command.record.n)] = index
        }
        effects = effects.filter { $0.value <= head }
        for id in rowOrder { rows[id]?.removeAll { $0.commit > head } }
        rowOrder.removeAll { rows[$0]?.isEmpty ?? true }
        rows = rows.filter { !$0.value.isEmpty }
        laterMembers = laterMembers.filter { id, member in rows[id]?.last?.row.unknown[member] != nil }
        offices = offices.mapValues { $0.filter { $0.from <= head } }
        recusals.removeAll { $0.commit > head }
        placements = placements.mapValues { Self.forget($0, after: head) }
        memberships = memberships.mapValues { Self.forget($0, after: head) }
    }

    private static func forget(_ intervals: [Interval], after head: Int) -> [Interval] {
        intervals.filter { $0.from <= head }.map { interval in
            var interval = interval
            if let to = interval.to, to > head { interval.to = nil }
            return interval
        }
    }
}

// What follows by definition.
extension Oracle {
    /// Whether a person may see a compartment as of a commit: some audience has both intervals open.
    func isVisible(_ compartment: Compartment, to user: UserID, at commit: Int) -> Bool {
        guard let placed = placements[compartment], let member = memberships[user] else { return false }
        return placed.contains { place in
            place.holds(at: commit) && member.contains { $0.audience == place.audience && $0.holds(at: commit) }
        }
    }

    /// The rows that a person sees as of a commit.
    func contents(for user: UserID, at commit: Int) -> [RowID: [UInt8]] {
        var contents: [RowID: [UInt8]] = [:]
        var seen: [Compartment: Bool] = [:]
        for id in rowOrder {
            guard let version = rows[id]?.last(where: { $0.commit <= commit }) else { continue }
            let isSeen = seen[version.compartment] ?? isVisible(version.compartment, to: user, at: commit)
            seen[version.compartment] = isSeen
            if isSeen { contents[id] = version.bytes }
        }
        return contents
    }

    /// Compartments that a person saw as of one commit and no longer sees as of another.
    func lost(by user: UserID, from base: Int, to head: Int) -> [Compartment] {
        placements.keys.filter { isVisible($0, to: user, at: base) && !isVisible($0, to: user, at: head) }.sorted()
    }

    /// The record of a command under a number of a replica, if it was decided.
    func command(_ replica: ReplicaID, _ n: Int) -> (index: Int, command: Command)? {
        commandAt[Place(replica: replica, n: n)].map { ($0, commands[$0]) }
    }

    /// Rows that exist now, in order of making.
    func current(_ kind: RowKind) -> [Row] { rowOrder.compactMap { rows[$0]?.last?.row }.filter { $0.kind == kind } }
}
