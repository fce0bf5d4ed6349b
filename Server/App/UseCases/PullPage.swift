internal import CaseProtocol

/// The lines of one page, as they go out.
struct PullPage {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    let bytesMax: Int
    /// How many lines it takes when it is only counted; `nil` for a page that is sent.
    private var linesMax: Int?
    /// How many rows of what is confidential are on it, by key of the compartment.
    private(set) var confidentialRows: [Int: Int] = [:]
    /// All bytes of the lines, kept or only counted.
    private(set) var byteCount = 0

    /// A page that is not sent: counts lines, and keeps the first `bytesMax` bytes of them as a sample.
    init(countingTo linesMax: Int, sampleBytesMax bytesMax: Int) {
        self.bytesMax = bytesMax
        self.linesMax = linesMax
    }

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
        bytes.reserveCapacity(Swift.min(bytesMax, 65_536) + 1_024)
    }

    /// Whether lines of this many bytes still belong on this page. The first ones always do, so that every page moves on.
    func hasRoom(for byteCount: Int) -> Bool {
        if let linesMax { return count < linesMax }
        return count == 0 || bytes.count + byteCount + 1 <= bytesMax
    }

    #if PLANTED_BUGS
        private var late: [[UInt8]] = []

        mutating func appendAtTheEnd(_ line: [UInt8]) { late.append(line) }

        mutating func appendLate() {
            for line in late { append(line) }
            late = []
        }
    #endif

    /// A row, as the log of readings counts it.
    mutating func append(_ row: [UInt8], of compartment: Compartment, _ key: Int) {
        append(row)
        if compartment.isReadOnRecord { confidentialRows[key, default: 0] += 1 }
    }

    mutating func append(_ line: [UInt8]) {
        count += 1
        byteCount += line.count + 1
        if linesMax != nil, bytes.count >= bytesMax { return }
        bytes += line
        bytes.append(UInt8(ascii: "\n"))
    }
}
