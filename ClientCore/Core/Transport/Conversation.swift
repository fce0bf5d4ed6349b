public import CaseProtocol

/// For whom a replica speaks with a server, and what that server said it understands.
public struct Conversation: Hashable, Sendable {
    /// Of the person who is signed in.
    public var token: String
    /// What the server last said of itself; `nil` while it has not been asked.
    public var hello: Hello?

    /// A conversation with a server of which `hello` is known.
    public init(token: String, hello: Hello? = nil) {
        self.token = token
        self.hello = hello
    }

    /// Whether a push may ask for a page beside its reply.
    public var pullsWithPush: Bool { hello.map { $0.proto.max >= .withNothingNew } ?? false }

    /// Whether the server takes request bodies in gzip.
    public var takesGzip: Bool { hello?.features.contains(Feature.gzip) ?? false }
}

/// What a push was answered with.
public struct PushAnswer: Hashable, Sendable {
    /// What became of the commands, as a hint.
    public var reply: PushReply
    /// The page that was asked for in the same request, perhaps damaged; `nil` when none came.
    public var page: [UInt8]?
    /// After how many seconds the server asks to be spoken to again; `nil` when it does not say.
    public var waitSeconds: Int?

    /// Puts an answer together.
    public init(reply: PushReply, page: [UInt8]? = nil, waitSeconds: Int? = nil) {
        self.reply = reply
        self.page = page
        self.waitSeconds = waitSeconds
    }
}

/// What a pull was answered with.
public struct PullAnswer: Hashable, Sendable {
    /// What came.
    public enum Content: Hashable, Sendable {
        /// The bytes of a page, perhaps cut or damaged; see ``PullPage``.
        case page([UInt8])
        /// Nothing past the cursor, at the moment that the server's clock showed.
        case nothingNew(asOf: Timestamp?)
    }

    /// What came.
    public var content: Content
    /// What the answer's body took on the way, in bytes.
    public var bytesCarried = 0
    /// After how many seconds the server asks to be spoken to again; `nil` when it does not say.
    public var waitSeconds: Int?

    /// Puts an answer together.
    public init(_ content: Content, waitSeconds: Int? = nil) {
        self.content = content
        self.waitSeconds = waitSeconds
    }
}

/// From where in the data somebody asks whether there is anything new; read once, so that the replica need not be held
/// while the server keeps its answer back.
public struct NewsInquiry: Hashable, Sendable {
    /// Which copy of the data asks.
    public var replica: ReplicaID
    /// Where its next pull would begin.
    public var cursor: String
    /// The highest number whose outcome it has.
    public var acked: Int
    /// For whom it speaks.
    public var conversation: Conversation

    /// Puts it together.
    public init(replica: ReplicaID, cursor: String, acked: Int, conversation: Conversation) {
        self.replica = replica
        self.cursor = cursor
        self.acked = acked
        self.conversation = conversation
    }
}
