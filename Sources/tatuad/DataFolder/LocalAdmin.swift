import CaseProtocol
import Server

/// Does the administrator's verbs on the store itself, while no server runs on it.
struct LocalAdmin: AdminChannel {
    let core: ServerCore

    func addUser(_ request: AddUserRequest) async throws { _ = try await core.addUser(request) }

    func resetPassword(_ request: ResetPasswordRequest) async throws { try await core.resetPassword(request) }

    func importComplaints(_ request: ImportRequest) async throws -> ImportReport {
        try await core.importComplaints(request)
    }
}
