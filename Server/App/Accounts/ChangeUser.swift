public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Gives somebody other roles, suspends them or lets them in again. They are signed out everywhere: what their devices
    /// hold and may no longer see leaves with the next sync after they sign in, and what waits in their outboxes stays.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound`` for a name that nobody has; one naming the roles.
    public func changeUser(_ request: ChangeUserRequest) async throws {
        let appointments = try request.roles.map { try AccountRules.appointments($0) }
        let now = clock.now()
        let performer = performer(try await identity())
        let changed: UserID? = try await store.write { transaction in
            guard var account = try transaction.namedAccount(request.name) else {
                throw Problem(.notFound, "There is no account with this name.", path: "name")
            }
            let before = account
            if let appointments {
                account.appointments = appointments
                FactorDuty.note(&account, at: now)
            }
            // Nobody acts in an office that its holder has no more.
            if appointments != nil || request.isSuspended == true {
                try Self.endAlternates(
                    of: account.id, except: account.id, at: now, by: performer, in: transaction)
            }
            if let isSuspended = request.isSuspended {
                account.suspendedAt = isSuspended ? account.suspendedAt ?? now : nil
            }
            guard account != before else { return nil }
            try transaction.put(account)
            _ = try transaction.append(
                AccountDraft(account, command: "account.change").draft(at: now, in: transaction))
            try transaction.revokeDevices(of: account.id)
            if appointments != nil {
                try Self.endUnsealings(of: account.id, at: now, by: performer, in: transaction)
                try Self.endOffices(of: account, at: now, by: performer, in: transaction)
            }
            return account.id
        }
        guard let user = changed else { return }
        counters.commits(1)
        log.notice("an account was changed", metadata: ["user": "\(user)"])
    }

    /// Who complained was told to the holder of an office; whoever holds another asks again.
    ///
    /// - Parameter officer: for whom they acted when they asked, where only that ends.
    static func endUnsealings(
        of user: UserID, actingFor officer: UserID? = nil, at now: Timestamp, by performer: PerformCommand,
        in transaction: any CaseTransaction
    ) throws {
        let sealed = try transaction.placements(in: .user(user), touchedAfter: 0)
            .filter { $0.to == nil && $0.compartment.confidentiality == .sealed }
        for caseID in Set(sealed.compactMap(\.compartment.caseID)).sorted() {
            let state = CaseState(caseID: caseID, rows: try transaction.rows(of: caseID))
            for act in closings(of: user, actingFor: officer, in: state) {
                _ = try performer.perform(.act(act), bySystemAt: now, in: transaction)
            }
        }
    }

    /// What was given to somebody by name in an office that they no longer hold: whoever holds it gets it anew.
    private static func endOffices(
        of account: Account, at now: Timestamp, by performer: PerformCommand, in transaction: any CaseTransaction
    ) throws {
        let open = try transaction.placements(in: .user(account.id), touchedAfter: 0).filter { $0.to == nil }
        for caseID in Set(open.compactMap(\.compartment.caseID)).sorted() {
            let state = CaseState(caseID: caseID, rows: try transaction.rows(of: caseID))
            guard let act = officeEnd(of: account.id, holding: account.appointments, in: state) else { continue }
            _ = try performer.perform(.act(act), bySystemAt: now, in: transaction)
        }
    }

    /// All accounts that have a name, by it.
    public func users() async throws -> UserList {
        let settings = try await accountSettings()
        return UserList(
            users: try await store.read { snapshot in
                try snapshot.accounts().filter { !$0.isNameless }.map { account in
                    let factor = try snapshot.secondFactor(of: account.id)
                    return UserSummary(
                        name: account.name, id: account.id, organisation: account.organisation,
                        roles: account.appointments.map(\.description), isSuspended: account.suspendedAt != nil,
                        hasSecondFactor: factor?.isConfirmed ?? false,
                        devices: try snapshot.deviceCount(of: account.id),
                        secondFactorBy: FactorDuty.dueAt(account, factor, settings))
                }
            })
    }
}
