public import CaseProtocol

/// One file to be moved.
public struct Transfer: Hashable, Sendable {
    /// Which way.
    public enum Direction: Hashable, Sendable { case up, down }

    /// Which way.
    public var direction: Direction
    /// What.
    public var blob: BlobID
    /// How many bytes there are in all.
    public var length: Int
    /// Thumbnails go before originals.
    public var isThumb: Bool

    /// Describes a transfer.
    public init(_ direction: Direction, _ blob: BlobID, length: Int, isThumb: Bool) {
        self.direction = direction
        self.blob = blob
        self.length = length
        self.isThumb = isThumb
    }
}

/// Decides the next step of moving files; ``TransferEngine`` owns network and shelf and takes it.
///
/// Thumbnails before originals, own files before others', small before large: what helps most comes first on a thin
/// link. Parts adapt to what the link carries, so that one that breaks off costs a few seconds and not the file.
public struct TransferMachine: Sendable {
    /// What happened.
    public enum Event: Sendable {
        case begun
        /// How far the upload stands at the server.
        case stood(BlobStanding)
        /// A part went up, in so many milliseconds.
        case uploaded(BlobStanding, milliseconds: Int64)
        /// How much of the download is here.
        case held(Int)
        /// So many bytes came down and are kept, in so many milliseconds.
        case downloaded(Int, milliseconds: Int64)
        /// The whole that came was looked at: it is kept, or was not what its name says and is dropped.
        case checked(isRight: Bool)
        /// The server said no to the last request.
        case refused(Problem)
    }

    /// What to do next.
    public enum Action: Hashable, Sendable {
        /// Ask how far the upload stands.
        case ask(Transfer)
        /// Send `count` bytes from `offset` on.
        case send(Transfer, offset: Int, count: Int)
        /// Look how much of the download is here.
        case look(Transfer)
        /// Read `count` bytes from `offset` on and keep them.
        case fetch(Transfer, offset: Int, count: Int)
        /// Check the whole that came.
        case check(Transfer)
        /// Nothing is left to do, or the budget is used up.
        case finish
        /// The conversation is over; what is left waits for another.
        case fail(Problem)
    }

    /// Bounds of a part, in bytes.
    public static let partBytes = 16_384...262_144
    /// How long a part should take, in milliseconds; from 4 to 8 seconds are left as they are.
    static let partMilliseconds: ClosedRange<Int64> = 4_000...8_000
    /// How often one file is begun anew.
    static let triesMax = 2

    private var waiting: [Transfer]
    private var current: Transfer?
    private var offset = 0
    private var tries = 0
    private var seeks = 0
    private var part = partBytes.lowerBound
    private var budget: Int?
    private let partBytesMax: Int
    /// What was moved whole.
    public private(set) var done: [Transfer] = []
    /// What the server refused, or what came wrong again and again.
    public private(set) var refused: [(transfer: Transfer, problem: Problem)] = []
    /// How many bytes were moved.
    public private(set) var bytesMoved = 0

    /// - Parameters:
    ///   - budgetBytes: how many bytes this session may cost; `nil` for any number.
    ///   - partBytesMax: the most that the server takes at once.
    public init(_ transfers: [Transfer], budgetBytes: Int? = nil, partBytesMax: Int = partBytes.upperBound) {
        waiting = transfers.sorted { Self.lane($0) < Self.lane($1) }
        budget = budgetBytes
        self.partBytesMax = max(1, min(partBytesMax, Self.partBytes.upperBound))
    }

    private static func lane(_ transfer: Transfer) -> (Int, Int, Int, BlobID) {
        (transfer.isThumb ? 0 : 1, transfer.direction == .up ? 0 : 1, transfer.length, transfer.blob)
    }

    /// What has not been moved: waiting, begun or left for another time.
    public var left: [Transfer] { (current.map { [$0] } ?? []) + waiting }

    /// Takes note of what happened and answers what to do next.
    public mutating func step(_ event: Event) -> Action {
        guard let transfer = current else {
            if case .refused(let problem) = event { return .fail(problem) }
            return next()
        }
        switch event {
        case .begun: return next()
        case .stood(let standing): return stands(standing, transfer)
        case .uploaded(let standing, let milliseconds):
            adapt(to: milliseconds)
            // A server may say anything: more than the file was not moved.
            move(min(max(0, standing.offset), transfer.length) - offset)
            return stands(standing, transfer)
        case .held(let count):
            // More than there can be is a mistake of the shelf's; it is taken anew.
            offset = count > transfer.length ? 0 : count
            return goOn(transfer)
        case .downloaded(let count, let milliseconds):
            // Nothing more comes, and yet it is not all: the server's file is another. The check will say so.
            guard count > 0 else { return .check(transfer) }
            adapt(to: milliseconds)
            move(count)
            offset += count
            return goOn(transfer)
        case .checked(let isRight): return isRight ? ended() : again(transfer, because: Self.wrongBytes)
        case .refused(let problem): return said(problem, of: transfer)
        }
    }

    private mutating func next() -> Action {
        guard budget.map({ $0 > 0 }) ?? true, !waiting.isEmpty else {
            current = nil
            return .finish
        }
        let transfer = waiting.removeFirst()
        current = transfer
        offset = 0
        tries = 1
        seeks = 0
        return begin(transfer)
    }

    private func begin(_ transfer: Transfer) -> Action { transfer.direction == .up ? .ask(transfer) : .look(transfer) }

    private mutating func stands(_ standing: BlobStanding, _ transfer: Transfer) -> Action {
        if standing.isComplete { return ended() }
        offset = min(max(0, standing.offset), transfer.length)
        return goOn(transfer)
    }

    private mutating func goOn(_ transfer: Transfer) -> Action {
        let rest = transfer.length - offset
        guard rest > 0 else {
            // All bytes are there and not checked yet: an empty part asks for it, once.
            guard transfer.direction == .up else { return .check(transfer) }
            seeks += 1
            return seeks > Self.seeksMax
                ? again(transfer, because: Self.wrongBytes) : .send(transfer, offset: offset, count: 0)
        }
        if let budget, budget <= 0 { return .finish }
        let count = min(rest, part, partBytesMax, budget ?? rest)
        return transfer.direction == .up
            ? .send(transfer, offset: offset, count: count) : .fetch(transfer, offset: offset, count: count)
    }

    /// How often the server may move the place of one upload about.
    private static let seeksMax = 8

    private mutating func ended() -> Action {
        if let current { done.append(current) }
        current = nil
        return next()
    }

    private mutating func again(_ transfer: Transfer, because problem: Problem) -> Action {
        tries += 1
        guard tries <= Self.triesMax else { return skip(transfer, because: problem) }
        offset = 0
        seeks = 0
        return begin(transfer)
    }

    private mutating func skip(_ transfer: Transfer, because problem: Problem) -> Action {
        refused.append((transfer, problem))
        current = nil
        return next()
    }

    private mutating func said(_ problem: Problem, of transfer: Transfer) -> Action {
        switch problem.code {
        case .uploadOffset:
            seeks += 1
            guard let right = problem.allowed?.first.flatMap({ Int($0) }), seeks <= Self.seeksMax else {
                return skip(transfer, because: problem)
            }
            return stands(BlobStanding(offset: right, isComplete: false), transfer)
        case .hashMismatch: return again(transfer, because: problem)
        // Of this file alone; the next one may go.
        case .notFound, .contentMismatch, .contentRefused, .metadataRemains, .rangeInvalid, .invalidField,
            .bodyTooLarge:
            return skip(transfer, because: problem)
        default: return .fail(problem)
        }
    }

    private mutating func move(_ count: Int) {
        bytesMoved += max(0, count)
        budget = budget.map { $0 - max(0, count) }
    }

    private mutating func adapt(to milliseconds: Int64) {
        if milliseconds < Self.partMilliseconds.lowerBound {
            part = min(part * 2, Self.partBytes.upperBound)
        } else if milliseconds > Self.partMilliseconds.upperBound {
            part = max(part / 2, Self.partBytes.lowerBound)
        }
    }

    private static let wrongBytes = Problem(
        .hashMismatch, "What arrives is not the file that was attached. The link, or a machine on the way, damages it.")
}
