import CaseProtocol

extension Replica {
    /// Repairs that a replica makes by itself in a day. More would hide a defect and burn a thin link.
    public static let repairsPerDayMax = 3
    /// After so many days everything held is counted anew: what is kept as rows come and go does not see bit rot.
    public static let recountDays = 7

    var hashing: DigestHashing { DigestHashing { [crypto] in crypto.sha256($0) } }

    /// Counts the digests of all compartments anew, from the bytes that are held. Which audiences they are seen through
    /// stays as the server named it.
    public func recount() throws {
        let (hashing, today) = (hashing, now.day())
        try store.write { transaction in
            var held = Dictionary(
                try transaction.heldCompartments().map {
                    ($0.compartment, HeldCompartment($0.compartment, audiences: $0.audiences))
                }, uniquingKeysWith: { first, _ in first })
            for id in try transaction.rowIDs(in: .server) {
                guard let row = try transaction.row(id, in: .server) else { continue }
                held[row.compartment, default: HeldCompartment(row.compartment)].digest += hashing.row(row)
            }
            for held in held.values { try transaction.put(held) }
            var meta = try transaction.knownMeta()
            meta.countedOn = today
            meta.root = nil
            try transaction.setMeta(meta)
        }
    }

    /// Counts anew when it is time to, and when the device's clock went back.
    func recountIfDue() throws {
        if let counted = try meta().countedOn {
            let days = now.day().dayNumber - counted.dayNumber
            if (0..<Self.recountDays).contains(days) { return }
        }
        try recount()
    }

    /// The walk of a replica that holds something and has no cursor; `nil` for any other.
    func walkWithoutCursor() throws -> RepairWalk? {
        let meta = try meta()
        guard meta.cursor == nil, meta.stagedCursor == nil else { return nil }
        let held = try store.read { try $0.heldCompartments() }
        return held.isEmpty ? nil : RepairWalk(held, hashing, isResync: true)
    }

    /// The walk that finds out what differs; `nil` when enough was repaired today.
    func walkAfterMismatch() throws -> RepairWalk? {
        let meta = try meta()
        if meta.repairsOn == now.day(), meta.repairCount ?? 0 >= Self.repairsPerDayMax { return nil }
        return RepairWalk(try store.read { try $0.heldCompartments() }, hashing, isResync: false)
    }

    /// Makes the next pulls take anew what `plan` says. Rows stay until the flip.
    func begin(_ plan: RepairPlan) throws {
        let today = now.day()
        try store.write { transaction in
            try transaction.dropStagedPages()
            var meta = try transaction.knownMeta()
            meta.stagedCursor = nil
            meta.again = plan.isLarge || plan.again.isEmpty ? nil : plan.again
            if plan.isLarge {
                meta.cursor = nil
            } else if plan.isResync {
                meta.cursor = plan.next
            }
            for held in plan.isLarge ? [] : plan.learned {
                try transaction.put(held)
                meta.root = nil
            }
            if !plan.isResync {
                meta.repairCount = meta.repairsOn == today ? (meta.repairCount ?? 0) + 1 : 1
                meta.repairsOn = today
            }
            try transaction.setMeta(meta)
        }
    }
}
