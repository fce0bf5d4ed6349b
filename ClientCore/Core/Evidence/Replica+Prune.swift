import CaseProtocol
import Workflow

extension Replica {
    /// Takes bytes off `shelf` that belong to nothing that this person may see: what left goes with its compartment. Own
    /// files stay as long as the outbox or its archive holds the command that attached them: those that the server has still
    /// to get, those that it refused, until their author has dealt with that, and those that it had, for it may be put back
    /// to an earlier day and ask for them again.
    ///
    /// - Parameter isShort: whether there is too little room: what the server has and this person may not see goes as well.
    /// - Returns: how many files went.
    @discardableResult
    public func prune(_ shelf: any BlobShelf, isShort: Bool = false) throws -> Int {
        let kept = try store.read { snapshot in
            var kept: Set<BlobID> = []
            for row in try snapshot.effectiveRows(ofKind: .evidence) {
                kept.formUnion(Evidence(row)?.parts.map(\.blob) ?? [])
            }
            for entry in try snapshot.outbox() where !isShort || entry.state != .settled {
                kept.formUnion(entry.blobs)
            }
            return kept
        }
        let owed = isShort ? try partsOwed(Set(shelf.uploadsDue())).map(\.blob) : []
        var gone = try shelf.all().filter { !kept.contains($0) && !owed.contains($0) }
        #if PLANTED_BUGS
            if PlantedBug.isOn(.pruneLeavesThumbnails) {
                gone = try gone.filter { try !shelf.bytes(of: $0, at: 0, count: 2).starts(with: [0xFF, 0xD8]) }
            }
        #endif
        for blob in gone { try shelf.remove(blob) }
        try forgetRefusals(of: gone)
        return gone.count
    }
}
