public import CaseProtocol

/// How long a sealed replica may be read without word from its server. What it holds is theirs to see who may see it, and a device
/// that never calls does not hear that this is over.
///
/// Time is what the wall clock says or what the machine ran, whichever is longer, and neither goes back: a clock that is set back
/// gives no day more. One that jumps ahead may end a lease early; the next contact begins it anew, and nothing is lost.
public struct Lease: Hashable, Sendable, Codable {
    /// How long it lasts, in days.
    public static let days = 30
    private static let lengthMilliseconds = Int64(days) * 86_400_000
    /// How far time has to have gone on to be noted, in milliseconds: an hour.
    private static let noteMilliseconds: Int64 = 3_600_000

    /// The last contact, by the wall clock of then.
    private var contactAt: Timestamp
    /// The latest that the wall clock said since.
    private var seenAt: Timestamp
    /// How long the machine had run when it was last looked at, and how long it ran since the contact, as far as that was seen.
    private var uptime: Int64
    private var ran: Int64

    /// Begins at a contact.
    ///
    /// - Parameter uptime: since the machine began, in milliseconds.
    public init(contactAt now: Timestamp, uptime: Int64) {
        contactAt = now
        seenAt = now
        self.uptime = uptime
        ran = 0
    }

    /// The same lease, looked at now.
    public func looked(at now: Timestamp, uptime: Int64) -> Lease {
        var lease = self
        lease.seenAt = max(seenAt, now)
        // Less than before: the machine began anew.
        lease.ran += uptime >= self.uptime ? uptime - self.uptime : uptime
        lease.uptime = uptime
        return lease
    }

    private var elapsed: Int64 { max(seenAt.milliseconds - contactAt.milliseconds, ran) }

    /// Whether the server has to be asked before anything is read.
    public var isOver: Bool { elapsed > Self.lengthMilliseconds }

    /// Whether it differs enough from `earlier` to be written down.
    func isWorthNoting(after earlier: Lease) -> Bool {
        isOver != earlier.isOver || elapsed - earlier.elapsed >= Self.noteMilliseconds || uptime < earlier.uptime
    }
}
