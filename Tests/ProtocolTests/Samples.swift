import CaseProtocol

/// One example of every message, with fixed contents.
struct Sample: Sendable {
    let name: String
    let bytes: @Sendable () throws -> [UInt8]
    let readBack: @Sendable (ArraySlice<UInt8>) throws -> [UInt8]
    /// Of the message's type.
    let schema: @Sendable (SchemaBook) throws -> JSONValue

    static func message<Value: Codable & Sendable>(_ name: String, _ value: Value) -> Sample {
        Sample(
            name: name, bytes: { try CanonicalJSON.encode(value) },
            readBack: { bytes in try CanonicalJSON.encode(try CanonicalJSON.decode(Value.self, from: bytes)) },
            schema: { book in try book.schema(of: Value.self) })
    }

    static func line(_ name: String, _ line: PullLine) -> Sample {
        Sample(
            name: name, bytes: { try line.wireBytes() },
            readBack: { bytes in try PullLine(parsing: bytes)?.wireBytes() ?? [] },
            schema: { book in try line.schema(in: book) })
    }

    static func command(_ name: String, _ command: CaseCommand) -> Sample {
        Sample(
            name: name,
            bytes: {
                try CanonicalJSON.encode(
                    try CommandEnvelope(n: 7, mid: Samples.mid, at: Samples.moment, after: [6], command))
            },
            readBack: { bytes in
                let envelope = try CanonicalJSON.decode(CommandEnvelope.self, from: bytes)
                return try CanonicalJSON.encode(
                    try CommandEnvelope(
                        n: envelope.n, mid: envelope.mid, at: envelope.at, after: envelope.after, try envelope.command()
                    ))
            },
            schema: { book in try command.envelopeSchema(in: book) })
    }
}

enum Samples {
    static let caseID = CaseID(high: 0x0193_4D5E_6F70_7001, low: 0x8000_0000_0000_0001)
    static let mid = CommandID(high: 0x0193_4D5E_6F70_7002, low: 0x8000_0000_0000_0002)
    static let replica = ReplicaID(high: 0x0193_4D5E_6F70_7003, low: 0x8000_0000_0000_0003)
    static let user = UserID(high: 0x0193_4D5E_6F70_7004, low: 0x8000_0000_0000_0004)
    static let organisation = OrganisationID(high: 0x0193_4D5E_6F70_7006, low: 0x8000_0000_0000_0006)
    static let firm = OrganisationSummary(
        id: organisation, name: "Nile Coffee Ltd", country: "KE", standing: .owner, isSuspended: false,
        people: [
            OrganisationPerson(name: "amina", standing: .owner),
            OrganisationPerson(
                name: "chebet", standing: .representative,
                mandate: MandateSummary(
                    from: CivilDate(dayNumber: 20_800), until: CivilDate(dayNumber: 20_900), reference: "LOA-12",
                    letter: blobs[0])),
        ])
    static let noteID = RowID(high: 0x0193_4D5E_6F70_7005, low: 0x8000_0000_0000_0005)
    static let blobs = [0xA1, 0xB2].compactMap { BlobID(digest: [UInt8](repeating: $0, count: 32)) }
    static let moment = Timestamp(milliseconds: 1_795_244_529_250)
    static let parties = Compartment(caseID: caseID, .parties)
    static let problem = Problem(
        .wrongStage, "“register” is taken at stage submitted.", path: "action", allowed: ["submitted"],
        from: CivilDate(year: 2026, month: 12, day: 1))
    static let row = Row(
        id: noteID, kind: .note, compartment: parties, rev: 2,
        fields: ["text": "Scales broken at Malaba", "by": "trader"],
        fieldRevs: ["text": 2])
    static let evidence = EvidenceAdd(
        caseID: caseID, evidence: noteID, blob: blobs[0], bytes: 181_204, mime: "image/jpeg", name: "scales.jpg",
        thumb: blobs[1], thumbBytes: 6_144, caption: "The scales at Malaba", confidentiality: .parties,
        takenOn: moment.day(), publicCopyOf: RowID(high: 0x0193_4D5E_6F70_7006, low: 0x8000_0000_0000_0006))
    static let trailer = PullTrailer(
        next: "b3BhcXVl", complete: true, count: 3, last: 7,
        out: [OutcomeRecord(n: 7, mid: mid, outcome: .conflict(problem))], asOf: moment)
    static let digestTrailer = PullTrailer(
        next: "b3BhcXVl", complete: true, count: 0, last: 0, out: [], asOf: moment,
        dig: DigestSum(count: 0, high: 1, low: 255).hex)
    static let lastMidTrailer = PullTrailer(
        next: "b3BhcXVl", complete: true, count: 0, last: 7, out: [], asOf: moment, lastMid: mid)
    static let card = PublicCard(
        number: "NTB-2026-00042-K", status: "In process", procedure: "ntb.tripartite", category: "2.8", place: "Malaba",
        reportingCountry: "KE", imposingCountry: "UG", product: "Milk", firm: nil, text: "Milk trucks wait for days.",
        publishedOn: moment.day())
    static let cardWithTexts: PublicCard = {
        var full = card
        full.texts = [
            PublicText(
                title: "Reply", text: "The scale is [in another place] now.", publishedOn: moment.day(),
                corrects: moment.day())
        ]
        return full
    }()

    static let moved = DateChange(
        deadline: noteID, key: "screen", party: "Acme Ltd", title: "Screen the complaint",
        before: CivilDate(year: 2026, month: 12, day: 11), after: CivilDate(year: 2026, month: 12, day: 14),
        why: "2026-12-10 is a day of rest")
    static let erased = ErasedCase(
        caseID: caseID, reason: "The complainant asked for it.", isPublicToo: false, at: moment)
    static let retention = RetentionRule(
        procedure: "ntb.tripartite", outcome: "withdrawn", months: 12, authority: "An archives act",
        source: "schedule 3")
    static let migration = MigrationPlan(
        procedure: "ntb.tripartite", toVersion: 2, stages: ["screening": "screened"], limits: ["screen": "screening"],
        cases: [
            CaseMigration(
                caseID: caseID, reference: "NTB-2026-00042-K", fromVersion: 1, toVersion: 2, fromStage: "screening",
                toStage: "screened", dates: [moved], refusals: ["A reason."])
        ])
    static let recount = RecountPlan(
        calendar: "KE", version: 2,
        cases: [CaseRecount(caseID: caseID, reference: "NTB-2026-00042-K", dates: [moved])])

    static let all: [Sample] = [
        .message("catalogue-item", CatalogueItem(kind: .calendar, body: ["id": "KE", "version": 2], dryRun: true)),
        .message(
            "catalogue-report",
            CatalogueReport(
                kind: .calendar, id: "KE", version: "2", hash: "00ff", result: .added, dryRun: true,
                remarks: ["NTB-2026-00042-K, “Screen the complaint”: 2026-12-11 → 2026-12-14."])),
        .message(
            "migration-request",
            MigrationRequest(
                procedure: "ntb.tripartite", toVersion: 2, stages: ["screening": "screened"],
                limits: ["screen": "screening"], apply: "00ff")),
        .message("migration-report", PlanReport(plan: migration, hash: "00ff", done: [caseID], left: [])),
        .message("recount-request", RecountRequest(calendar: "KE", apply: "00ff")),
        .message("recount-report", PlanReport(plan: recount, hash: "00ff")),
        .message(
            "hello",
            Hello(
                proto: ProtocolRange(min: .oldestSupported, max: .current), epoch: "00ff", now: moment,
                limits: .standard, features: ["ntb.tripartite"])),
        .message(
            "push-request",
            PushRequest(
                replica: replica, epoch: "00ff", acked: 6,
                commands: [
                    CommandEnvelope(
                        n: 7, mid: mid, cmd: "case.act", v: 1, at: moment, args: #"{"later":"kept as sent"}"#)
                ])),
        .message(
            "push-request-with-pull",
            PushRequest(
                replica: replica, epoch: "00ff", acked: 6,
                commands: [CommandEnvelope(n: 7, mid: mid, cmd: "case.act", v: 1, at: moment, args: "{}")],
                pull: PullRequest(replica: replica, cursor: "b3BhcXVl", acked: 6))),
        .message(
            "push-request-signed",
            PushRequest(
                replica: replica, epoch: "00ff", acked: 6,
                commands: [
                    CommandEnvelope(
                        n: 7, mid: mid, cmd: "case.act", v: 1, at: moment, args: "{}",
                        sig: "BSuhcXYYzFkVRBRVMvTKSLOYfLjB1y4nqRcUN5WZyh6Pl6wA4OMoPzMQ1jHnYnJHWPCLUO3d1pgBSnqVRZ5jDw")
                ])),
        .message(
            "push-request-prior",
            PushRequest(
                replica: replica, epoch: "00ff", acked: 6,
                commands: [CommandEnvelope(n: 7, mid: mid, cmd: "case.act", v: 1, at: moment, args: "{}")], prior: mid)),
        Sample(
            name: "pushed-line", bytes: { try PushReply(last: 7, out: []).lineBytes() },
            readBack: { try CanonicalJSON.decode(PushReply.self, from: $0).lineBytes() },
            schema: { book in
                _ = try book.schema(of: PushReply.self)
                return [
                    "$ref": "#/$defs/PushReply", "properties": ["op": ["const": "pushed"]], "required": ["op"],
                ]
            }),
        .message(
            "push-reply",
            PushReply(
                last: 9,
                out: [
                    OutcomeRecord(n: 7, mid: mid, outcome: .applied),
                    OutcomeRecord(n: 8, mid: mid, outcome: .merged(notes: ["already done"])),
                    OutcomeRecord(n: 9, mid: mid, outcome: .rejected(problem)),
                    OutcomeRecord(n: 10, mid: mid, outcome: .deferred(Problem(.busy, "Try again later."))),
                ])),
        .message("pull-request", PullRequest(replica: replica, cursor: "b3BhcXVl", acked: 6, pageBytes: 4_096)),
        .message("problem", problem),
        .message("problem-busy", Problem(.busy, "Try again later.", waitSeconds: 30)),
        .message("estimate-reply", EstimateReply(rows: 2_000, bytes: 180_000, compartments: 250, isExact: true)),
        .message("news-reply", NewsReply(news: true)),
        .message(
            "login-request", LoginRequest(user: "amina", password: "a long password", code: "123456", replica: replica)),
        .message(
            "login-reply",
            LoginReply(
                token: "dG9rZW4", user: user, name: "amina", roles: ["complainant:KE"], organisation: "Amina Dairy")),
        .message(
            "add-user-request",
            AddUserRequest(name: "amina", roles: ["complainant:KE"], organisation: nil, password: "a long password")),
        .message("reset-password-request", ResetPasswordRequest(name: "amina", password: "another password")),
        .message(
            "change-user-request", ChangeUserRequest(name: "amina", roles: ["complainant:KE"], isSuspended: false)),
        .message(
            "user-list",
            UserList(users: [
                UserSummary(
                    name: "amina", id: user, organisation: "Amina Dairy", roles: ["complainant:KE"], isSuspended: false,
                    hasSecondFactor: true, devices: 1)
            ])),
        .message("forget-factor-request", ForgetFactorRequest(name: "amina")),
        .message("second-factor-request", SecondFactorRequest(password: "a long password", code: "123456")),
        .message(
            "second-factor-offer",
            SecondFactorOffer(
                secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                uri:
                    "otpauth://totp/Tatua:amina?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tatua&period=30&digits=6"
            )),
        .message(
            "login-request-device",
            LoginRequest(
                user: "amina", password: "a long password", code: nil, replica: replica, device: "amina-laptop",
                terms: "2026-11")),
        .message(
            "login-request-signing",
            LoginRequest(
                user: "amina", password: "a long password", code: nil, replica: replica,
                signingKey: "iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb8_SR1QawW-k",
                agreementKey: "EquTeFRSSYfcxppUu9lHwqbd2Ztb9LO7tXyq8eJEVUg", signs: true)),
        .message(
            "login-reply-officer",
            LoginReply(
                token: "dG9rZW4", user: user, name: "kamau", roles: ["focalPoint:KE"], organisation: nil,
                secondFactorBy: moment)),
        .message(
            "session-list",
            SessionList(sessions: [
                SessionSummary(
                    id: "K7QM-4R2D", device: "amina-laptop", signedInAt: moment, seenOn: moment.day(), isThis: true)
            ])),
        .message("revoke-sessions-request", RevokeSessionsRequest(id: "K7QM-4R2D")),
        .message("revoked-sessions", RevokedSessions(count: 2)),
        .message("user-sessions-request", UserSessionsRequest(name: "amina")),
        .message("revoke-user-request", RevokeUserRequest(name: "amina", id: "K7QM-4R2D")),
        .message(
            "change-password-request",
            ChangePasswordRequest(old: "a long password", new: "a longer password", code: "123456")),
        .message(
            "recover-password-request",
            RecoverPasswordRequest(user: "amina", code: "K7QM-4R2D-9XWA", password: "a longer password")),
        .message("reset-code-request", ResetCodeRequest(name: "amina", hours: 24)),
        .message("one-time-code", OneTimeCode(code: "K7QM-4R2D-9XWA", endsAt: moment)),
        .message(
            "register-request",
            RegisterRequest(
                name: "amina", password: "a long password", organisation: "Amina Dairy", country: "KE",
                invitation: "K7QM-4R2D-9XWA", terms: "2026-11")),
        .message(
            "register-request-nameless",
            RegisterRequest(
                name: "code-2e7eb0dfd2925520199f32a48ec49fe5", password: "O-AlZkuvEYENEoc0tY0NbRjkf5Yyp6UeqwHDqf-sejU",
                terms: "2026-11", withoutName: true)),
        .message("register-reply", RegisterReply(name: "amina-k7qm", roles: ["complainant:KE"])),
        .message(
            "invite-request",
            InviteRequest(roles: ["focalPoint:KE"], organisation: "State Department for Trade", days: 14)),
        .message(
            "terms", Terms(version: "2026-11", text: "What we keep of you.\n", since: moment, acceptedAt: moment)),
        .message("load-terms-request", LoadTermsRequest(version: "2026-11", text: "What we keep of you.\n")),
        .message(
            "terms-acceptances", TermsAcceptances(accepted: [TermsAcceptance(version: "2026-11", at: moment)])),
        .message(
            "server-settings",
            ServerSettings(settings: [
                ServerSetting(name: "registration", value: "off", about: "Whether traders register: on or off.")
            ])),
        .message("change-setting-request", ChangeSettingRequest(name: "registration", value: "on")),
        .message("second-factor-confirmation", SecondFactorConfirmation(code: "123456")),
        .message("second-factor-codes", SecondFactorCodes(recovery: ["ABCD-EFGH-IJKL-MNOP"])),
        .message(
            "alternate-request",
            AlternateRequest(
                name: "wanjiru", from: CivilDate("2026-12-01"), until: CivilDate("2026-12-14"))),
        .message(
            "alternate-reply",
            AlternateReply(
                name: "wanjiru", from: CivilDate("2026-12-01"), until: CivilDate("2026-12-14"),
                roles: ["focalPoint:KE"])),
        .message("make-organisation-request", MakeOrganisationRequest(name: "Nile Coffee Ltd", country: "KE")),
        .message(
            "organisation-invitation-request",
            OrganisationInvitationRequest(
                organisation: organisation,
                mandate: MandateOffer(
                    from: CivilDate(dayNumber: 20_800), until: CivilDate(dayNumber: 20_900), reference: "LOA-12",
                    letter: "JVBERi0"), days: 14)),
        .message("join-organisation-request", JoinOrganisationRequest(code: "K7QM-4R2D-9XWA")),
        .message(
            "change-organisation-request",
            ChangeOrganisationRequest(organisation: organisation, name: "babu", standing: .owner)),
        .message("organisation-summary", firm),
        .message("organisation-list", OrganisationList(organisations: [firm])),
        .message("letter-request", LetterRequest(caseID: caseID, letter: blobs[0])),
        .message(
            "suspend-organisation-request",
            SuspendOrganisationRequest(organisation: organisation, isSuspended: true)),
        .message(
            "audit-request",
            AuditRequest(reference: "NTB-2026-00042-K", reason: "Yearly audit, file 7.", files: [blobs[0]])),
        .message("counts-request", CountsRequest(agency: nil, reason: "Yearly report.")),
        .message("counts-request-of", CountsRequest(of: .remedies, export: true)),
        .message(
            "counts-reply",
            CountsReply(
                countedOn: moment.day(), reading: noteID, cases: [CountSamples.complaints],
                agencies: [CountSamples.agency])),
        .message(
            "audited-case",
            AuditedCase(
                caseID: caseID, reading: noteID, rows: [row.json],
                readings: [
                    ConfidentialReading(
                        user: user, name: "amina", replica: replica, confidentiality: .sealed,
                        holder: user.description, file: blobs[0], rows: 1, firstAt: moment, lastAt: moment, commit: 4)
                ])),
        .message("directive-inquiry", DirectiveInquiry(replica: replica, done: 1)),
        .message(
            "directive-reply",
            DirectiveReply(
                wipe: SignedDirective(
                    directive: WipeDirective(user: user, replica: replica, number: 1, issuedAt: moment),
                    signature: "c2lnbmF0dXJl"))),
        .message("rescue-request", RescueRequest(replica: replica, bundle: "YnVuZGxl")),
        .message("rescue-reply", RescueReply(commands: 2)),
        .message("hold-request", HoldRequest(reference: "NTB-2026-00042-K", reason: "Proceedings before the court.")),
        .message(
            "hold-list",
            HoldList(holds: [
                HoldSummary(
                    caseID: caseID, reference: "NTB-2026-00042-K", reason: "Proceedings before the court.",
                    since: moment)
            ])),
        .message(
            "erase-request",
            EraseRequest(reference: "NTB-2026-00042-K", reason: "The complainant asked for it.", apply: "00ff")),
        .message(
            "erasure-report",
            PlanReport(
                plan: ErasurePlan(
                    caseID: caseID, reference: "NTB-2026-00042-K", reason: "The complainant asked for it.",
                    isPublicToo: false, rows: 12, rowsKept: 1, commands: 5, files: 2, isRunning: false),
                hash: "00ff", done: [caseID])),
        .message(
            "erase-person-request", ErasePersonRequest(name: "amina", reason: "She asked for it.", apply: "00ff")),
        .message(
            "person-erasure-report",
            PlanReport(
                plan: PersonErasurePlan(
                    user: user, name: "amina", reason: "She asked for it.", rows: 2, replicas: 1,
                    organisations: ["Nile Coffee Ltd"], letters: 1,
                    cases: [.init(caseID: caseID, reference: "NTB-2026-00042-K", isRunning: false)]),
                hash: "00ff", done: [])),
        .message("erasures-request", ErasuresRequest(erased: [erased], apply: "00ff")),
        .message(
            "erasures-report",
            PlanReport(
                plan: ErasuresPlan(
                    erased: [erased],
                    again: [
                        ErasurePlan(
                            caseID: caseID, reference: "NTB-2026-00042-K", reason: erased.reason, isPublicToo: false,
                            rows: 12, rowsKept: 1, commands: 5, files: 2, isRunning: false)
                    ],
                    held: [
                        HoldSummary(
                            caseID: caseID, reference: "NTB-2026-00042-K", reason: "Proceedings before the court.",
                            since: moment)
                    ]),
                hash: "00ff")),
        .message("retention-request", RetentionRequest(rules: [retention])),
        .message(
            "retention-report",
            PlanReport(
                plan: RetentionPlan(
                    rules: [retention],
                    due: [
                        RetentionDue(
                            caseID: caseID, reference: "NTB-2026-00042-K", rule: retention,
                            endedOn: moment.day().adding(months: -13), keptUntil: moment.day().adding(months: -1),
                            hold: nil)
                    ]),
                hash: "00ff")),
        .message("wipe-request", WipeRequest(name: "amina", replica: replica)),
        .message("public-cards", PublicCardList(cards: [card], next: "NTB-2026-00042-K")),
        .message("public-counts", PublicCounts(countedOn: moment.day(), counts: [CountSamples.published])),
        .message("public-card-texts", cardWithTexts),
        .message("import-request", ImportRequest(lines: ["{}"], firstLine: 1, dryRun: true)),
        .message(
            "import-report",
            ImportReport(
                dryRun: true,
                lines: [
                    ImportLineReport(line: 1, number: "NTB-000-039", result: .added, flags: ["noPlace"], problem: nil),
                    ImportLineReport(line: 2, number: nil, result: .refused, flags: [], problem: problem),
                ])),
        .line("pull-leave", .leave(parties)),
        .line("pull-enter", .enter(parties, audiences: [.focalPoint("KE"), .user(user)])),
        .line("pull-audiences", .audiences(parties, [.focalPoint("KE")])),
        .line("pull-row", .row(row)),
        .line("pull-gone", .gone(noteID, parties)),
        .line("pull-end", .end(trailer)),
        .line("pull-end-digest", .end(digestTrailer)),
        .line("pull-end-last-mid", .end(lastMidTrailer)),
        .message(
            "pull-request-last-mid", PullRequest(replica: replica, cursor: nil, acked: 6, lastMid: true)),
        .message(
            "pull-request-again",
            PullRequest(replica: replica, cursor: "b3BhcXVl", acked: 6, pageBytes: 4_096, again: [parties])),
        .message(
            "digest-request",
            DigestRequest(replica: replica, epoch: "00ff", ask: [DigestAsk(aud: .focalPoint("KE"), at: "0f")])),
        .message(
            "digest-reply",
            DigestReply(
                next: "b3BhcXVl",
                nodes: [
                    DigestNode(aud: .focalPoint("KE"), .part("0f"), DigestSum(count: 70, high: 1, low: .max)),
                    DigestNode(aud: .focalPoint("KE"), .compartment(parties), DigestSum(count: 2, high: 0, low: 255)),
                ])),
        .message(
            "digest-reply-rest",
            DigestReply(next: "b3BhcXVl", nodes: [], rest: [DigestAsk(aud: .focalPoint("KE"), at: "0f")])),
        .command(
            "case.open",
            .open(
                CaseOpen(
                    caseID: caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: "XK4M-1",
                    fields: ["place": "Malaba", "stillHappening": true]))),
        .command(
            "case.open-organisation",
            .open(
                CaseOpen(
                    caseID: caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: "XK4M-2",
                    fields: ["place": "Malaba"], organisation: organisation))),
        .command(
            "case.act",
            .act(
                CaseAct(
                    caseID: caseID, action: "register", from: "submitted", fields: ["imposingCountry": "UG"],
                    occurredOn: moment.day(), deadline: "screen"))),
        .command("case.edit", .edit(CaseEdit(caseID: caseID, fields: ["place": .null], base: ["place": 3]))),
        .command(
            "case.edit-seen",
            .edit(
                CaseEdit(
                    caseID: caseID, fields: ["place": "Busia"], base: ["place": 3, "locationCountry": 1],
                    seen: [
                        "place": SeenField(rev: 2, value: "Malaba"), "locationCountry": SeenField(rev: 1, value: nil),
                    ]))),
        .command(
            "conflict.settle",
            .settle(
                ConflictSettle(
                    caseID: caseID, conflict: noteID, choice: .other, fields: ["place": "Busia", "product": .null],
                    base: ["place": 4, "product": 0], reason: "The customs entry says so."))),
        .command(
            "conflict.settle-seen",
            .settle(
                ConflictSettle(
                    caseID: caseID, conflict: noteID, choice: .theirs, base: ["place": 5],
                    seen: ["place": SeenField(rev: 4, value: "Malaba")]))),
        .command("case.assign", .assign(CaseAssign(caseID: caseID, person: user, desk: "focalPoint"))),
        .command(
            "note.add",
            .addNote(NoteAdd(caseID: caseID, note: noteID, text: "Scales broken", confidentiality: .internal))),
        .command("evidence.add", .addEvidence(evidence)),
        .command(
            "note.add-confidence",
            .addNote(
                NoteAdd(
                    caseID: caseID, note: noteID, text: "Cost of production by line", confidentiality: .confidential,
                    confidence: ConfidenceClaim(
                        reason: "businessSecret", why: "Rivals would know our prices.", until: moment.day(),
                        twin: noteID)))),
        .command(
            "text.draft",
            .draftText(
                TextDraft(
                    caseID: caseID, draft: noteID, source: RowID(caseID), field: "description", rev: 3,
                    marks: [
                        TextMark(from: 4, to: 9, reason: "businessSecret", replacement: "a fee"),
                        TextMark(from: 12, to: 20, reason: "identity"),
                    ], title: "The complaint", replaces: noteID))),
        .command("text.release", .releaseText(TextRelease(caseID: caseID, draft: noteID, text: "We paid [a fee]."))),
        .command(
            "text.withdraw", .withdrawText(TextWithdraw(caseID: caseID, text: noteID, reason: "A name was in it."))),
        .command(
            "confidence.set",
            .setConfidence(
                ConfidenceSet(
                    caseID: caseID, row: noteID, of: RowID(caseID),
                    claim: ConfidenceClaim(reason: "givenInConfidence", noSummary: "It is one number.")))),
        .command(
            "identity.request",
            .requestIdentity(IdentityRequest(caseID: caseID, request: noteID, reason: "A court asks.", days: 7))),
        .command(
            "identity.answer",
            .answerIdentity(
                IdentityAnswer(caseID: caseID, request: noteID, agrees: false, reason: "No order is shown."))),
        .command(
            "case.recordHistory",
            .recordHistory(
                HistoryRecord(
                    caseID: caseID, procedure: "ntb.tripartite", number: "NTB-000-039", publishedStatus: "Resolved",
                    stage: "resolved", fields: ["place": "Walvsi Bay"],
                    entries: [
                        HistoryEntry(
                            action: "progress", occurredOn: PartialDate("2012-07"), party: "Kenya", text: "Fixed.")
                    ], flags: ["resolvedWithoutDate"]))),
    ]
}
