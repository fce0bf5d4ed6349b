import AsyncHTTPClient
import CaseCrypto
import CaseProtocol
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Server

/// Hands the administrator's verbs to a running server over loopback.
struct RemoteAdmin: AdminChannel {
    private let address: ServerAddress
    private static let replyBytesMax = 64 * 1_048_576

    /// A certificate names the host that devices know, not this machine's loopback: who answers there is told by the
    /// token, which only the server and the owner of the data folder have, and which another program learns nothing from.
    private static let client: HTTPClient = {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        return HTTPClient(configuration: HTTPClient.Configuration(tlsConfiguration: tls))
    }()

    init(_ address: ServerAddress) { self.address = address }

    /// Itself, if the server answers: the address of a server that was killed stays behind.
    func ifAnswering() async -> RemoteAdmin? {
        let request = HTTPClientRequest(url: address.url + Endpoint.health)
        // A server that does not answer is one that is starting or gone: the caller asks again.
        guard let reply = try? await Self.client.execute(request, timeout: .seconds(2)) else { return nil }
        return reply.status == .ok ? self : nil
    }

    func addUser(_ request: AddUserRequest) async throws {
        _ = try await post(Endpoint.adminAddUser, request)
    }

    func resetPassword(_ request: ResetPasswordRequest) async throws {
        _ = try await post(Endpoint.adminResetPassword, request)
    }

    func users() async throws -> UserList {
        try CanonicalJSON.decode(UserList.self, from: try await get(Endpoint.adminListUsers))
    }

    func changeUser(_ request: ChangeUserRequest) async throws {
        _ = try await post(Endpoint.adminChangeUser, request)
    }

    func forgetSecondFactor(_ request: ForgetFactorRequest) async throws {
        _ = try await post(Endpoint.adminForgetFactor, request)
    }

    func sessions(of request: UserSessionsRequest) async throws -> SessionList {
        try CanonicalJSON.decode(SessionList.self, from: try await post(Endpoint.adminUserSessions, request))
    }

    func revokeUser(_ request: RevokeUserRequest) async throws -> RevokedSessions {
        try CanonicalJSON.decode(RevokedSessions.self, from: try await post(Endpoint.adminRevokeUser, request))
    }

    func makeResetCode(_ request: ResetCodeRequest) async throws -> OneTimeCode {
        try CanonicalJSON.decode(OneTimeCode.self, from: try await post(Endpoint.adminResetCode, request))
    }

    func invite(_ request: InviteRequest) async throws -> OneTimeCode {
        try CanonicalJSON.decode(OneTimeCode.self, from: try await post(Endpoint.adminInvite, request))
    }

    func organisations() async throws -> OrganisationList {
        try CanonicalJSON.decode(OrganisationList.self, from: try await get(Endpoint.adminListOrganisations))
    }

    func suspendOrganisation(_ request: SuspendOrganisationRequest) async throws -> OrganisationSummary {
        try CanonicalJSON.decode(
            OrganisationSummary.self, from: try await post(Endpoint.adminSuspendOrganisation, request))
    }

    func changeOrganisation(_ request: ChangeOrganisationRequest) async throws -> OrganisationSummary {
        try CanonicalJSON.decode(
            OrganisationSummary.self, from: try await post(Endpoint.adminChangeOrganisation, request))
    }

    func loadTerms(_ request: LoadTermsRequest) async throws -> Terms {
        try CanonicalJSON.decode(Terms.self, from: try await post(Endpoint.adminTerms, request))
    }

    func terms() async throws -> Terms {
        // Read without a token: the administrator's is not a person's.
        let request = HTTPClientRequest(url: address.url + Endpoint.terms)
        return try CanonicalJSON.decode(Terms.self, from: try await accepted(request))
    }

    func acceptances(of request: UserSessionsRequest) async throws -> TermsAcceptances {
        try CanonicalJSON.decode(TermsAcceptances.self, from: try await post(Endpoint.adminUserTerms, request))
    }

    func settings() async throws -> ServerSettings {
        try CanonicalJSON.decode(ServerSettings.self, from: try await get(Endpoint.adminSettings))
    }

    func changeSetting(_ request: ChangeSettingRequest) async throws -> ServerSettings {
        try CanonicalJSON.decode(ServerSettings.self, from: try await post(Endpoint.adminSettings, request))
    }
    func wipe(_ request: WipeRequest) async throws { _ = try await post(Endpoint.adminWipe, request) }

    func hold(_ request: HoldRequest) async throws -> HoldList {
        try CanonicalJSON.decode(HoldList.self, from: try await post(Endpoint.adminHold, request))
    }

    func erase(_ request: EraseRequest) async throws -> PlanReport<ErasurePlan> {
        try CanonicalJSON.decode(PlanReport<ErasurePlan>.self, from: try await post(Endpoint.adminErase, request))
    }

    func erasePerson(_ request: ErasePersonRequest) async throws -> PlanReport<PersonErasurePlan> {
        try CanonicalJSON.decode(
            PlanReport<PersonErasurePlan>.self, from: try await post(Endpoint.adminErasePerson, request))
    }

    func erasures(_ request: ErasuresRequest) async throws -> PlanReport<ErasuresPlan> {
        try CanonicalJSON.decode(PlanReport<ErasuresPlan>.self, from: try await post(Endpoint.adminErasures, request))
    }

    func retention(_ request: RetentionRequest) async throws -> PlanReport<RetentionPlan> {
        try CanonicalJSON.decode(
            PlanReport<RetentionPlan>.self, from: try await post(Endpoint.adminRetention, request))
    }

    func load(_ item: CatalogueItem) async throws -> CatalogueReport {
        try CanonicalJSON.decode(CatalogueReport.self, from: try await post(Endpoint.adminLoad, item))
    }

    func migrate(_ request: MigrationRequest) async throws -> PlanReport<MigrationPlan> {
        try CanonicalJSON.decode(PlanReport<MigrationPlan>.self, from: try await post(Endpoint.adminMigrate, request))
    }

    func recount(_ request: RecountRequest) async throws -> PlanReport<RecountPlan> {
        try CanonicalJSON.decode(PlanReport<RecountPlan>.self, from: try await post(Endpoint.adminRecount, request))
    }

    func work(on work: BundleWork) async throws -> BundleReport {
        try CanonicalJSON.decode(BundleReport.self, from: try await post(Endpoint.adminBundle, work))
    }

    func importComplaints(_ request: ImportRequest) async throws -> ImportReport {
        try CanonicalJSON.decode(ImportReport.self, from: try await post(Endpoint.adminImport, request))
    }

    func rotateEpoch() async throws -> String {
        let reply = try JSONValue(parsing: try await post(Endpoint.adminEpoch, JSONValue.object([:])))
        return reply.object?["epoch"]?.string ?? ""
    }

    /// Asks until it is done: a copy may take longer than a connection is kept.
    func backUp(to folder: String) async throws -> BackupManifest {
        let request = BackupRequest(id: try SecureRandom.token(), to: folder)
        while true {
            let reply = try await post(Endpoint.adminBackup, request)
            if let made = try CanonicalJSON.decode(BackupProgress.self, from: reply).manifest { return made }
        }
    }

    private func get(_ path: String) async throws -> [UInt8] {
        try await answer(to: HTTPClientRequest(url: address.url + path))
    }

    private func post(_ path: String, _ body: some Encodable) async throws -> [UInt8] {
        var request = HTTPClientRequest(url: address.url + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: try CanonicalJSON.encode(body)))
        return try await answer(to: request)
    }

    /// What the server answers to the administrator, when it says yes.
    private func answer(to request: HTTPClientRequest) async throws -> [UInt8] {
        var request = request
        request.headers.add(name: "Authorization", value: "Bearer \(address.token)")
        return try await accepted(request)
    }

    private func accepted(_ request: HTTPClientRequest) async throws -> [UInt8] {
        let (status, bytes) = try await exchange(request)
        guard status < 300 else {
            guard let problem = try? CanonicalJSON.decode(Problem.self, from: bytes) else {
                throw Problem(.internal, "The running server answered with status \(status).")
            }
            throw problem
        }
        return bytes
    }

    /// Sends a request; answers with the status and the whole body.
    private func exchange(_ request: HTTPClientRequest) async throws -> (status: UInt, body: [UInt8]) {
        do {
            let reply = try await Self.client.execute(request, timeout: .minutes(10))
            let body = try await reply.body.collect(upTo: Self.replyBytesMax)
            return (reply.status.code, Array(body.readableBytesView))
        } catch let error as CancellationError {
            throw error
        } catch let error as HTTPClientError where error == .deadlineExceeded {
            throw Problem(.busy, "The running server at \(address.url) did not answer within 10 minutes.")
        } catch {
            // Whatever the network library calls it: the server answered a moment ago, and does not now.
            throw Problem(.busy, "The running server at \(address.url) stopped answering.")
        }
    }
}
