import ClientCore
import Glibc

/// Keeps other processes off a replica while this one works on it. Released when it goes, or when its process does.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, waiting for its holder a while.
    init(path: String, patienceMilliseconds: Int) throws {
        let opened = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw PrivateFile.failure("open", path) }
        var waited = 0
        while flock(opened, LOCK_EX | LOCK_NB) != 0 {
            let reason = errno
            guard reason == EWOULDBLOCK || reason == EINTR, waited < patienceMilliseconds else {
                close(opened)
                guard reason == EWOULDBLOCK else { throw PrivateFile.failure("lock", path) }
                throw ReplicaFault.inUse(
                    "Another tatua is working on this replica; try again when it has finished. (\(path))")
            }
            usleep(20_000)
            waited += 20
        }
        descriptor = opened
    }

    deinit { close(descriptor) }
}
