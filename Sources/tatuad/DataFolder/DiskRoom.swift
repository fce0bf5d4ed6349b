import Glibc

/// How much room there is on a disk.
enum DiskRoom {
    /// Bytes that this process may still write at `path`; `nil` where the system does not say.
    static func free(at path: String) -> Int? {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return nil }
        return Int(clamping: UInt64(facts.f_bavail) &* UInt64(facts.f_frsize))
    }
}
