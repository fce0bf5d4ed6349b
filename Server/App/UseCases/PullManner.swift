internal import CaseProtocol

/// What whoever pulls understands.
public struct PullManner: Hashable, Sendable {
    /// Takes a page in gzip. The limit of a page then counts packed bytes, so that more rows fit.
    public var takesGzip: Bool
    /// Takes "nothing new" for an answer instead of a page without lines.
    public var takesNothingNew: Bool

    public init(takesGzip: Bool, takesNothingNew: Bool) {
        self.takesGzip = takesGzip
        self.takesNothingNew = takesNothingNew
    }

    /// A page as it is, always: protocol 1.0.
    public static let plain = PullManner(takesGzip: false, takesNothingNew: false)
}

/// What a pull is answered with.
public enum PullAnswer: Hashable, Sendable {
    /// Nothing came past the cursor, and no outcome waits: the replica goes on with the cursor it has.
    case nothingNew
    /// A page; packed where that was asked for and made it smaller.
    case page([UInt8], isGzip: Bool)
}
