import CaseProtocol
import ClientCore

/// The accounts of ``FakeServer``: passwords, devices, terms; one code and one invitation that are good.
struct FakeAccounts: Sendable {
    static let code = "K7QM-4R3D-9XWA"
    static let wrong = Problem(.wrongCredentials, "The name or the password is wrong.")
    private static let phone = "R4D3-M7QK"

    var termsVersion: String?
    var passwords: [String: String] = [:]
    private var accepted: [String: Timestamp] = [:]
    private var hasPhone = true

    mutating func check(_ login: LoginRequest) throws {
        guard login.password == passwords[login.user] ?? FakeServer.password else { throw Self.wrong }
        guard let termsVersion, accepted[login.user] == nil else { return }
        guard login.terms == termsVersion else {
            throw Problem(
                .termsNeeded, "There is a privacy notice and terms to accept, version \(termsVersion).", path: "terms",
                allowed: [termsVersion])
        }
        accepted[login.user] = Timestamp("2026-11-21T12:00:00Z")
    }

    mutating func answer(_ request: TransportRequest, by name: String?, at now: Timestamp) throws -> [UInt8] {
        let body = request.body ?? []
        switch request.path {
        case Endpoint.sessions:
            let own = SessionSummary(
                id: "K7QM-4R3D", device: "laptop", signedInAt: now, seenOn: now.day(), isThis: true)
            let phone = SessionSummary(id: Self.phone, device: nil, signedInAt: now, seenOn: nil, isThis: false)
            return try CanonicalJSON.encode(SessionList(sessions: hasPhone ? [phone, own] : [own]))
        case Endpoint.sessionsRevoke:
            let id = try CanonicalJSON.decode(RevokeSessionsRequest.self, from: body).id
            guard id == nil || id == Self.phone && hasPhone else {
                throw Problem(.notFound, "No device is signed in under this id.", path: "id")
            }
            defer { hasPhone = false }
            return try CanonicalJSON.encode(RevokedSessions(count: hasPhone ? 1 : 0))
        case Endpoint.password:
            let change = try CanonicalJSON.decode(ChangePasswordRequest.self, from: body)
            guard let name, change.old == passwords[name] ?? FakeServer.password else { throw Self.wrong }
            passwords[name] = change.new
            return []
        case Endpoint.passwordReset:
            let wanted = try CanonicalJSON.decode(RecoverPasswordRequest.self, from: body)
            guard wanted.code == Self.code else { throw Problem(.codeInvalid, "This code is not good.", path: "code") }
            passwords[wanted.user] = wanted.password
            return []
        case Endpoint.resetCode:
            let wanted = try CanonicalJSON.decode(ResetCodeRequest.self, from: body)
            guard name == "root" else {
                throw Problem(
                    .notPermitted, "Only an administrator who has no part in any case gives out such a code.",
                    allowed: ["sysAdmin"])
            }
            guard wanted.name == "amina" else {
                throw Problem(.notFound, "There is no trader of this name to whom you may give a code.", path: "name")
            }
            return try CanonicalJSON.encode(
                OneTimeCode(code: Self.code, endsAt: Timestamp(milliseconds: now.milliseconds + 86_400_000)))
        case Endpoint.register:
            let wanted = try CanonicalJSON.decode(RegisterRequest.self, from: body)
            guard wanted.invitation == nil || wanted.invitation == Self.code else {
                throw Problem(.codeInvalid, "This code is not good.", path: "code")
            }
            let reply =
                wanted.invitation == nil
                ? RegisterReply(name: wanted.name + "-k7qm", roles: ["complainant:\(wanted.country ?? "KE")"])
                : RegisterReply(name: wanted.name, roles: ["focalPoint:KE"])
            return try CanonicalJSON.encode(reply)
        case Endpoint.terms:
            guard let termsVersion else { throw Problem(.notFound, "This server has no terms.") }
            return try CanonicalJSON.encode(
                Terms(
                    version: termsVersion, text: "We keep your name.\n\nNothing else.\u{1B}[2J\n", since: now,
                    acceptedAt: name.flatMap { accepted[$0] }))
        default: throw Problem(.noRoute, "There is no such address.")
        }
    }
}
