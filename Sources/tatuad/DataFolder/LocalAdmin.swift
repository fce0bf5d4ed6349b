import CaseProtocol
import Server

/// Does the administrator's verbs on the store itself, while no server runs on it.
struct LocalAdmin: AdminChannel {
    let core: ServerCore

    func addUser(_ request: AddUserRequest) async throws { _ = try await core.addUser(request) }

    func resetPassword(_ request: ResetPasswordRequest) async throws { try await core.resetPassword(request) }

    func users() async throws -> UserList { try await core.users() }

    func changeUser(_ request: ChangeUserRequest) async throws { try await core.changeUser(request) }

    func forgetSecondFactor(_ request: ForgetFactorRequest) async throws { try await core.forgetSecondFactor(request) }

    func sessions(of request: UserSessionsRequest) async throws -> SessionList { try await core.sessions(of: request) }

    func revokeUser(_ request: RevokeUserRequest) async throws -> RevokedSessions {
        try await core.revokeUser(request)
    }

    func makeResetCode(_ request: ResetCodeRequest) async throws -> OneTimeCode {
        try await core.makeResetCode(request)
    }

    func invite(_ request: InviteRequest) async throws -> OneTimeCode { try await core.invite(request) }

    func organisations() async throws -> OrganisationList { try await core.organisations() }

    func suspendOrganisation(_ request: SuspendOrganisationRequest) async throws -> OrganisationSummary {
        try await core.suspendOrganisation(request)
    }

    func changeOrganisation(_ request: ChangeOrganisationRequest) async throws -> OrganisationSummary {
        try await core.changeOrganisation(request)
    }

    func loadTerms(_ request: LoadTermsRequest) async throws -> Terms { try await core.loadTerms(request) }

    func terms() async throws -> Terms { try await core.terms(for: nil) }

    func acceptances(of request: UserSessionsRequest) async throws -> TermsAcceptances {
        try await core.acceptances(of: request)
    }

    func settings() async throws -> ServerSettings { try await core.settings() }

    func changeSetting(_ request: ChangeSettingRequest) async throws -> ServerSettings {
        try await core.changeSetting(request)
    }
    func wipe(_ request: WipeRequest) async throws { try await core.orderWipe(request) }

    func hold(_ request: HoldRequest) async throws -> HoldList { try await core.hold(request) }

    func erase(_ request: EraseRequest) async throws -> PlanReport<ErasurePlan> { try await core.erase(request) }

    func erasePerson(_ request: ErasePersonRequest) async throws -> PlanReport<PersonErasurePlan> {
        try await core.erasePerson(request)
    }

    func erasures(_ request: ErasuresRequest) async throws -> PlanReport<ErasuresPlan> {
        try await core.erasures(request)
    }

    func retention(_ request: RetentionRequest) async throws -> PlanReport<RetentionPlan> {
        try await core.retention(request)
    }

    func load(_ item: CatalogueItem) async throws -> CatalogueReport { try await core.load(item) }

    func migrate(_ request: MigrationRequest) async throws -> PlanReport<MigrationPlan> {
        try await core.migrate(request)
    }

    func recount(_ request: RecountRequest) async throws -> PlanReport<RecountPlan> { try await core.recount(request) }

    func work(on work: BundleWork) async throws -> BundleReport { try await core.work(on: work) }

    func importComplaints(_ request: ImportRequest) async throws -> ImportReport {
        try await core.importComplaints(request)
    }

    func rotateEpoch() async throws -> String { try await core.rotateEpoch() }

    func backUp(to folder: String) async throws -> BackupManifest { try await core.backUp(to: folder) }
}
