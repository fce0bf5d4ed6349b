internal import CaseProtocol
internal import Hummingbird
internal import Server

/// What people do with their own accounts.
struct AccountRoutes {
    /// The most bytes of a request.
    static let bytesMax = 16_384

    let core: ServerCore

    func add(to router: Router<ServerContext>) {
        router.post(RouterPath(Endpoint.secondFactor)) { request, _ in
            let person = try await core.person(of: request, for: .addingFactor)
            let wanted = try await request.message(SecondFactorRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.offerSecondFactor(wanted, to: person))
        }
        router.post(RouterPath(Endpoint.secondFactorConfirm)) { request, _ in
            let person = try await core.person(of: request, for: .addingFactor)
            let code = try await request.message(SecondFactorConfirmation.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.confirmSecondFactor(code, of: person))
        }
        router.post(RouterPath(Endpoint.secondFactorRemove)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(SecondFactorRequest.self, bytesMax: Self.bytesMax)
            try await core.removeSecondFactor(wanted, of: person)
            return Response.bytes([], type: "application/json", status: .noContent)
        }
        router.get(RouterPath(Endpoint.sessions)) { request, _ in
            let person = try await core.person(of: request)
            return try Response.json(try await core.ownSessions(of: person))
        }
        router.post(RouterPath(Endpoint.sessionsRevoke)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(RevokeSessionsRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.revokeSessions(wanted, of: person))
        }
        router.post(RouterPath(Endpoint.alternate)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(AlternateRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.nameAlternate(wanted, for: person))
        }
        router.post(RouterPath(Endpoint.audit)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(AuditRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.audit(wanted, for: person))
        }
        router.post(RouterPath(Endpoint.counts)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(CountsRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.counts(wanted, for: person))
        }
        router.post(RouterPath(Endpoint.password)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(ChangePasswordRequest.self, bytesMax: Self.bytesMax)
            try await core.changePassword(wanted, of: person)
            return Response.bytes([], type: "application/json", status: .noContent)
        }
        router.post(RouterPath(Endpoint.resetCode)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(ResetCodeRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.giveResetCode(wanted, by: person))
        }
        addForEverybody(to: router)
    }

    /// What needs no account, or no password.
    private func addForEverybody(to router: Router<ServerContext>) {
        router.post(RouterPath(Endpoint.passwordReset)) { request, context in
            let wanted = try await request.message(RecoverPasswordRequest.self, bytesMax: Self.bytesMax)
            try await core.recoverPassword(wanted, from: context.address)
            return Response.bytes([], type: "application/json", status: .noContent)
        }
        router.post(RouterPath(Endpoint.register)) { request, context in
            let wanted = try await request.message(RegisterRequest.self, bytesMax: Self.bytesMax)
            return try Response.json(try await core.register(wanted, from: context.address))
        }
        router.get(RouterPath(Endpoint.terms)) { request, _ in
            let person = request.bearerToken == nil ? nil : try await core.person(of: request, for: .addingFactor)
            return try Response.json(try await core.terms(for: person), to: request)
        }
    }
}
