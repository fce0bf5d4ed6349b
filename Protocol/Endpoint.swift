/// The addresses of the server, each spelled once.
public enum Endpoint {
    public static let hello = "/sync/v1/hello"
    public static let push = "/sync/v1/push"
    public static let pull = "/sync/v1/pull"
    /// Answers when a pull would bring something: `?cursor=…&acked=…&wait=<seconds, 55 at most>` (since 1.1).
    public static let news = "/sync/v1/news"
    /// Beside status 204 of a pull or of news: `acked` of the request, so that no other machine's 204 is taken for it.
    public static let ackedHeader = "Sync-Acked"
    /// Tells how much a pull would bring (since 1.1).
    public static let estimate = "/sync/v1/estimate"
    /// What every address of the conversation with replicas begins with.
    public static let syncPrefix = "/sync/"
    /// Digests of what a person sees (``DigestRequest``); since 1.1.
    public static let digest = "/sync/v1/digest"
    /// Bytes of evidence, by ``BlobID/hex``: `HEAD` asks how far an own upload came, `PATCH` goes on with it, `GET` reads.
    public static let blobs = "/sync/v1/blobs"
    /// Asks for a directive to a replica (``DirectiveInquiry``), and hands in what it holds before it is erased. Since 1.1.
    public static let directive = "/sync/v1/directive"
    public static let rescue = "/sync/v1/rescue"
    public static let login = "/v1/login"
    public static let logout = "/v1/logout"
    /// The second factor of the account that asks: begin (``SecondFactorRequest``), confirm, remove. Since 1.1.
    public static let secondFactor = "/v1/account/second-factor"
    public static let secondFactorConfirm = "/v1/account/second-factor/confirm"
    public static let secondFactorRemove = "/v1/account/second-factor/remove"
    /// The devices of the account that asks (`GET`), and signing them out (``RevokeSessionsRequest``). Since 1.1.
    public static let sessions = "/v1/account/sessions"
    public static let sessionsRevoke = "/v1/account/sessions/revoke"
    /// Another password by its owner (``ChangePasswordRequest``), and without the old one (``RecoverPasswordRequest``). Since 1.1.
    public static let password = "/v1/account/password"
    public static let passwordReset = "/v1/password/reset"
    /// A code for another password of a trader, by an officer who has no part in any case (``ResetCodeRequest``). Since 1.1.
    public static let resetCode = "/v1/account/reset-code"
    /// Makes an account (``RegisterRequest``). Since 1.1.
    public static let register = "/v1/register"
    /// The present privacy notice and terms, for everybody. Since 1.1.
    public static let terms = "/v1/terms"
    /// Names who acts for the officer that asks while they are away (``AlternateRequest``). Since 1.1.
    public static let alternate = "/v1/account/alternate"
    /// The organisations that the account acts for (`GET`), and making one (``MakeOrganisationRequest``). Since 1.1.
    public static let organisations = "/v1/organisations"
    /// Codes with which people join one (``OrganisationInvitationRequest``), joining, and changing who acts for it. Since 1.1.
    public static let organisationInvite = "/v1/organisations/invite"
    public static let organisationJoin = "/v1/organisations/join"
    public static let organisationChange = "/v1/organisations/change"
    /// The letter under which somebody acts on a case (``LetterRequest``), for whoever sees who complains. Since 1.1.
    public static let organisationLetter = "/v1/organisations/letter"
    /// Reads a case for an auditor, and keeps that they did (``AuditRequest``). Since 1.1.
    public static let audit = "/v1/audit"
    /// Counts cases for an auditor, on record, or for a desk or an agency its own (``CountsRequest``). Since 1.1.
    public static let counts = "/v1/counts"
    /// Published cards, for everybody: `?after=<number>&limit=<1…200>`.
    public static let publicCards = "/public/v1/cards"
    /// How the published cases stand (``PublicCounts``), for everybody. Since 1.1.
    public static let publicCounts = "/public/v1/counts"
    public static let health = "/health"
    /// Whether the program lives, and whether it can do its work; for whatever starts and watches it.
    public static let live = "/healthz"
    public static let ready = "/readyz"
    public static let metrics = "/metrics"
    /// The administrator's verbs of a running server; answers only to the token in its data directory.
    public static let adminAddUser = "/admin/v1/users"
    public static let adminListUsers = "/admin/v1/users/list"
    public static let adminChangeUser = "/admin/v1/users/change"
    public static let adminResetPassword = "/admin/v1/password"
    public static let adminForgetFactor = "/admin/v1/second-factor/forget"
    public static let adminUserSessions = "/admin/v1/users/sessions"
    public static let adminRevokeUser = "/admin/v1/users/revoke"
    public static let adminResetCode = "/admin/v1/users/reset-code"
    public static let adminInvite = "/admin/v1/users/invite"
    public static let adminTerms = "/admin/v1/terms"
    public static let adminUserTerms = "/admin/v1/users/terms"
    public static let adminListOrganisations = "/admin/v1/organisations/list"
    public static let adminChangeOrganisation = "/admin/v1/organisations/change"
    public static let adminSuspendOrganisation = "/admin/v1/organisations/suspend"
    public static let adminSettings = "/admin/v1/settings"
    public static let adminWipe = "/admin/v1/users/wipe"
    public static let adminHold = "/admin/v1/hold"
    public static let adminErase = "/admin/v1/erase"
    public static let adminErasePerson = "/admin/v1/users/erase"
    /// Lists what was erased, and erases again what a restore brought back (``ErasuresRequest``).
    public static let adminErasures = "/admin/v1/erasures"
    public static let adminRetention = "/admin/v1/retention"
    public static let adminImport = "/admin/v1/import"
    public static let adminLoad = "/admin/v1/catalogue"
    public static let adminMigrate = "/admin/v1/migrate"
    public static let adminRecount = "/admin/v1/recount"
    public static let adminEpoch = "/admin/v1/epoch"
    public static let adminBundle = "/admin/v1/bundle"
    public static let adminBackup = "/admin/v1/backup"
}

/// Explicit limits, sent in ``Hello``.
public struct Limits: Hashable, Sendable, Codable {
    /// The largest request body, in bytes.
    public var bodyBytesMax: Int
    /// The most commands of one push.
    public var pushCommandsMax: Int
    /// The size at which the server ends a page of a pull, in bytes; a single row may exceed it.
    public var pageBytesMax: Int
    /// The longest text field, in UTF-8 bytes.
    public var textBytesMax: Int
    /// Of evidence; `nil` from a server of version 1.0, which takes none.
    public var blobs: BlobLimits?

    public init(
        bodyBytesMax: Int, pushCommandsMax: Int, pageBytesMax: Int, textBytesMax: Int, blobs: BlobLimits? = nil
    ) {
        self.bodyBytesMax = bodyBytesMax
        self.pushCommandsMax = pushCommandsMax
        self.pageBytesMax = pageBytesMax
        self.textBytesMax = textBytesMax
        self.blobs = blobs
    }

    public static let standard = Limits(
        bodyBytesMax: 1_048_576, pushCommandsMax: 200, pageBytesMax: 32_768, textBytesMax: 20_000, blobs: .standard)
}
