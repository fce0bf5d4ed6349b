import CaseProtocol

extension Replica {
    /// A server that was put back to an earlier day may lack files that it had: whatever of one's own is whole here is offered
    /// again. One that it has costs a question. So it is every week, whatever the device's clock did: bytes that went without a
    /// commit no cursor tells of.
    func offerFilesAgain(on shelf: any BlobShelf) throws {
        let meta = try meta()
        let today = now.day()
        let isDue = meta.filesOfferedOn.map { abs($0.dayNumber - today.dayNumber) >= Archive.filesOfferedEvery }
        guard meta.areFilesDueAgain == true || isDue != false else { return }
        if meta.areFilesDueAgain == true || isDue == true { try setOwnFilesDue(on: shelf) }
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            meta.areFilesDueAgain = nil
            meta.filesOfferedOn = today
            try transaction.setMeta(meta)
        }
    }

    private func setOwnFilesDue(on shelf: any BlobShelf) throws {
        for entry in try store.read({ try $0.outbox() }) {
            for blob in entry.blobs where try shelf.count(of: blob) != nil {
                try shelf.setUploadDue(true, of: blob)
            }
        }
    }
}
