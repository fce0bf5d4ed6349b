/// One thing inside a bundle: a kind, and bytes as they would go over the network.
public struct BundleRecord: Hashable, Sendable {
    /// What a record is. Kinds from 128 on may be skipped by whoever does not know them; others may not.
    public struct Kind: Hashable, Sendable, RawRepresentable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// ``BundleManifest``; the first record, and once.
        public static let manifest = Kind(rawValue: 1)
        /// A ``PushRequest``.
        public static let push = Kind(rawValue: 2)
        /// A ``PullRequest``; the last record of a bundle for a server.
        public static let pull = Kind(rawValue: 3)
        /// A page of a pull.
        public static let page = Kind(rawValue: 4)
        /// A ``BundledPart``, to a server. One that does not know it takes the rest.
        public static let file = Kind(rawValue: 128)

        public var isSkippable: Bool { rawValue >= 128 }
    }

    /// The most bytes of one record.
    public static let bytesMax = 8_388_608

    public var kind: Kind
    public var bytes: [UInt8]

    public init(_ kind: Kind, _ bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }

    /// The kind in one byte, the length in four (big-endian), the bytes.
    public var framed: [UInt8] { [kind.rawValue] + Self.bigEndian(bytes.count) + bytes }

    static func bigEndian(_ number: Int) -> [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}

/// Puts records together from bytes that come in pieces.
public struct BundleRecords {
    private var pending: [UInt8] = []
    private static let headByteCount = 5

    public init() {}

    /// Takes more bytes; answers the records that are whole now.
    ///
    /// - Throws: ``ProblemCode/bundleDamaged`` for a record that is too long.
    public mutating func take(_ bytes: [UInt8]) throws(Problem) -> [BundleRecord] {
        pending += bytes
        var records: [BundleRecord] = []
        var start = 0
        while pending.count - start >= Self.headByteCount {
            let count = BundleRecord.number(pending[start + 1..<start + Self.headByteCount])
            guard count <= BundleRecord.bytesMax else { throw .bundleDamaged }
            let end = start + Self.headByteCount + count
            guard end <= pending.count else { break }
            records.append(
                BundleRecord(
                    BundleRecord.Kind(rawValue: pending[start]), Array(pending[start + Self.headByteCount..<end])))
            start = end
        }
        if start > 0 { pending.removeFirst(start) }
        return records
    }

    /// Passes if nothing is left over.
    public func finish() throws(Problem) {
        guard pending.isEmpty else { throw .bundleDamaged }
    }
}

/// What a bundle is about: the first record inside.
public struct BundleManifest: Hashable, Sendable, Codable {
    public var kind: BundleHeader.Kind
    public var replica: ReplicaID
    public var user: UserID
    /// The server's history, as the maker knows it; `nil` of a device that has not learnt it.
    public var epoch: String?
    /// To a device: the cursor that its pages begin at, as the device gave it; `nil` for the very beginning.
    public var since: String?
    /// To a device: whether the pages hold everything, whatever the device has.
    public var isFull: Bool?
    /// To a device: 1, 2, 3… when an answer is spread over several bundles, in order.
    public var part: Int?
    /// To a device: why the server did not take the commands that this answers.
    public var problem: Problem?

    public init(
        kind: BundleHeader.Kind, replica: ReplicaID, user: UserID, epoch: String?, since: String? = nil,
        isFull: Bool? = nil, part: Int? = nil, problem: Problem? = nil
    ) {
        self.kind = kind
        self.replica = replica
        self.user = user
        self.epoch = epoch
        self.since = since
        self.isFull = isFull
        self.part = part
        self.problem = problem
    }
}
