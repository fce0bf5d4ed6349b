import CaseProtocol

/// The digests of compartments in the making: read when they are first touched, written once at the end.
struct HeldDigests {
    let hashing: DigestHashing
    /// `nil` for a compartment that is not held.
    private var touched: [Compartment: HeldCompartment?] = [:]

    init(_ hashing: DigestHashing) { self.hashing = hashing }

    var hasChanges: Bool { !touched.isEmpty }

    /// Everything is dropped.
    mutating func removeAll(in transaction: any ReplicaTransaction) throws {
        for held in try transaction.heldCompartments() { touched[held.compartment] = .some(nil) }
    }

    mutating func remove(_ compartment: Compartment) { touched[compartment] = .some(nil) }

    /// It is held from now on, through these audiences; its rows are gone or to come.
    mutating func enter(_ compartment: Compartment, _ audiences: [AudienceID]) {
        touched[compartment] = HeldCompartment(compartment, audiences: audiences.sorted())
    }

    mutating func setAudiences(
        _ audiences: [AudienceID], of compartment: Compartment, in transaction: any ReplicaTransaction
    ) throws {
        var held = try known(compartment, in: transaction)
        held.audiences = audiences.sorted()
        touched[compartment] = held
    }

    mutating func add(_ row: HeldRow, in transaction: any ReplicaTransaction) throws {
        var held = try known(row.compartment, in: transaction)
        held.digest += hashing.row(row)
        touched[row.compartment] = held
    }

    /// Nothing happens where the compartment is not held.
    mutating func takeAway(_ row: HeldRow, in transaction: any ReplicaTransaction) throws {
        let place = try touched[row.compartment] ?? transaction.heldCompartment(row.compartment)
        guard var held = place else { return }
        held.digest -= hashing.row(row)
        touched[row.compartment] = held
    }

    func write(to transaction: any ReplicaTransaction) throws {
        for (compartment, held) in touched {
            if let held {
                try transaction.put(held)
            } else {
                try transaction.removeHeldCompartment(compartment)
            }
        }
    }

    private func known(_ compartment: Compartment, in transaction: any ReplicaTransaction) throws -> HeldCompartment {
        try (touched[compartment] ?? transaction.heldCompartment(compartment)) ?? HeldCompartment(compartment)
    }
}

extension Flip {
    /// Keeps the digests and the root over them, and compares it with the server's.
    mutating func settleDigests(in transaction: any ReplicaTransaction) throws {
        try digests.write(to: transaction)
        var meta = try transaction.knownMeta()
        if meta.root == nil || digests.hasChanges {
            meta.root = digests.hashing.root(
                of: digests.hashing.audiences(of: try transaction.heldCompartments()))
        }
        meta.again = nil
        try transaction.setMeta(meta)
        guard let server = trailer?.dig, let mine = meta.root, server != mine else { return }
        mismatch = DigestMismatch(mine: mine, server: server)
    }
}
