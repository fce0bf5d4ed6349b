internal import CaseProtocol
internal import HTTPTypes
internal import Hummingbird
internal import Server

/// What people do with the organisations that they act for.
struct OrganisationRoutes {
    /// The most bytes of a request with a letter: its bytes in base64url, and the rest.
    static let letterBytesMax = (MandateOffer.letterBytesMax * 4 + 2) / 3 + AccountRoutes.bytesMax

    let core: ServerCore

    func add(to router: Router<ServerContext>) {
        router.get(RouterPath(Endpoint.organisations)) { request, _ in
            let person = try await core.person(of: request)
            return try Response.json(try await core.organisations(of: person))
        }
        router.post(RouterPath(Endpoint.organisations)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(
                MakeOrganisationRequest.self, bytesMax: AccountRoutes.bytesMax)
            return try Response.json(try await core.makeOrganisation(wanted, for: person))
        }
        router.post(RouterPath(Endpoint.organisationInvite)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(
                OrganisationInvitationRequest.self, bytesMax: Self.letterBytesMax)
            return try Response.json(try await core.inviteToOrganisation(wanted, for: person))
        }
        router.post(RouterPath(Endpoint.organisationJoin)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(
                JoinOrganisationRequest.self, bytesMax: AccountRoutes.bytesMax)
            return try Response.json(try await core.joinOrganisation(wanted, for: person))
        }
        router.post(RouterPath(Endpoint.organisationChange)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(
                ChangeOrganisationRequest.self, bytesMax: AccountRoutes.bytesMax)
            // Whoever left is told nothing more of it.
            let left = try await core.changeOrganisation(wanted, for: person)
            return try Response.json(OrganisationList(organisations: left.map { [$0] } ?? []))
        }
        router.post(RouterPath(Endpoint.organisationLetter)) { request, _ in
            let person = try await core.person(of: request)
            let wanted = try await request.message(LetterRequest.self, bytesMax: AccountRoutes.bytesMax)
            let letter = try await core.letter(wanted, for: person)
            var response = Response.bytes(letter.bytes, type: letter.type)
            // Never shown in a browser, whatever it is: it is somebody's file, not a page of ours.
            response.headers[.contentDisposition] = "attachment"
            return response
        }
    }
}
