import CaseProtocol

extension APITable {
    private static let password: [ProblemCode] = [.wrongCredentials, .secondFactorNeeded, .tooManyAttempts, .busy]

    /// Signing in, and what people do with their own accounts.
    static let account: [APIOperation] = [
        APIOperation(
            id: "login", method: "post", path: Endpoint.login, summary: "Sign in on a device.", needs: .nothing,
            request: message("login-request"), example: "login-request",
            answers: [.init(status: 200, about: "The token for this device.", content: .json(message("login-reply")))],
            problems: password + [.accountSuspended, .termsNeeded, .replicaForeign, .invalidField, .storageFull]),
        APIOperation(
            id: "logout", method: "post", path: Endpoint.logout, summary: "Revoke the token.", needs: .token,
            answers: [done], problems: [.busy, .storageFull]),
        APIOperation(
            id: "secondFactor", method: "post", path: Endpoint.secondFactor, summary: "Begin a second factor.",
            needs: .token, request: message("second-factor-request"), example: "second-factor-request",
            answers: [
                .init(
                    status: 200, about: "What the authenticator program is told.",
                    content: .json(message("second-factor-offer")))
            ], problems: password + [.notPermitted, .guardFailed, .storageFull]),
        APIOperation(
            id: "secondFactorConfirm", method: "post", path: Endpoint.secondFactorConfirm,
            summary: "Confirm it by a code of it.", needs: .token, request: message("second-factor-confirmation"),
            example: "second-factor-confirmation",
            answers: [
                .init(status: 200, about: "Recovery codes, shown once.", content: .json(message("second-factor-codes")))
            ], problems: password + [.notFound, .guardFailed, .invalidField, .storageFull]),
        APIOperation(
            id: "secondFactorRemove", method: "post", path: Endpoint.secondFactorRemove, summary: "Take it away.",
            needs: .token, request: message("second-factor-request"), example: "second-factor-request",
            answers: [done], problems: password + [.notPermitted, .notFound, .storageFull]),
    ]

    /// What anybody may read.
    static let open: [APIOperation] = [
        APIOperation(
            id: "cards", method: "get", path: Endpoint.publicCards, summary: "Published cards, in order of number.",
            needs: .nothing,
            parameters: [
                APIOperation.query("after", ["type": "string"], "The number after which to go on."),
                APIOperation.query(
                    "limit", ["type": "integer", "minimum": 1, "maximum": 200], "How many; 50 where it is not said."),
            ],
            answers: [
                .init(
                    status: 200, about: "A page of them.", content: .json(message("public-cards")),
                    headers: ["ETag": "For `If-None-Match`."]),
                .init(status: 304, about: "What the asker has."),
            ], problems: [.invalidField]),
        APIOperation(
            id: "card", method: "get", path: Endpoint.publicCards + "/{number}", summary: "One published card.",
            needs: .nothing,
            parameters: [APIOperation.part("number", ["type": "string"], "Such as `NTB-2026-00042-K`.")],
            answers: [
                .init(
                    status: 200, about: "The card.", content: .json({ try $0.schema(of: PublicCard.self) }),
                    headers: ["ETag": "For `If-None-Match`."]),
                .init(status: 304, about: "What the asker has."),
            ], problems: [.notFound]),
        APIOperation(
            id: "publicCounts", method: "get", path: Endpoint.publicCounts, summary: "How the published cases stand.",
            needs: .nothing,
            answers: [
                .init(
                    status: 200, about: "Counted from the cards, at most a minute ago.",
                    content: .json(message("public-counts")), headers: ["ETag": "For `If-None-Match`."]),
                .init(status: 304, about: "What the asker has."),
            ]),
        APIOperation(
            id: "health", method: "get", path: Endpoint.health, summary: "Whether the program is there.",
            needs: .nothing,
            answers: [.init(status: 200, about: "`ok`.", content: .text("text/plain"))]),
        APIOperation(
            id: "live", method: "get", path: Endpoint.live, summary: "The same, where such things are looked for.",
            needs: .nothing, answers: [.init(status: 200, about: "`ok`.", content: .text("text/plain"))]),
        APIOperation(
            id: "ready", method: "get", path: Endpoint.ready, summary: "Whether the server can do its work.",
            needs: .nothing,
            answers: [
                .init(status: 200, about: "It can.", content: .json(readiness)),
                .init(
                    status: 503, about: "It cannot; `checks` says what is wrong.", content: .json(readiness),
                    headers: ["Retry-After": "After how many seconds to try again."]),
            ]),
    ]

    private static let readiness: APIOperation.Shape = { _ in
        object([
            "ready": ["type": "boolean"], "checks": ["type": "object", "additionalProperties": ["type": "string"]],
        ])
    }

    /// The administrator's verbs, over loopback.
    static let administration: [APIOperation] = [
        APIOperation(
            id: "metrics", method: "get", path: Endpoint.metrics, summary: "Counters, as Prometheus reads them.",
            needs: .administrator,
            answers: [.init(status: 200, about: "The series.", content: .text("text/plain"))]),
        admin("addUser", Endpoint.adminAddUser, "Add an account.", "add-user-request", nil, [.accountExists]),
        APIOperation(
            id: "users", method: "get", path: Endpoint.adminListUsers, summary: "All accounts.", needs: .administrator,
            answers: [.init(status: 200, about: "By name.", content: .json(message("user-list")))]),
        admin("changeUser", Endpoint.adminChangeUser, "Change an account.", "change-user-request", nil),
        admin("resetPassword", Endpoint.adminResetPassword, "Set a password.", "reset-password-request", nil),
        admin("forgetFactor", Endpoint.adminForgetFactor, "Forget a second factor.", "forget-factor-request", nil),
        admin("import", Endpoint.adminImport, "Import recorded cases.", "import-request", "import-report"),
        admin(
            "load", Endpoint.adminLoad, "Load a procedure, calendar or code list.", "catalogue-item",
            "catalogue-report", [.idUnavailable]),
        admin("migrate", Endpoint.adminMigrate, "Migrate cases.", "migration-request", "migration-report"),
        admin("recount", Endpoint.adminRecount, "Recount dates.", "recount-request", "recount-report"),
        APIOperation(
            id: "epoch", method: "post", path: Endpoint.adminEpoch, summary: "Give the history another name.",
            needs: .administrator,
            answers: [
                .init(
                    status: 200, about: "The new name.",
                    content: .json({ _ in object(["epoch": ["type": "string"]]) }))
            ], problems: adminProblems),
        APIOperation(
            id: "bundle", method: "post", path: Endpoint.adminBundle, summary: "Take or make bundles.",
            needs: .administrator, request: { try $0.schema(of: BundleWork.self) },
            answers: [
                .init(
                    status: 200, about: "What became of it.", content: .json({ try $0.schema(of: BundleReport.self) }))
            ],
            problems: adminProblems + [
                .bundleDamaged, .bundleForeign, .bundleOutOfOrder, .replicaForeign, .epochChanged, .cursorInvalid, .gap,
                .mutationMismatch,
            ]),
        APIOperation(
            id: "backup", method: "post", path: Endpoint.adminBackup, summary: "Make a backup, or ask how far it is.",
            needs: .administrator, request: { _ in object(["id": ["type": "string"], "to": ["type": "string"]]) },
            answers: [
                .init(
                    status: 200, about: "Its manifest once it is whole.",
                    content: .json({ _ in ["type": "object", "properties": ["manifest": ["type": "object"]]] }))
            ], problems: adminProblems),
    ]

    private static let done = APIOperation.Answer(status: 204, about: "Done.")
    private static let adminProblems: [ProblemCode] = [
        .notFound, .missingField, .invalidField, .unknownCode, .unknownField, .unknownProcedure, .tooLong, .guardFailed,
        .busy, .storageFull,
    ]

    /// - Parameter reply: `nil` for 204.
    static func admin(
        _ id: String, _ path: String, _ summary: String, _ request: String, _ reply: String?,
        _ problems: [ProblemCode] = []
    ) -> APIOperation {
        APIOperation(
            id: id, method: "post", path: path, summary: summary, needs: .administrator, request: message(request),
            example: request,
            answers: [
                reply.map { .init(status: 200, about: "What became of it.", content: .json(message($0))) } ?? done
            ],
            problems: adminProblems + problems)
    }

    private static func object(_ members: [String: JSONValue]) -> JSONValue {
        [
            "type": "object", "properties": .object(members),
            "required": .array(members.keys.sorted().map { .string($0) }),
        ]
    }
}
