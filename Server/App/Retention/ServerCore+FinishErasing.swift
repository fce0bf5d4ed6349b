internal import CaseProtocol

extension ServerCore {
    /// Ends what an erasure began: devices of people who were erased are ordered to erase themselves, files go that no row names
    /// any more, and the store is written anew, since copies lie in its free space. A server that ended in between does it at its
    /// next clean-up.
    func finishErasing() async throws {
        guard let text = try await store.read({ try $0.setting(ErasingNote.key) }), !text.isEmpty else { return }
        try await orderWipesOfErased()
        for file in ErasingNote.files(in: text) { try await removeErased(file) }
        try await store.scrub()
        let backupJobs = backupJobs
        try await store.write { transaction in
            // Another erasure has begun meanwhile, or a backup kept files from going: the next one does the rest.
            guard try !backupJobs.isRunning && transaction.setting(ErasingNote.key) == text else { return }
            try transaction.setSetting(ErasingNote.key, "")
        }
    }

    /// Orders the devices of everybody who was erased to erase themselves, if they were not yet.
    private func orderWipesOfErased() async throws {
        guard bundleKeys != nil else { return }
        let devices = try await store.read { snapshot in
            try RetentionRows.all(.erasure, in: snapshot).compactMap(PersonErasureRecord.init).flatMap { record in
                try snapshot.replicas(of: record.user).map { (replica: $0, user: record.user) }
            }
        }
        for device in devices { try orderWipe(of: device.replica, by: device.user) }
    }

    /// Whether an erasure has begun and not all of it is done.
    func isErasing() async throws -> Bool {
        try await store.read { try !($0.setting(ErasingNote.key) ?? "").isEmpty }
    }

    /// Takes a file away that nothing names any more. While a backup is being made it stays for the clean-up to find.
    private func removeErased(_ file: BlobID) async throws {
        let later = Timestamp(milliseconds: clock.now().milliseconds + 86_400_000)
        for upload in try blobs.uploads(untouchedSince: later) where upload.blob == file {
            try blobs.drop(upload)
        }
        let (blobs, backupJobs) = (blobs, backupJobs)
        try await store.write { transaction in
            guard try !backupJobs.isRunning && transaction.references(to: file).isEmpty else { return }
            try transaction.removeBlob(file)
            try blobs.remove(file)
        }
    }
}

/// What is kept of an erasure until all of it is done: a mark, and the files that are to go.
private enum ErasingNote {
    static let key = "erasing"
    static let mark = "due"

    static func files(in text: String) -> [BlobID] { text.split(separator: " ").compactMap { BlobID(String($0)) } }
}

extension CaseTransaction {
    /// Notes in the transaction of an erasure that it has to be finished.
    func noteErasing(_ files: [BlobID]) throws {
        let begun = try setting(ErasingNote.key).flatMap { $0.isEmpty ? nil : $0 } ?? ErasingNote.mark
        try setSetting(ErasingNote.key, ([begun] + files.map(\.description)).joined(separator: " "))
    }
}
