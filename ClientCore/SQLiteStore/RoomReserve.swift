import Glibc

/// Room on the disk that is kept for the person's own work: a file of zeros beside the database, cut off piece by piece when a disk
/// that something else filled has no room for what the person does.
struct RoomReserve: Sendable {
    /// How much is kept, in bytes: 5 MB (`sync.md` 2.15).
    static let bytesMax = 5_000_000
    /// How much is given up at once, in bytes: room for the largest command and the journal pages around it. Whatever fills the disk may
    /// take the piece before we do; then there are others.
    static let pieceBytes = 1_000_000
    static let name = "replica.reserve"

    let folder: String

    private var path: String { "\(folder)/\(Self.name)" }

    /// How many bytes are kept now.
    var bytes: Int { (try? PrivateFile.size(path)) ?? 0 }

    /// How many bytes are free beside the reserve; `nil` where the system does not say.
    var roomBytes: Int? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        let (bytes, isTooMany) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return isTooMany ? .max : Int(clamping: bytes)
    }

    /// Gives up a piece. Answers whether there was one.
    func giveUpPiece() -> Bool {
        let held = bytes
        guard held > 0 else { return false }
        return truncate(path, off_t(max(0, held - Self.pieceBytes))) == 0
    }

    /// Makes it whole again where at least as much stays free. Whoever cannot have one works without it.
    func restore() {
        let missing = Self.bytesMax - bytes
        guard missing > 0, let room = roomBytes, room >= missing + Self.bytesMax else { return }
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // Blocks of its own, and not a hole. What it could not get it does not claim to have.
        if posix_fallocate(descriptor, 0, off_t(Self.bytesMax)) != 0 { _ = ftruncate(descriptor, 0) }
        _ = fsync(descriptor)
    }
}
