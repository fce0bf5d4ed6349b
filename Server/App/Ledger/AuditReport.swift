/// What an audit of a store looked at and what it found.
public struct AuditReport: Hashable, Sendable {
    /// What was looked at.
    public var commitCount = 0
    public var versionCount = 0
    /// Versions of which bytes and salt were erased; their leaves hold the chain together.
    public var erasedCount = 0
    public var rowCount = 0
    public var commandCount = 0
    /// Commits that a device signed.
    public var signatureCount = 0
    /// Where the chain ends. An end that was cut off whole shows only against a number and hash noted elsewhere.
    public var end = CommitSealer.ChainEnd.start

    /// The first findings, in the order in which they were made, at most ``findingsMax``.
    public private(set) var findings: [AuditFinding] = []
    /// How many there were.
    public private(set) var findingCount = 0

    public static let findingsMax = 100

    public init() {}

    public var isSound: Bool { findingCount == 0 }

    public mutating func note(_ place: String, _ reason: String) {
        findingCount += 1
        if findings.count < Self.findingsMax { findings.append(AuditFinding(place: place, reason: reason)) }
    }
}

/// Something that is not as it must be.
public struct AuditFinding: Hashable, Sendable, CustomStringConvertible {
    /// A commit by number, or a table and its key: `commit 12`, `row 0190…`, `placement fp:KE of …`.
    public var place: String
    public var reason: String

    public init(place: String, reason: String) {
        self.place = place
        self.reason = reason
    }

    public var description: String { "\(place): \(reason)" }
}
