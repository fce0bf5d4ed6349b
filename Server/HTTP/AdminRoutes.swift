internal import CaseCrypto
internal import CaseProtocol
internal import HTTPTypes
internal import Hummingbird
internal import Server

/// The administrator's verbs, and the counters, which tell how much happens here. To anybody without the administrator's
/// token there is nothing at these addresses.
struct AdminRoutes {
    /// The most bytes of a request: lines of an import.
    static let bytesMax = 8_388_608

    let core: ServerCore
    /// `nil` switches these routes off.
    let token: String?
    /// Opens the counters alone: for a program that reads them and lives longer than ``token``.
    let metricsToken: String?

    func add(to router: Router<ServerContext>) {
        router.get(RouterPath(Endpoint.metrics)) { request, _ in
            guard isSent(metricsToken, request) || isSent(token, request) else { throw Problem.noRoute }
            return Response.bytes(Array(try await core.metrics().utf8), type: "text/plain; version=0.0.4")
        }
        router.post(RouterPath(Endpoint.adminAddUser)) { request, _ in
            try check(request)
            try await core.addUser(try await request.message(AddUserRequest.self, bytesMax: Self.bytesMax))
            return Response.bytes([], type: "application/json", status: .noContent)
        }
        router.post(RouterPath(Endpoint.adminResetPassword)) { request, _ in
            try check(request)
            try await core.resetPassword(try await request.message(ResetPasswordRequest.self, bytesMax: Self.bytesMax))
            return Response.bytes([], type: "application/json", status: .noContent)
        }
        router.get(RouterPath(Endpoint.adminListUsers)) { request, _ in
            try check(request)
            return try Response.json(try await core.users())
        }
        router.post(RouterPath(Endpoint.adminChangeUser)) { request, _ in
            try check(request)
            try await core.changeUser(try await request.message(ChangeUserRequest.self, bytesMax: Self.bytesMax))
            return Response.bytes([], type: "application/json", status: .noContent)
        }
        router.post(RouterPath(Endpoint.adminForgetFactor)) { request, _ in
            try check(request)
            let wanted = try await request.message(ForgetFactorRequest.self, bytesMax: Self.bytesMax)
            try await core.forgetSecondFactor(wanted)
            return Response.bytes([], type: "application/json", status: .noContent)
        }
        addAccounts(to: router)
        router.post(RouterPath(Endpoint.adminWipe)) { request, _ in
            try check(request)
            let wipe = try await request.message(WipeRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(DirectiveReply(wipe: try await core.orderWipe(wipe)))
        }
        router.post(RouterPath(Endpoint.adminHold)) { request, _ in
            try check(request)
            return try Response.json(
                try await core.hold(try await request.message(HoldRequest.self, bytesMax: Self.bytesMax)))
        }
        router.post(RouterPath(Endpoint.adminErase)) { request, _ in
            try check(request)
            return try Response.json(
                try await core.erase(try await request.message(EraseRequest.self, bytesMax: Self.bytesMax)))
        }
        router.post(RouterPath(Endpoint.adminErasePerson)) { request, _ in
            try check(request)
            let wanted = try await request.message(ErasePersonRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.erasePerson(wanted))
        }
        router.post(RouterPath(Endpoint.adminErasures)) { request, _ in
            try check(request)
            return try Response.json(
                try await core.erasures(try await request.message(ErasuresRequest.self, bytesMax: Self.bytesMax)))
        }
        router.post(RouterPath(Endpoint.adminRetention)) { request, _ in
            try check(request)
            return try Response.json(
                try await core.retention(try await request.message(RetentionRequest.self, bytesMax: Self.bytesMax)))
        }
        router.post(RouterPath(Endpoint.adminLoad)) { request, _ in
            try check(request)
            let item = try await request.message(CatalogueItem.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.load(item))
        }
        router.post(RouterPath(Endpoint.adminMigrate)) { request, _ in
            try check(request)
            let wanted = try await request.message(MigrationRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.migrate(wanted))
        }
        router.post(RouterPath(Endpoint.adminRecount)) { request, _ in
            try check(request)
            let wanted = try await request.message(RecountRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.recount(wanted))
        }
        router.post(RouterPath(Endpoint.adminEpoch)) { request, _ in
            try check(request)
            return try Response.json(JSONValue.object(["epoch": .string(try await core.rotateEpoch())]))
        }
        router.post(RouterPath(Endpoint.adminBundle)) { request, _ in
            try check(request)
            let wanted = try await request.message(BundleWork.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.work(on: wanted))
        }
        router.post(RouterPath(Endpoint.adminBackup)) { request, _ in
            try check(request)
            let wanted = try await request.message(BackupRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.backUp(wanted))
        }
        router.post(RouterPath(Endpoint.adminImport)) { request, _ in
            try check(request)
            let lines = try await request.message(ImportRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.importComplaints(lines))
        }
    }

    private func addAccounts(to router: Router<ServerContext>) {
        router.post(RouterPath(Endpoint.adminUserSessions)) { request, _ in
            try check(request)
            let wanted = try await request.message(UserSessionsRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.sessions(of: wanted))
        }
        router.post(RouterPath(Endpoint.adminRevokeUser)) { request, _ in
            try check(request)
            let wanted = try await request.message(RevokeUserRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.revokeUser(wanted))
        }
        router.post(RouterPath(Endpoint.adminResetCode)) { request, _ in
            try check(request)
            let wanted = try await request.message(ResetCodeRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.makeResetCode(wanted))
        }
        router.post(RouterPath(Endpoint.adminInvite)) { request, _ in
            try check(request)
            let wanted = try await request.message(InviteRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.invite(wanted))
        }
        router.get(RouterPath(Endpoint.adminListOrganisations)) { request, _ in
            try check(request)
            return try Response.json(try await core.organisations())
        }
        router.post(RouterPath(Endpoint.adminSuspendOrganisation)) { request, _ in
            try check(request)
            let wanted = try await request.message(SuspendOrganisationRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.suspendOrganisation(wanted))
        }
        router.post(RouterPath(Endpoint.adminChangeOrganisation)) { request, _ in
            try check(request)
            let wanted = try await request.message(ChangeOrganisationRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.changeOrganisation(wanted))
        }
        router.post(RouterPath(Endpoint.adminTerms)) { request, _ in
            try check(request)
            let wanted = try await request.message(LoadTermsRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.loadTerms(wanted))
        }
        router.post(RouterPath(Endpoint.adminUserTerms)) { request, _ in
            try check(request)
            let wanted = try await request.message(UserSessionsRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.acceptances(of: wanted))
        }
        router.get(RouterPath(Endpoint.adminSettings)) { request, _ in
            try check(request)
            return try Response.json(try await core.settings())
        }
        router.post(RouterPath(Endpoint.adminSettings)) { request, _ in
            try check(request)
            let wanted = try await request.message(ChangeSettingRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.changeSetting(wanted))
        }
    }

    /// Compares digests, which are of one length, in constant time.
    private func isSent(_ token: String?, _ request: Request) -> Bool {
        guard let token, let sent = request.bearerToken else { return false }
        return equalInConstantTime(ServerCore.hash(sent), ServerCore.hash(token))
    }

    private func check(_ request: Request) throws(Problem) {
        guard isSent(token, request) else { throw .noRoute }
    }
}
