internal import CaseProtocol
internal import Synchronization

/// The one backup that is being made, and what became of the last.
final class BackupJobs: Sendable {
    private struct Job {
        /// `nil` for one that nobody asks after.
        var id: String?
        /// `nil` while it is being made.
        var result: Result<BackupManifest, any Error>?
    }

    private let job = Mutex<Job?>(nil)

    /// While this is so, no bytes of evidence are taken away: a copy of the database may still name them.
    var isRunning: Bool { job.withLock { $0.map { $0.result == nil } ?? false } }

    /// Begins a backup.
    ///
    /// - Returns: false when the one with this id has begun before.
    /// - Throws: a ``Problem`` while another is being made.
    func begin(_ id: String?) throws -> Bool {
        try job.withLock { job in
            if let known = job?.id, known == id { return false }
            guard job.map({ $0.result != nil }) ?? true else {
                throw Problem(.busy, "Another backup is being made. Try again once it is done.")
            }
            job = Job(id: id)
            return true
        }
    }

    func end(_ result: Result<BackupManifest, any Error>) { job.withLock { $0?.result = result } }

    /// What became of the backup with this id; `nil` while it is being made.
    func result(_ id: String) -> Result<BackupManifest, any Error>? {
        job.withLock { $0?.id == id ? $0?.result : nil }
    }
}
