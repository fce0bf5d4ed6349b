import CFaultDisk
import CaseCrypto
import CaseProtocol
import ClientSQLite
import Server
import ServerSQLite
import Workflow

/// The people of the simulated world, each with two sets of roles to change between.
enum Cast {
    static let people: [(name: String, roles: [String], otherRoles: [String])] = [
        ("amina", ["complainant:KE"], ["complainant:KE", "focalPoint:KE"]),
        ("mukasa", ["complainant:UG"], ["association:UG"]),
        ("kamau", ["focalPoint:KE", "nmcMember:KE"], ["nmcMember:KE"]),
        ("nakato", ["focalPoint:UG"], ["ministryLegal:UG"]),
        ("achieng", ["recOfficer:EAC"], ["recOfficer:COMESA"]),
        ("juma", ["focalPoint:TZ", "ministryLegal:TZ"], ["complainant:TZ"]),
        ("wanjiku", ["nmcMember:KE/chair"], ["focalPoint:KE"]),
        ("asha", ["association:TZ"], ["focalPoint:TZ"]),
        ("otieno", ["focalPoint:KE", "recOfficer:EAC"], ["focalPoint:KE"]),
        ("banda", ["recOfficer:COMESA"], ["recOfficer:COMESA", "recOfficer:EAC"]),
    ]

    static func appointments(_ roles: [String]) -> [Appointment] { roles.compactMap { try? Appointment(parsing: $0) } }

    static func party(_ index: Int, _ roles: [String]) -> Party {
        Party(id: Self.id(index), name: people[index].name, appointments: appointments(roles))
    }

    static func id(_ index: Int) -> UserID {
        UserID(high: 0x0195_0000_0000_7000, low: 0x8000_0000_0000_0100 + UInt64(index))
    }
    /// A device of an older version signs nothing, so it has a sign-in of its own.
    static func token(_ index: Int, isOld: Bool = false) -> String {
        "token-\(people[index].name)" + (isOld ? "-old" : "")
    }
}

/// A server's disk as it is before anybody did anything: schema, accounts, signed-in devices. Made once a process.
struct Template {
    let keys: LedgerKeys
    let image: UnsafeMutableRawPointer
    /// The same of a device that was never started.
    let deviceImage: UnsafeMutableRawPointer
    let oracle: Oracle

    /// What the server's history is called before the first restore.
    static let epoch = "00000000000000aa"
    static let path = "/sim/0/tatua.sqlite"
    static let start = Timestamp(milliseconds: 1_795_240_800_000)

    init() throws {
        guard let cursorKey = SymmetricKey(bytes: Array(repeating: 7, count: SymmetricKey.byteCount)) else {
            throw SimulatorFault("no cursor key")
        }
        keys = LedgerKeys(signingKey: try SigningKey(rawBytes: Array(repeating: 5, count: 32)), cursorKey: cursorKey)
        fault_disk_reset(1)
        PlantedRandom.begin(0)
        let sealer = CommitSealer(
            key: keys.signingKey, salt: { Array(repeating: 3, count: CommitSealer.saltByteCount) })
        let thread = OneThread()
        let store = try SteppedCaseStore.open(path: Self.path, sealer: sealer, isMade: false)
        for (index, person) in Cast.people.enumerated() {
            let account = Account(
                id: Cast.id(index), name: person.name, organisation: nil, appointments: Cast.appointments(person.roles),
                passwordHash: "-")
            let device = Device(
                tokenHash: ServerCore.hash(Cast.token(index)), user: account.id,
                replica: ReplicaID(high: 1, low: UInt64(index)), signedInAt: Self.start, isRevoked: false,
                keys: try Cast.publicKeys(index), signs: true)
            let oldDevice = Device(
                tokenHash: ServerCore.hash(Cast.token(index, isOld: true)), user: account.id,
                replica: ReplicaID(high: 2, low: UInt64(index)), signedInAt: Self.start, isRevoked: false)
            try Self.write(to: store, on: thread) { transaction in
                try transaction.put(account)
                try transaction.put(device)
                try transaction.put(oldDevice)
                _ = try transaction.append(RoleChange.draft(account, at: Self.start, isNew: true))
            }
        }
        try Self.write(to: store, on: thread) { transaction in
            try transaction.setSetting("epoch", Self.epoch)
            try transaction.setSetting("serverReplica", ReplicaID(high: 0x7001, low: 0x8000_0000_0000_0001).description)
            try transaction.setSetting("ledgerKey", "-")
        }
        var oracle = Oracle()
        try oracle.take(store.history(after: 0, commandKey: 0))
        self.oracle = oracle
        try store.checkpoint()
        store.shut()
        guard let image = fault_disk_take(0) else { throw SimulatorFault("no template") }
        self.image = image
        let device = try SQLiteReplicaStore.open(path: "/sim/1/replica.sqlite", witness: NotedWitness())
        try device.scrub()
        guard let deviceImage = fault_disk_take(1) else { throw SimulatorFault("no template") }
        self.deviceImage = deviceImage
    }

    private static func write(
        to store: SteppedCaseStore, on thread: OneThread,
        _ body: @escaping @Sendable (any CaseTransaction) throws -> Void
    ) throws {
        let failed = Slot<any Error>()
        Task(executorPreference: thread) {
            do { try await store.write(body) } catch { failed.value = error }
        }
        thread.drain()
        if let error = store.commitNext(8) { throw error }
        thread.drain()
        if let error = failed.value { throw error }
    }
}

/// Something for a task to leave its result in.
final class Slot<Value>: @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    var value: Value?
}

/// The simulator itself is at fault.
struct SimulatorFault: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// What an administrator commits when somebody's roles change, as `ServerCore.addUser` does for a new account.
enum RoleChange {
    static func draft(_ account: Account, at now: Timestamp, isNew: Bool) -> CommitDraft {
        let party = account.party
        let roles = party.appointments.map(\.description)
        var draft = CommitDraft(
            at: now, by: Party.system.id, replica: nil, command: isNew ? "account.add" : "account.change",
            commandHash: account.statementHash, rows: [],
            memberships: [party.id: party.audiences])
        if isNew, let desk = party.desk {
            let compartment = Compartment(caseID: nil, .internal, holder: desk)
            draft.rows = [
                Row(
                    id: RowID(party.id), kind: .person, compartment: compartment,
                    fields: [
                        "desk": .string(desk), "name": .string(party.name),
                        "roles": .array(roles.map { .string($0) }),
                    ])
            ]
            draft.placements = [
                compartment: desk.count == 2 ? [.focalPoint(desk), .committee(desk), .legal(desk)] : [.rec(desk)]
            ]
        }
        return draft
    }
}
