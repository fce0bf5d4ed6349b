/// The page size to ask for: half as much after a page did not get through, since some links swallow what is large, and
/// twice as much after several did.
struct PageSize: Hashable, Sendable {
    /// A page of this size fits into one packet of nearly every link, in bytes.
    static let bytesMin = 1_024
    /// How many pages in a row must get through before a larger one is tried.
    static let goodPagesNeeded = 4

    /// What to ask for; `nil` leaves it to the server.
    private(set) var bytes: Int?
    private var goodPages = 0

    /// - Parameter bytes: as the last sync left it.
    init(bytes: Int?) { self.bytes = bytes.map { max($0, Self.bytesMin) } }

    /// Notes that a page came damaged, or stopped coming.
    ///
    /// - Parameter limit: the page size when none is asked for, in bytes.
    mutating func lost(limit: Int) {
        goodPages = 0
        bytes = max(Self.bytesMin, min(bytes ?? limit, limit) / 2)
    }

    /// Notes that a page came whole.
    mutating func came(limit: Int) {
        guard let bytes else { return }
        goodPages += 1
        guard goodPages >= Self.goodPagesNeeded else { return }
        goodPages = 0
        self.bytes = bytes * 2 >= limit ? nil : bytes * 2
    }
}
