import CaseProtocol
import Workflow

extension Replica {
    /// Makes a complete staged round visible in one step: the server's rows, the outcomes of commands as of the same
    /// snapshot, and over them what is still pending, replayed in order.
    ///
    /// A round that was asked for without a cursor holds everything; what it did not send is purged.
    ///
    /// - Throws: ``ReplicaFault/damaged(_:)`` when staging cannot be read back; it is dropped then. ``ReplicaFault/noRoom(_:)`` where
    ///   the disk is too full; the round stays staged for a later sync.
    public func flip(into report: inout SyncReport) throws {
        let fresh: ReplicaID = newID()
        let hashing = hashing
        let flip: Flip
        try checkIntakeRoom()
        do {
            flip = try store.takeIn { transaction in
                var flip = Flip(isFull: try transaction.knownMeta().cursor == nil, hashing)
                try flip.applyStaging(in: transaction)
                try flip.settleDigests(in: transaction)
                try flip.settle(in: transaction)
                // A new id may make what was settled wait again, and what waits shows.
                try flip.finish(in: transaction, freshID: fresh)
                try transaction.replayPending(
                    by: transaction.meta()?.session?.party, known.catalogue(in: transaction), &flip.touched)
                for id in flip.touched.sorted() { try transaction.reindex(id) }
                return flip
            }
        } catch ReplicaFault.damaged(let reason) {
            try dropCursor()
            throw ReplicaFault.damaged(reason)
        }
        if flip.hasRenewed { try store.setWitness(fresh) }
        try scrubIfDue()
        report.outcomes = (report.outcomes + flip.outcomes).sorted { $0.position < $1.position }
        report.casesChanged = Set(report.casesChanged).union(flip.cases).sorted()
        report.rows += flip.rows
        report.lost += flip.lostCount
        report.complete = true
        report.digestMismatch = flip.mismatch
        report.asOf = flip.trailer?.asOf
        report.renewedIdentity = report.renewedIdentity || flip.isCopy
    }
}

/// One flip in the making.
struct Flip {
    /// Whether the round holds everything.
    let isFull: Bool
    var touched: Set<RowID> = []
    var cases: Set<CaseID> = []
    var rows = 0
    /// Whether rows went that this person may see no longer.
    var hasPurged = false
    var outcomes: [OutboxEntry] = []
    var trailer: PullTrailer?
    /// Whether the server knows commands of this replica that were not made here.
    var isCopy = false
    /// Whether the replica has taken a new id with the flip.
    var hasRenewed = false
    /// How many settled commands the server does not know any more.
    var lostCount = 0

    var digests: HeldDigests
    /// Whether what is held now is not what the server shows.
    var mismatch: DigestMismatch?

    init(isFull: Bool, _ hashing: DigestHashing) {
        self.isFull = isFull
        digests = HeldDigests(hashing)
    }

    mutating func applyStaging(in transaction: any ReplicaTransaction) throws {
        if isFull {
            let held = try transaction.rowIDs(in: .server)
            for id in held { try note(id, in: transaction) }
            hasPurged = !held.isEmpty
            try transaction.removeRows(in: .server)
            try digests.removeAll(in: transaction)
        }
        for index in 0..<(try transaction.stagedPageCount()) {
            guard let bytes = try transaction.stagedPage(index), let page = PullPage(parsing: bytes) else {
                throw ReplicaFault.damaged("A page that was kept for later cannot be read back.")
            }
            for operation in page.operations { try apply(operation, in: transaction) }
            trailer = page.trailer
        }
        #if PLANTED_BUGS
            if PlantedBug.isOn(.flipBeforeComplete), trailer != nil { return }
        #endif
        guard let trailer, trailer.complete else {
            throw ReplicaFault.damaged("The pages that were kept for later are not a complete round.")
        }
    }

    private mutating func apply(_ operation: PullPage.Operation, in transaction: any ReplicaTransaction) throws {
        switch operation {
        case .leave(let compartment):
            _ = try purge(compartment, in: transaction)
            digests.remove(compartment)
            hasPurged = true
        case .enter(let compartment, let audiences):
            // A repair: what is held of it may be what nobody has any more.
            if try purge(compartment, in: transaction) { hasPurged = true }
            digests.enter(compartment, audiences)
        case .audiences(let compartment, let audiences):
            try digests.setAudiences(audiences, of: compartment, in: transaction)
        case .row(let row):
            if let earlier = try transaction.row(row.id, in: .server) {
                try digests.takeAway(earlier, in: transaction)
            }
            try digests.add(row, in: transaction)
            try transaction.put(row, in: .server)
            touched.insert(row.id)
            if let caseID = row.caseID { cases.insert(caseID) }
            rows += 1
        case .gone(let id, let compartment):
            guard let row = try transaction.row(id, in: .server), row.compartment == compartment else { return }
            try digests.takeAway(row, in: transaction)
            try transaction.removeRow(id, in: .server)
            touched.insert(id)
            if let caseID = compartment.caseID { cases.insert(caseID) }
            hasPurged = true
        }
    }

    /// Answers whether there was anything.
    private mutating func purge(_ compartment: Compartment, in transaction: any ReplicaTransaction) throws -> Bool {
        let ids = try transaction.rowIDs(in: compartment, layer: .server)
        for id in ids {
            try transaction.removeRow(id, in: .server)
            #if PLANTED_BUGS
                if PlantedBug.isOn(.purgeLeavesWords) { continue }
            #endif
            touched.insert(id)
        }
        if let caseID = compartment.caseID { cases.insert(caseID) }
        return !ids.isEmpty
    }

    private mutating func note(_ id: RowID, in transaction: any ReplicaTransaction) throws {
        touched.insert(id)
        if let caseID = try transaction.row(id, in: .server)?.caseID { cases.insert(caseID) }
    }
}
