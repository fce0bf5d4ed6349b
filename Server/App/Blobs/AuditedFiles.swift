internal import CaseProtocol
internal import Synchronization
internal import Workflow

/// The files that auditors asked for on record, and may have for a while. Kept in memory alone: after a new start of the server an
/// auditor asks again, on record again.
final class AuditedFiles: Sendable {
    private struct Key: Hashable {
        let user: UserID
        let blob: BlobID
    }

    private struct Grant {
        let part: EvidencePart
        let until: Timestamp
    }

    private let state = Mutex<[Key: Grant]>([:])

    /// Opens `parts` to `user` until ``AuditRequest/minutesOfFiles`` after `now`. Forgets what is over.
    func open(_ parts: [EvidencePart], to user: UserID, at now: Timestamp) {
        let until = now.adding(minutes: AuditRequest.minutesOfFiles)
        state.withLock { grants in
            grants = grants.filter { $0.value.until > now }
            for part in parts { grants[Key(user: user, blob: part.blob)] = Grant(part: part, until: until) }
        }
    }

    /// What `user` may have of `blob` at `now`, as the row of the case tells it.
    func part(of blob: BlobID, for user: UserID, at now: Timestamp) -> EvidencePart? {
        state.withLock { grants in
            grants[Key(user: user, blob: blob)].flatMap { $0.until > now ? $0.part : nil }
        }
    }
}
