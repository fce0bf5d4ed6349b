import CFaultDisk
import CaseProtocol
import ClientCore
import ClientCrypto
import ClientSQLite

/// A clock of a device: the world's, set wrong by so much.
final class DeviceClock: ReplicaClock, @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    var world: Int64
    var offset: Int64 = 0
    init(world: Int64) { self.world = world }
    func now() -> Timestamp { Timestamp(milliseconds: world + offset) }
}

/// A note beside the database, on the same disk or in a key store of the device.
final class NotedWitness: ReplicaWitness, @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    var id: ReplicaID?
    func read() throws -> ReplicaID? { id }
    func note(_ id: ReplicaID) throws { self.id = id }
}

/// A command that the client took and thereby promised to see to its end.
struct Promised {
    let mid: CommandID
    /// Made after the copy that the device was put back to: gone with it, unless it was sent before.
    var isExcused = false
}

/// What a device held at some time.
struct DeviceCopy {
    let memory: InMemoryReplicaStore?
    let disk: UnsafeMutableRawPointer?
    let witness: ReplicaID?
    let shelf: InMemoryBlobShelf
    let promisedCount: Int
}

/// One device: a replica of the real client core, its engine, and what is known of it outside.
final class SimDevice: @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    let index: Int
    let person: Int
    /// The number of its disk.
    let disk: Int32
    let isOnDisk: Bool
    let pageBytes: Int?
    let clock: DeviceClock
    let random: SeededReplicaRandom
    private let witness = NotedWitness()
    private var memory: InMemoryReplicaStore?
    private(set) var store: GuardedStore
    private(set) var replica: Replica?

    var promised: [Promised] = []
    /// When each command was seen to be settled here, by the server's clock.
    var settledAt: [CommandID: Timestamp] = [:]
    var isSyncing = false
    /// Whether files are being moved, and whether it waits for news.
    var isMoving = false
    var isListening = false
    /// How it speaks.
    var manner = SimManner()
    private(set) var shelf = InMemoryBlobShelf()
    /// Files that the server did not take, or did not give.
    var refusedFiles: Set<BlobID> = []
    /// Counts the processes: what an earlier one was told reaches nobody.
    var generation = 0
    var copy: DeviceCopy?
    /// The cursor and the head behind it at the latest flip that was looked at, and how many were.
    var cursor: String?
    /// Until when it was told, at which cursor, that there is nothing new.
    var unchanged: [String: Oracle.Mark] = [:]
    var flips = 0
    /// The rows that it showed then; and those that it showed before, until it was looked at whether they are gone.
    var held: [RowID: [UInt8]] = [:]
    var gone: [RowID: [UInt8]] = [:]
    var head = 0
    var epoch: String?
    var syncs = 0
    var lastError: String?

    init(
        index: Int, person: Int, isOnDisk: Bool, pageBytes: Int?, clock: DeviceClock, seed: UInt64,
        image: UnsafeMutableRawPointer
    ) throws {
        self.index = index
        self.person = person
        self.isOnDisk = isOnDisk
        self.pageBytes = pageBytes
        self.clock = clock
        disk = Int32(index + 1)
        random = SeededReplicaRandom(seed: seed)
        memory = isOnDisk ? nil : InMemoryReplicaStore()
        store = GuardedStore(InMemoryReplicaStore())
        if isOnDisk { fault_disk_put(disk, image) }
        try open()
    }

    /// Starts the program: opens the store and the replica in it.
    func open() throws {
        generation += 1
        (isSyncing, isMoving, isListening) = (false, false, false)
        let inner: any ReplicaStore
        if let memory {
            inner = memory
        } else {
            inner = try SQLiteReplicaStore.open(path: "/sim/\(disk)/replica.sqlite", witness: witness)
        }
        store = GuardedStore(inner)
        replica = nil
        replica = try Replica(store: store, crypto: SystemReplicaCrypto(), clock: clock, random: random)
    }

    /// Ends the program where it is; with a power cut, what its disk had not synced may go too.
    func kill(seed: UInt64?) {
        generation += 1
        (isSyncing, isMoving, isListening) = (false, false, false)
        store.die()
        replica = nil
        store.onKilled = {}
        guard isOnDisk else { return }
        if let seed { fault_disk_crash(disk, seed) } else { fault_disk_detach(disk) }
    }

    var isRunning: Bool { replica != nil && !store.isDead }

    /// Copies what the device holds.
    func take() -> DeviceCopy {
        DeviceCopy(
            memory: memory?.copy(), disk: isOnDisk ? fault_disk_take(disk) : nil, witness: witness.id,
            shelf: shelf.copied(), promisedCount: promised.count)
    }

    /// Puts a copy in place of what it holds. Its program must not run.
    ///
    /// - Parameter keepsWitness: the note beside the database was not copied.
    func put(_ copy: DeviceCopy, keepsWitness: Bool) throws {
        let noted = isOnDisk ? witness.id : try memory?.witness()
        if let other = copy.memory {
            let fresh = other.copy()
            if keepsWitness, let noted { try fresh.setWitness(noted) }
            memory = fresh
        }
        if let image = copy.disk {
            fault_disk_put(disk, image)
            if !keepsWitness { witness.id = copy.witness }
        }
        shelf = copy.shelf.copied()
        cursor = nil
        head = 0
    }
}
