internal import CaseProtocol
internal import Logging

extension ServerCore {
    /// Makes a backup in the new folder `target`, and returns once it is whole. Work goes on meanwhile, but no bytes of
    /// evidence are taken away.
    public func backUp(to target: String) async throws -> BackupManifest {
        _ = try backupJobs.begin(nil)
        return try await finishBackup(to: target)
    }

    /// The same in pieces, for askers whose patience ends before a large copy does: the first request with an id begins,
    /// each later one waits on. A backup that nobody asks after is finished all the same.
    ///
    /// - Parameter patience: how long the question is held before it is answered with “not yet”.
    public func backUp(_ request: BackupRequest, patience: Duration = .seconds(10)) async throws -> BackupProgress {
        guard request.to.hasPrefix("/"), request.to.contains(where: { $0 != "/" }) else {
            throw Problem(.invalidField, "A backup is named by its whole path, from the root of the disk.", path: "to")
        }
        if try backupJobs.begin(request.id) {
            // Nobody has to wait for it: what became of it is kept for whoever asks.
            Task { _ = try await self.finishBackup(to: request.to) }
        }
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            if let result = backupJobs.result(request.id) { return BackupProgress(manifest: try result.get()) }
            try await Task.sleep(for: .milliseconds(50))
        }
        return BackupProgress(manifest: nil)
    }

    private func finishBackup(to target: String) async throws -> BackupManifest {
        let result: Result<BackupManifest, any Error>
        do {
            result = .success(try await makeBackup(to: target))
        } catch {
            // Whoever asked may have gone away. What a problem says here names files of the server's, and nothing in them.
            log.error("a backup failed", metadata: ["error": "\((error as? Problem)?.message ?? error.logText)"])
            result = .failure(error)
        }
        backupJobs.end(result)
        return try result.get()
    }

    private func makeBackup(to target: String) async throws -> BackupManifest {
        guard let backups else { throw Problem(.notFound, "What this server keeps lies in no folder.") }
        // A removal of bytes that began before this backup is over, and seen by its snapshot, once this returns.
        try await store.write { _ in }
        return try await backups.backUp(to: target, at: clock.now())
    }
}
