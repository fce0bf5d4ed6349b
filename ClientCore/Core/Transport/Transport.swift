public import CaseProtocol

/// The conversation with a server. Implementations: ``LoopbackTransport`` and `HTTPTransport` (target ClientHTTP).
///
/// Every call throws a ``Problem`` for what the server said, and ``TransportError`` when it could not be asked.
public protocol Transport: Sendable {
    func hello() async throws -> Hello
    func login(_ request: LoginRequest) async throws -> LoginReply
    /// Signs this device out at the server.
    func logout(token: String) async throws
    func digest(_ request: DigestRequest, token: String) async throws -> DigestReply

    /// Asks for a directive to this replica, or says that it was carried out.
    func directive(_ inquiry: DirectiveInquiry) async throws -> DirectiveReply
    /// Hands in what waits, before the replica is erased.
    func rescue(_ request: RescueRequest) async throws -> RescueReply

    /// Asks for a second factor for the account.
    func offerSecondFactor(_ request: SecondFactorRequest, token: String) async throws -> SecondFactorOffer
    /// Makes it count.
    func confirmSecondFactor(_ request: SecondFactorConfirmation, token: String) async throws -> SecondFactorCodes
    func removeSecondFactor(_ request: SecondFactorRequest, token: String) async throws
    /// Names who acts for the officer who asks while they are away.
    func nameAlternate(_ request: AlternateRequest, token: String) async throws -> AlternateReply
    /// The organisations that the account acts for.
    func organisations(token: String) async throws -> OrganisationList
    func makeOrganisation(_ request: MakeOrganisationRequest, token: String) async throws -> OrganisationSummary
    /// Asks for a code with which somebody joins.
    func inviteToOrganisation(_ request: OrganisationInvitationRequest, token: String) async throws -> OneTimeCode
    func joinOrganisation(_ request: JoinOrganisationRequest, token: String) async throws -> OrganisationSummary
    /// Changes who acts for one, and answers it; nothing where whoever asks left it.
    func changeOrganisation(_ request: ChangeOrganisationRequest, token: String) async throws -> OrganisationList
    /// The bytes of a letter under which somebody acts on a case.
    func letter(_ request: LetterRequest, token: String) async throws -> [UInt8]
    /// Reads a case for an auditor.
    func audit(_ request: AuditRequest, token: String) async throws -> AuditedCase
    /// Counts cases for an auditor, an agency or a desk.
    func counts(_ request: CountsRequest, token: String) async throws -> CountsReply
    /// How the published cases stand, for everybody.
    func publicCounts() async throws -> PublicCounts

    /// The devices on which the account is signed in.
    func sessions(token: String) async throws -> SessionList
    func revokeSessions(_ request: RevokeSessionsRequest, token: String) async throws -> RevokedSessions
    /// Takes another password, and signs the account's other devices out.
    func changePassword(_ request: ChangePasswordRequest, token: String) async throws
    /// Takes another password without the old one.
    func recoverPassword(_ request: RecoverPasswordRequest) async throws
    /// Asks for a code with which a trader takes another password; for officers who have no part in any case.
    func giveResetCode(_ request: ResetCodeRequest, token: String) async throws -> OneTimeCode
    func register(_ request: RegisterRequest) async throws -> RegisterReply
    /// The present privacy notice and terms.
    ///
    /// - Parameter token: says who asks, to learn when they accepted it.
    func terms(token: String?) async throws -> Terms

    /// Sends commands, in the way that the server of this conversation understands best.
    func push(_ request: PushRequest, in conversation: Conversation) async throws -> PushAnswer
    /// Asks for a page, in the way that the server of this conversation understands best.
    func pull(_ request: PullRequest, in conversation: Conversation) async throws -> PullAnswer
    /// Asks how much a pull would bring.
    func estimate(_ request: PullRequest, in conversation: Conversation) async throws -> EstimateReply
    /// Waits until a pull from the same place would bring something, `waitSeconds` at most.
    func news(_ inquiry: NewsInquiry, waitSeconds: Int) async throws -> NewsAnswer
}

/// The server could not be asked, or what answered was not one.
public enum TransportError: Error, Hashable, Sendable {
    /// No connection, a time-out, a reset, or an answer that is not Tatua's. The text is a sentence for people.
    case unreachable(String)
    /// The server was reached, and then its answer stopped coming: perhaps the link swallows what is large. The text is a
    /// sentence for people.
    case stalled(String)

    /// What to tell a person.
    public var sentence: String {
        switch self {
        case .unreachable(let sentence), .stalled(let sentence): sentence
        }
    }
}

/// A request as any transport carries it.
public struct TransportRequest: Hashable, Sendable {
    /// One of ``Endpoint``.
    public var path: String
    /// Sent as `Authorization: Bearer …`.
    public var token: String?
    /// Sent as ``ProtocolVersion/headerName``.
    public var proto: String
    /// JSON, sent with POST; `nil` makes it a GET.
    public var body: [UInt8]?
    /// Whether the server is known to take the body in gzip. ``body`` itself is never packed.
    public var mayPackBody: Bool

    /// Puts a request together.
    public init(path: String, token: String?, proto: String, body: [UInt8]?, mayPackBody: Bool = false) {
        self.path = path
        self.token = token
        self.proto = proto
        self.body = body
        self.mayPackBody = mayPackBody
    }
}

/// An answer as any transport carries it.
public struct TransportReply: Hashable, Sendable {
    /// An HTTP status.
    public var status: Int
    /// JSON, or lines of it; unpacked.
    public var body: [UInt8]
    /// The headers that mean something here (``names``), by their name in small letters.
    public var headers: [String: String]

    /// Which headers are looked at.
    public static let names = ["date", "retry-after", "sync-acked", "sync-backoff"]

    /// Puts an answer together.
    public init(status: Int, body: [UInt8], headers: [String: String] = [:]) {
        self.status = status
        self.body = body
        self.headers = headers
        bytesCarried = body.count
    }

    /// What the body took on the way, in bytes; less than ``body`` when it came packed.
    public var bytesCarried: Int

    /// Whether an answer without words is the server's to a request that named `acked`: any machine on the way can send a
    /// 204, as sign-in pages of networks do.
    func isAnswer(acked: Int) -> Bool { headers["sync-acked"] == String(acked) }
}
