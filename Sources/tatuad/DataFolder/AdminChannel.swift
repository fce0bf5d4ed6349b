import CaseProtocol
import Server

/// The administrator's verbs, done here or by the server that runs on the folder.
protocol AdminChannel: Sendable {
    func addUser(_ request: AddUserRequest) async throws
    func resetPassword(_ request: ResetPasswordRequest) async throws
    func users() async throws -> UserList
    func changeUser(_ request: ChangeUserRequest) async throws
    func forgetSecondFactor(_ request: ForgetFactorRequest) async throws
    func sessions(of request: UserSessionsRequest) async throws -> SessionList
    func revokeUser(_ request: RevokeUserRequest) async throws -> RevokedSessions
    func makeResetCode(_ request: ResetCodeRequest) async throws -> OneTimeCode
    func invite(_ request: InviteRequest) async throws -> OneTimeCode
    func organisations() async throws -> OrganisationList
    func suspendOrganisation(_ request: SuspendOrganisationRequest) async throws -> OrganisationSummary
    func changeOrganisation(_ request: ChangeOrganisationRequest) async throws -> OrganisationSummary
    func loadTerms(_ request: LoadTermsRequest) async throws -> Terms
    /// The present ones.
    func terms() async throws -> Terms
    func acceptances(of request: UserSessionsRequest) async throws -> TermsAcceptances
    func settings() async throws -> ServerSettings
    func changeSetting(_ request: ChangeSettingRequest) async throws -> ServerSettings
    func wipe(_ request: WipeRequest) async throws
    func hold(_ request: HoldRequest) async throws -> HoldList
    func erase(_ request: EraseRequest) async throws -> PlanReport<ErasurePlan>
    func erasePerson(_ request: ErasePersonRequest) async throws -> PlanReport<PersonErasurePlan>
    func erasures(_ request: ErasuresRequest) async throws -> PlanReport<ErasuresPlan>
    func retention(_ request: RetentionRequest) async throws -> PlanReport<RetentionPlan>
    func load(_ item: CatalogueItem) async throws -> CatalogueReport
    func migrate(_ request: MigrationRequest) async throws -> PlanReport<MigrationPlan>
    func recount(_ request: RecountRequest) async throws -> PlanReport<RecountPlan>
    func work(on work: BundleWork) async throws -> BundleReport
    func importComplaints(_ request: ImportRequest) async throws -> ImportReport
    /// Gives the history another name, and answers it.
    func rotateEpoch() async throws -> String
    /// Makes a backup in a new folder, by its absolute path.
    func backUp(to folder: String) async throws -> BackupManifest
}

extension DataFolder {
    /// How long a verb waits for a server that holds the folder but has not said yet where it answers.
    private static let patience: Duration = .seconds(15)

    /// Runs `body` with the server that runs on this folder or, where none does, with the store itself.
    func withAdmin<Value>(_ body: (any AdminChannel) async throws -> Value) async throws -> Value {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            if let lock = try lock() {
                defer { withExtendedLifetime(lock) {} }
                return try await body(LocalAdmin(core: try await ServerParts(self).core))
            }
            if let address = serverAddress(), let channel = await RemoteAdmin(address).ifAnswering() {
                return try await body(channel)
            }
            guard ContinuousClock.now < deadline else {
                throw Problem(
                    .busy, "Another tatuad holds \(path) but does not answer. End it, or wait until it is done.")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
