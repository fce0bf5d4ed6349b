public import ClientCore

extension SQLiteReplicaStore {
    /// Whether its cells are sealed.
    public var isSealed: Bool { seal != nil }

    /// The wrapped key; `nil` in a plain replica.
    public func wrappedKey() throws -> [UInt8]? { try plainly { try $0.sealing()?.header } }

    /// Seals every cell, or seals them all anew under another key, in one transaction; then wipes what the files held before.
    /// Interrupted before that transaction nothing is changed; after it, the next opening goes on.
    ///
    /// - Parameter wrapped: the key that `seal` works with, wrapped; lies in the database in the clear.
    /// - Returns: whether what was plain before is wiped; a full disk may have no room for that, and the next opening goes on.
    /// - Throws: ``ReplicaFault/noRoom(_:)`` where the disk has too little room to write it anew; nothing is changed then.
    @discardableResult
    public func seal(with seal: any ReplicaSeal, wrapped: [UInt8]) throws -> Bool {
        let change = try plainly { try $0.wordChange() } + 1
        try anew { try convert(to: seal, Sealing(header: wrapped, wordChange: change, isScrubDue: true)) }
        return try wipePlainCells()
    }

    /// Makes every cell plain again, in one transaction, and forgets the key.
    ///
    /// - Throws: ``ReplicaFault/noRoom(_:)`` where the disk has too little room to write it anew; it stays sealed then.
    public func unseal() throws { try anew { try convert(to: nil, nil) } }

    /// Wipes from free pages and the log what was plain before, and notes that it was done. Answers whether it was: what a full disk
    /// has no room for stays due, since nobody is kept from their work by it.
    @discardableResult
    func wipePlainCells() throws -> Bool {
        do { try anew { try vacuum() } } catch ReplicaFault.noRoom { return false }
        try plainly { transaction in
            guard var sealing = try transaction.sealing() else { return }
            sealing.isScrubDue = false
            try transaction.setSealing(sealing)
        }
        return true
    }

    /// Runs what writes the whole file once more.
    private func anew(_ body: () throws -> Void) throws {
        guard let reserve else { return try body() }
        try reserve.untouched(saying: ReplicaFault.noRoom(forSealingWith:), body)
    }
}
