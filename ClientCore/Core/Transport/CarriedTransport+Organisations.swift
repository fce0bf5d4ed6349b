public import CaseProtocol

extension CarriedTransport {
    /// Asks for the organisations that the account acts for.
    public func organisations(token: String) async throws -> OrganisationList {
        try await ask(Endpoint.organisations, token: token)
    }

    /// Makes one.
    public func makeOrganisation(
        _ request: MakeOrganisationRequest, token: String
    ) async throws -> OrganisationSummary {
        try await ask(Endpoint.organisations, token: token, try CanonicalJSON.encode(request))
    }

    /// Asks for a code to join one.
    public func inviteToOrganisation(
        _ request: OrganisationInvitationRequest, token: String
    ) async throws -> OneTimeCode {
        try await ask(Endpoint.organisationInvite, token: token, try CanonicalJSON.encode(request))
    }

    /// Joins one.
    public func joinOrganisation(
        _ request: JoinOrganisationRequest, token: String
    ) async throws -> OrganisationSummary {
        try await ask(Endpoint.organisationJoin, token: token, try CanonicalJSON.encode(request))
    }

    /// Changes who acts for one.
    public func changeOrganisation(
        _ request: ChangeOrganisationRequest, token: String
    ) async throws -> OrganisationList {
        try await ask(Endpoint.organisationChange, token: token, try CanonicalJSON.encode(request))
    }

    /// Asks for a letter of authority.
    public func letter(_ request: LetterRequest, token: String) async throws -> [UInt8] {
        try await accepted(Endpoint.organisationLetter, token: token, try CanonicalJSON.encode(request)).body
    }
}
