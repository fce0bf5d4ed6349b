import CaseProtocol
import Foundation
import Testing
import Workflow

@testable import Server
@testable import ServerHTTP
@testable import ServerSQLite

/// The table of limits in `docs/operations.md` has the numbers of the code, and names a test for each that there is.
/// `TATUA_RECORD=1 swift test --filter LimitsPageTests` writes it again, and such a run fails.
@Suite struct LimitsPageTests {
    private struct Limit {
        let subject: String
        let value: String
        /// What whoever goes past it meets.
        let past: String
        /// The suite and a sentence of it.
        let test: (suite: String, sentence: String)
    }

    private static func number(_ count: some BinaryInteger) -> String {
        var text = ""
        for (index, digit) in String(count).reversed().enumerated() {
            text = (index > 0 && index % 3 == 0 ? "\(digit)," : "\(digit)") + text
        }
        return text
    }

    private static func bytes(_ count: Int) -> String { number(count) + " bytes" }

    private static let all: [Limit] = conversation + files + people + load + connections

    private static let conversation: [Limit] = [
        Limit(
            subject: "body of a push, pull or estimate, packed and unpacked",
            value: bytes(Limits.standard.bodyBytesMax),
            past: "413 `bodyTooLarge`", test: ("OversizeTests", "a body that is announced too large")),
        Limit(
            subject: "body of a sign-in, and of a question for digests", value: bytes(SyncRoutes.loginBytesMax),
            past: "413 `bodyTooLarge`", test: ("OversizeTests", "a body in endless pieces ends at the limit")),
        Limit(
            subject: "body of a request about one's account", value: bytes(AccountRoutes.bytesMax),
            past: "413 `bodyTooLarge`", test: ("OversizeTests", "a bomb in gzip ends at the limit")),
        Limit(
            subject: "body of an administrator's request", value: bytes(AdminRoutes.bytesMax),
            past: "413 `bodyTooLarge`",
            test: ("OversizeTests", "a bomb in gzip ends at the limit")),
        Limit(
            subject: "depth of JSON", value: number(JSONValue.depthMax), past: "400 `malformedBody`",
            test: ("OversizeTests", "what nests deeper than it may is refused")),
        Limit(
            subject: "commands of a push", value: number(Limits.standard.pushCommandsMax), past: "400 `tooLong`",
            test: ("PushTests", "too many commands at once are refused as a whole")),
        Limit(
            subject: "text of a field", value: bytes(Limits.standard.textBytesMax), past: "outcome `tooLong`",
            test: ("LimitsPageTests", "a text longer than its limit is refused and kept")),
        Limit(
            subject: "marks in a text for the public", value: number(MarkedText.marksMax),
            past: "outcome `invalidField`",
            test: ("PublicTextTests", "more marks than a text may have")),
        Limit(
            subject: "days for which somebody is told who complained", value: number(Unsealing.daysMax),
            past: "outcome `invalidField`", test: ("IdentityAccessTests", "for more days than there may be")),
        Limit(
            subject: "reason of a hold or an erasure", value: bytes(ServerCore.retentionReasonBytesMax),
            past: "400 `tooLong`", test: ("ErasureTests", "a hold refuses it with its reason until it is ended")),
        Limit(
            subject: "months for which a rule keeps a case", value: number(ServerCore.retentionMonthsMax),
            past: "400 `invalidField`",
            test: ("RetentionTests", "rules say whose they are, for what exists, each outcome once")),
        Limit(
            subject: "page of a pull, packed", value: bytes(Limits.standard.pageBytesMax), past: "the next page",
            test: ("GzipRouteTests", "the limit of a page counts packed bytes")),
        Limit(
            subject: "compartments of a pull that are asked for again", value: number(PullRequest.againMax),
            past: "400 `malformedBody`", test: ("LimitsPageTests", "more compartments than may be asked for again")),
        Limit(
            subject: "cards of a page of the register", value: number(ServerCore.cardsMax), past: "400 `invalidField`",
            test: ("PublicCardTests", "a page of an impossible size is refused")),
    ]

    private static let files: [Limit] = [
        Limit(
            subject: "file of evidence", value: bytes(BlobLimits.standard.blobBytesMax), past: "outcome `tooLong`",
            test: ("BlobTests", "parts, files and days have limits")),
        Limit(
            subject: "part of an upload", value: bytes(BlobLimits.standard.chunkBytesMax), past: "413 `bodyTooLarge`",
            test: ("BlobTests", "parts, files and days have limits")),
        Limit(
            subject: "files that a person sends in a day", value: bytes(BlobLimits.standard.dayBytesMax),
            past: "429 `quotaExceeded`", test: ("BlobTests", "parts, files and days have limits")),
    ]

    private static let people: [Limit] = [
        Limit(
            subject: "wrong passwords for a name from one address, in \(AttemptLimiter.windowMinutes) minutes",
            value: number(AttemptSubject.narrowMax), past: "429 `tooManyAttempts`",
            test: ("AccountTests", "ten wrong passwords lock the name out")),
        Limit(
            subject: "the same for a name from all addresses but known devices", value: number(AttemptSubject.nameMax),
            past: "429 `tooManyAttempts`", test: ("AccountAttackTests", "stop at a hundred an hour")),
        Limit(
            subject: "the same from an address", value: number(AttemptSubject.addressMax),
            past: "429 `tooManyAttempts`", test: ("ShedLoadTests", "guessing passwords ends in 429")),
        Limit(
            subject: "new accounts from one address; from all of them (but by an invitation that holds), in "
                + "\(AttemptLimiter.windowMinutes) minutes",
            value: "\(number(AttemptSubject.registrationsMax)); \(number(AttemptSubject.allRegistrationsMax))",
            past: "429 `tooManyAttempts`", test: ("RegistrationTests", "an address makes five accounts in a quarter")),
        Limit(
            subject: "codes for another password, that one officer gives; for one name, in "
                + "\(AttemptLimiter.windowMinutes) minutes",
            value: "\(number(AttemptSubject.narrowMax)); \(number(AttemptSubject.codesMax))",
            past: "429 `tooManyAttempts`", test: ("GiveResetCodeTests", "ten askings of one officer, three codes")),
        Limit(
            subject: "password",
            value: "\(PasswordRules.charactersMin) characters to "
                + bytes(PasswordRules.bytesMax), past: "400 `invalidField`, `tooLong`",
            test: ("AccountTests", "what is wrong with a new account is named")),
        Limit(
            subject: "organisations that one person tries to make or join, in \(AttemptLimiter.windowMinutes) minutes",
            value: number(AttemptSubject.narrowMax), past: "429 `tooManyAttempts`",
            test: ("OrganisationServerTests", "codes are not for trying out")),
        Limit(
            subject: "organisations for which one person acts", value: number(OrganisationRules.organisationsMax),
            past: "400 `tooLong`", test: ("OrganisationServerTests", "one person acts for no more organisations")),
        Limit(
            subject: "people who act for one organisation", value: number(OrganisationRules.peopleMax),
            past: "400 `tooLong`", test: ("MandateTests", "an organisation has no more people than it may have")),
        Limit(
            subject: "letter of authority",
            value: bytes(OrganisationRules.letterBytesMax) + ", for \(number(OrganisationRules.mandateDaysMax)) days",
            past: "400 `tooLong`, `invalidField`", test: ("MandateTests", "what is wrong with a mandate is named")),
        Limit(
            subject: "people who begin to file without a name, in 60 minutes, unless set otherwise",
            value: number(AccountSettings().namelessPerHour ?? 0), past: "429 `tooManyAttempts`",
            test: ("NamelessAttackTests", "a flood of new codes ends at the measure of the hour")),
        Limit(
            subject: "what one device hands in before it is erased, until it is taken in",
            value: bytes(ServerCore.rescuedBytesMax), past: "507 `storageFull`",
            test: ("DirectiveShelfTests", "what is handed in twice is kept once")),
        Limit(
            subject: "passwords that wait to be checked", value: number(PasswordQueue.waitingMax), past: "503 `busy`",
            test: ("LimitsPageTests", "more passwords than may wait are turned away")),
        Limit(
            subject: "questions for digests of an account, in \(DigestLimiter.windowMilliseconds / 60_000) minutes",
            value: number(DigestLimiter.requestsMax), past: "429 `tooManyAttempts`",
            test: ("LimitsPageTests", "digests are counted by account")),
    ]

    private static let load: [Limit] = [
        Limit(
            subject: "pushes, pulls, estimates and digests under way", value: number(LoadLimits.standard.exchangesMax),
            past: "503 `busy` with a second of one's own", test: ("ShedLoadTests", "past the exchanges under way")),
        Limit(
            subject: "writes that wait, before others are turned away",
            value: number(LoadLimits.standard.writesWaitingMax), past: "503 `busy` with a second of one's own",
            test: ("HerdSlotsTests", "who is served depends on what is under way")),
        Limit(
            subject: "writes that wait, of whatever kind", value: number(GroupCommitLimits.standard.waitingMax),
            past: "503 `busy`", test: ("StoreGroupCommitTests", "no more than fits is taken on")),
        Limit(
            subject: "devices that wait for news",
            value: number(NewsBoard.waitersMax)
                + ", \(NewsBoard.waitersOfOneMax) of a person", past: "an answer at once, and `Sync-Backoff`",
            test: ("NewsTests", "one person does not take all places")),
        Limit(
            subject: "free room on the disk", value: bytes(ServerCore.roomBytesMin), past: "`/readyz` says 503",
            test: ("HealthTests", "a server without room")),
    ]

    private static let connections: [Limit] = {
        let limits = ConnectionLimits.standard
        return [
            Limit(
                subject: "open connections (`--connections-max`)", value: number(limits.connectionsMax),
                past: "the next one waits", test: ("SlowPeerTests", "past the most connections the next one waits")),
            Limit(
                subject: "of an address (`--connections-of-address-max`; not behind a proxy)",
                value: number(limits.ofAddressMax ?? 0), past: "503 `busy`, or closed under TLS",
                test: ("SlowPeerTests", "an address has its share of connections")),
            Limit(
                subject: "silence before a request, and the time for its head",
                value: "\(limits.idleMilliseconds / 1_000) s", past: "closed",
                test: ("SlowPeerTests", "a head that comes a byte at a time")),
            Limit(
                subject: "speed of a body and of reading an answer, after \(limits.patienceMilliseconds / 1_000) s",
                value: "\(limits.bytesPerSecondMin) bytes/s at least", past: "closed",
                test: ("SlowPeerTests", "a body that comes a byte at a time")),
            Limit(
                subject: "a header, and the address asked for", value: bytes(limits.headerBytesMax),
                past: "400, closed", test: ("OversizeTests", "too long a head")),
            Limit(
                subject: "all headers", value: bytes(limits.headersBytesMax) + ", \(limits.headersMax) of them",
                past: "400, closed", test: ("OversizeTests", "too long a head")),
        ]
    }()

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let mark = "<!-- limits -->\n"

    private static var table: String {
        "\n| what | limit | past it | shown by |\n|---|---|---|---|\n"
            + all.map { "| \($0.subject) | \($0.value) | \($0.past) | \($0.test.suite): “\($0.test.sentence)…” |\n" }
            .joined()
            + "\n"
    }

    @Test func `the page has the numbers of the code`() throws {
        let page = Self.root.appending(path: "docs/operations.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let after = try #require(text.range(of: Self.mark), "no mark")
        let rest = text[after.upperBound...]
        let old = rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)]
        if ProcessInfo.processInfo.environment["TATUA_RECORD"] == "1" {
            try Data(text.replacing(Self.mark + old, with: Self.mark + Self.table).utf8).write(to: page)
            Issue.record("recorded")
            return
        }
        #expect(String(old) == Self.table, "TATUA_RECORD=1 writes it again")
    }

    @Test func `every limit has the test that it names`() throws {
        for limit in Self.all {
            let file = Self.root.appending(path: "Tests/ServerTests/\(limit.test.suite).swift")
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.contains(limit.test.sentence), "\(limit.test)")
        }
    }

    @Test func `a text longer than its limit is refused and kept`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let caseID = try await amina.open()
        func note(_ count: Int) async throws -> Outcome {
            try await amina.send(
                .addNote(
                    NoteAdd(
                        caseID: caseID, note: server.id(), text: String(repeating: "x", count: count),
                        confidentiality: .parties)))
        }
        #expect(try await note(Limits.standard.textBytesMax) == .applied)
        #expect(try await note(Limits.standard.textBytesMax + 1).problem?.code == .tooLong)
    }

    @Test func `more compartments than may be asked for again are refused`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let cursor = try #require(try await amina.pull(nil).trailer?.next)
        func ask(_ count: Int) async -> ProblemCode? {
            let again = (0..<count).map { _ in Compartment(caseID: server.id(), .parties) }
            return await problem {
                _ = try await server.core.pull(
                    PullRequest(replica: amina.replica, cursor: cursor, acked: 0, again: again), as: amina.signedIn)
            }?.code
        }
        #expect(await ask(PullRequest.againMax) == nil)
        #expect(await ask(PullRequest.againMax + 1) == .malformedBody)
    }

    @Test func `digests are counted by account`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let other = try await server.person("otieno", "complainant:KE")
        func ask(_ person: TestPerson) async -> ProblemCode? {
            await problem {
                _ = try await server.core.digest(
                    DigestRequest(replica: person.replica, epoch: person.epoch, ask: [DigestAsk(aud: .all, at: "")]),
                    as: person.signedIn)
            }?.code
        }
        for _ in 0..<DigestLimiter.requestsMax { #expect(await ask(amina) == nil) }
        #expect(await ask(amina) == .tooManyAttempts)
        #expect(await ask(other) == nil)
    }

    @Test func `more passwords than may wait are turned away, and the others are checked`() async throws {
        let queue = PasswordQueue()
        let count = PasswordQueue.waitingMax
        let answers = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<(count * 4) {
                group.addTask {
                    do {
                        return try await queue.run { (0..<2_000).reduce(0, +) > 0 }
                    } catch { return false }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == count * 4 && answers.count(where: { $0 }) >= count)
        #expect(try await queue.run { true }, "there is room again")
    }
}
