import CaseProtocol

extension APITable {
    private static let version = APIOperation.header(
        ProtocolVersion.headerName, ["type": "string"], "The version that is spoken.")

    /// Devices, passwords, registration and terms; alternates, audits and orders to erase.
    static let people: [APIOperation] = [
        APIOperation(
            id: "sessions", method: "get", path: Endpoint.sessions, summary: "The devices of the account.",
            needs: .token,
            answers: [.init(status: 200, about: "Oldest sign-in first.", content: .json(message("session-list")))],
            problems: []),
        APIOperation(
            id: "sessionsRevoke", method: "post", path: Endpoint.sessionsRevoke, summary: "Sign devices out.",
            needs: .token, request: message("revoke-sessions-request"), example: "revoke-sessions-request",
            answers: [.init(status: 200, about: "How many.", content: .json(message("revoked-sessions")))],
            problems: [.notFound, .busy, .storageFull]),
        APIOperation(
            id: "password", method: "post", path: Endpoint.password, summary: "Take another password.", needs: .token,
            request: message("change-password-request"), example: "change-password-request",
            answers: [.init(status: 204, about: "Done.")],
            problems: [
                .notPermitted, .wrongCredentials, .secondFactorNeeded, .tooManyAttempts, .invalidField, .tooLong,
                .busy, .storageFull,
            ]),
        APIOperation(
            id: "passwordReset", method: "post", path: Endpoint.passwordReset,
            summary: "Take another password with a code.", needs: .nothing,
            request: message("recover-password-request"), example: "recover-password-request",
            answers: [.init(status: 204, about: "Done.")],
            problems: [.codeInvalid, .tooManyAttempts, .invalidField, .tooLong, .busy, .storageFull]),
        APIOperation(
            id: "register", method: "post", path: Endpoint.register, summary: "Make an account.", needs: .nothing,
            request: message("register-request"), example: "register-request",
            answers: [
                .init(status: 200, about: "The name to sign in with.", content: .json(message("register-reply")))
            ],
            problems: [
                .registrationClosed, .codeInvalid, .termsNeeded, .accountExists, .tooManyAttempts, .invalidField,
                .unknownCode, .tooLong, .wrongCredentials, .busy, .storageFull,
            ]),
        APIOperation(
            id: "terms", method: "get", path: Endpoint.terms, summary: "The privacy notice and terms.", needs: .nothing,
            answers: [.init(status: 200, about: "The version in force.", content: .json(message("terms")))],
            problems: [.notFound, .notSignedIn]),
        APIOperation(
            id: "alternate", method: "post", path: Endpoint.alternate,
            summary: "Name who acts for the officer that asks.",
            needs: .token, request: message("alternate-request"), example: "alternate-request",
            answers: [.init(status: 200, about: "Who acts, and when.", content: .json(message("alternate-reply")))],
            problems: [.notPermitted, .invalidField, .missingField, .notFound, .guardFailed, .busy, .storageFull]),
        APIOperation(
            id: "giveResetCode", method: "post", path: Endpoint.resetCode,
            summary: "A code for another password of a trader, by an officer who has no part in any case; on record.",
            needs: .token, request: message("reset-code-request"), example: "reset-code-request",
            answers: [.init(status: 200, about: "The code.", content: .json(message("one-time-code")))],
            problems: [.notPermitted, .invalidField, .notFound, .tooManyAttempts, .busy, .storageFull]),
        APIOperation(
            id: "organisations", method: "get", path: Endpoint.organisations,
            summary: "The organisations that the account acts for.", needs: .token,
            answers: [.init(status: 200, about: "By name.", content: .json(message("organisation-list")))],
            problems: []),
        organisation(
            "makeOrganisation", Endpoint.organisations, "Make an organisation.", "make-organisation-request",
            "organisation-summary", [.unknownCode, .missingField, .tooManyAttempts]),
        organisation(
            "organisationInvite", Endpoint.organisationInvite,
            "A code with which one person joins, as a member or under a letter of authority.",
            "organisation-invitation-request", "one-time-code", [.notFound]),
        organisation(
            "organisationJoin", Endpoint.organisationJoin, "Join an organisation with a code.",
            "join-organisation-request", "organisation-summary", [.codeInvalid, .guardFailed, .tooManyAttempts]),
        organisation(
            "organisationChange", Endpoint.organisationChange,
            "Make somebody an owner or a member, or take them out.",
            "change-organisation-request", "organisation-list", [.notFound, .guardFailed]),
        APIOperation(
            id: "organisationLetter", method: "post", path: Endpoint.organisationLetter,
            summary: "The letter under which somebody acts on a case, for whoever sees who complains.",
            needs: .token, request: message("letter-request"), example: "letter-request",
            answers: [.init(status: 200, about: "Its bytes.", content: .file)], problems: [.notFound]),
        APIOperation(
            id: "audit", method: "post", path: Endpoint.audit, summary: "Read a case for an auditor, on record.",
            needs: .token, request: message("audit-request"), example: "audit-request",
            answers: [.init(status: 200, about: "Every row of it.", content: .json(message("audited-case")))],
            problems: [.notPermitted, .missingField, .tooLong, .notFound, .busy, .storageFull]),
        APIOperation(
            id: "counts", method: "post", path: Endpoint.counts,
            summary: "Count cases: all for an auditor, on record, or for a desk or an agency its own.",
            needs: .token, request: message("counts-request"), example: "counts-request",
            answers: [.init(status: 200, about: "The counts.", content: .json(message("counts-reply")))],
            problems: [.notPermitted, .missingField, .invalidField, .tooLong, .busy, .storageFull]),
        APIOperation(
            id: "directive", method: "post", path: Endpoint.directive,
            summary: "Ask whether a replica is to be erased.",
            needs: .nothing, parameters: [version], request: message("directive-inquiry"), example: "directive-inquiry",
            answers: [
                .init(status: 200, about: "The signed order, if any.", content: .json(message("directive-reply")))
            ],
            problems: [.protocolMissing, .protocolUnsupported, .busy, .storageFull]),
        APIOperation(
            id: "rescue", method: "post", path: Endpoint.rescue,
            summary: "Hand in what waits, before a replica is erased.",
            needs: .nothing, parameters: [version], request: message("rescue-request"), example: "rescue-request",
            answers: [.init(status: 200, about: "How many commands.", content: .json(message("rescue-reply")))],
            problems: [
                .protocolMissing, .protocolUnsupported, .notFound, .bundleForeign, .bundleDamaged, .notSignedIn, .busy,
                .storageFull,
            ]),
        admin(
            "hold", Endpoint.adminHold, "Keep a case from being erased.", "hold-request", "hold-list",
            [.notFound, .invalidField, .missingField, .tooLong, .guardFailed]),
        admin(
            "erase", Endpoint.adminErase, "Erase a case, in two steps.", "erase-request", "erasure-report",
            [.notFound, .invalidField, .missingField, .tooLong, .guardFailed, .onHold]),
        admin(
            "erasePerson", Endpoint.adminErasePerson, "Erase a person, in two steps.", "erase-person-request",
            "person-erasure-report", [.notFound, .missingField, .tooLong, .guardFailed, .onHold]),
        admin(
            "erasures", Endpoint.adminErasures, "What was erased, and erasing it again after a restore.",
            "erasures-request", "erasures-report", [.missingField, .tooLong, .guardFailed]),
        admin(
            "retention", Endpoint.adminRetention, "How long cases are kept, and erasing those whose time is over.",
            "retention-request", "retention-report", [.invalidField, .guardFailed]),
        admin("wipe", Endpoint.adminWipe, "Order a replica to be erased.", "wipe-request", "directive-reply"),
        admin(
            "userSessions", Endpoint.adminUserSessions, "Devices of somebody.", "user-sessions-request", "session-list"),
        admin("revokeUser", Endpoint.adminRevokeUser, "Sign somebody out.", "revoke-user-request", "revoked-sessions"),
        admin(
            "resetCode", Endpoint.adminResetCode, "A code for another password.", "reset-code-request", "one-time-code"),
        admin("invite", Endpoint.adminInvite, "A code for a new account.", "invite-request", "one-time-code"),
        APIOperation(
            id: "listOrganisations", method: "get", path: Endpoint.adminListOrganisations,
            summary: "All organisations and their people.", needs: .administrator,
            answers: [.init(status: 200, about: "By name.", content: .json(message("organisation-list")))]),
        admin(
            "suspendOrganisation", Endpoint.adminSuspendOrganisation,
            "Let nobody act for an organisation, or let them.",
            "suspend-organisation-request", "organisation-summary"),
        admin(
            "changeOrganisation", Endpoint.adminChangeOrganisation, "Give an organisation another owner.",
            "change-organisation-request", "organisation-summary", [.guardFailed, .invalidField]),
        admin("loadTerms", Endpoint.adminTerms, "Put terms in force.", "load-terms-request", "terms", [.idUnavailable]),
        admin(
            "userTerms", Endpoint.adminUserTerms, "What somebody accepted.", "user-sessions-request",
            "terms-acceptances"),
        APIOperation(
            id: "settings", method: "get", path: Endpoint.adminSettings, summary: "What is set about accounts.",
            needs: .administrator,
            answers: [.init(status: 200, about: "By name.", content: .json(message("server-settings")))]),
        admin("setSetting", Endpoint.adminSettings, "Set one.", "change-setting-request", "server-settings"),
    ]

    /// What one does with an organisation by a message.
    private static func organisation(
        _ id: String, _ path: String, _ summary: String, _ request: String, _ reply: String, _ problems: [ProblemCode]
    ) -> APIOperation {
        APIOperation(
            id: id, method: "post", path: path, summary: summary, needs: .token, request: message(request),
            example: request,
            answers: [.init(status: 200, about: "What became of it.", content: .json(message(reply)))],
            problems: [.notPermitted, .invalidField, .tooLong, .busy, .storageFull] + problems)
    }
}
