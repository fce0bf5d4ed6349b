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
    public func seal(with seal: any ReplicaSeal, wrapped: [UInt8]) throws {
        let change = try plainly { try $0.wordChange() } + 1
        try convert(to: seal, Sealing(header: wrapped, wordChange: change, isScrubDue: true))
        try wipePlainCells()
    }

    /// Puts other wraps around the key that it has.
    public func setWrappedKey(_ wrapped: [UInt8]) throws {
        try plainly { transaction in
            guard var sealing = try transaction.sealing() else { return }
            sealing.header = wrapped
            try transaction.setSealing(sealing)
        }
        try vacuum()
    }

    /// Makes every cell plain again, in one transaction, and forgets the key.
    public func unseal() throws { try convert(to: nil, nil) }

    /// Wipes from free pages and the log what was plain before, and notes that it was done.
    func wipePlainCells() throws {
        try vacuum()
        try plainly { transaction in
            guard var sealing = try transaction.sealing() else { return }
            sealing.isScrubDue = false
            try transaction.setSealing(sealing)
        }
    }
}
