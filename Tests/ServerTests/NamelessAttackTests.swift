import CaseProtocol
import Testing
import Workflow

@testable import Server

/// What can be tried against people without a name, and by them.
@Suite struct NamelessAttackTests {
    @Test func `a wrong code is answered as a wrong password is, in words, size and work`() async throws {
        let server = try await TestServer()
        _ = try await server.person("kamau", "focalPoint:KE")
        let account = try NamelessAccount(number: 1)
        _ = try await server.register(account)
        let other = try NamelessAccount(number: 2)
        try await TestHTTP.with(server) { http in
            func answers(_ name: String) async throws -> (bodies: [[UInt8]], hashes: Int) {
                let before = server.core.passwords.doneCount
                var bodies: [[UInt8]] = []
                for _ in 0..<12 {
                    let login = LoginRequest(user: name, password: other.password, code: nil, replica: server.id())
                    let answer = try await http.post(Endpoint.login, login)
                    bodies.append(answer.body + Array("\(answer.status) \(answer.headers)".utf8))
                }
                return (bodies, server.core.passwords.doneCount - before)
            }
            let all = [
                try await answers("kamau"), try await answers(account.name), try await answers(other.name),
            ]
            #expect(all.map(\.hashes) == [10, 10, 10])
            #expect(all[1].bodies == all[0].bodies)
            #expect(all[2].bodies == all[0].bodies)
        }
        // Whoever guesses keeps nobody out.
        _ = try await server.signIn(account, from: "10.0.0.9")
    }

    @Test func `a flood of new codes ends at the measure of the hour, and everybody else goes on`() async throws {
        let server = try await TestServer()
        _ = try await server.core.changeSetting(ChangeSettingRequest(name: "registration", value: "on"))
        _ = try await server.core.changeSetting(ChangeSettingRequest(name: "without-name", value: "20"))
        let early = try NamelessAccount(number: 1_000)
        _ = try await server.register(early, from: "10.0.0.1")
        var codes: [ProblemCode?] = []
        for number in 0..<40 {
            let account = try NamelessAccount(number: UInt64(number))
            codes.append(await problem { _ = try await server.register(account, from: "10.6.\(number).1") }?.code)
        }
        #expect(codes == Array(repeating: nil, count: 19) + Array(repeating: .tooManyAttempts, count: 21))
        try await TestHTTP.with(server) { http in
            let refused = try await http.post(Endpoint.register, try NamelessAccount(number: 99).registration)
            #expect(refused.status == 429)
            // A person with a name registers, and a code that there is signs in and files.
            let trader = RegisterRequest(name: "amina", password: "seven red bicycles", country: "KE")
            #expect(try await http.post(Endpoint.register, trader).status == 200)
        }
        let person = try await server.signIn(early, from: "10.0.0.1")
        _ = try await person.open()
        // Their own, asked for again, is no new one.
        _ = try await server.register(early, from: "10.0.0.1")
        let late = try NamelessAccount(number: 77)
        server.clock.advance(milliseconds: 59 * 60_000)
        #expect(await problem { _ = try await server.register(late) }?.code == .tooManyAttempts)
        server.clock.advance(milliseconds: 60_000)
        _ = try await server.register(late)
    }

    @Test func `one address makes five in a quarter of an hour`() async throws {
        let server = try await TestServer()
        for number in 0..<5 {
            _ = try await server.register(try NamelessAccount(number: UInt64(number)), from: "10.0.0.1")
        }
        let sixth = try NamelessAccount(number: 6)
        #expect(await problem { _ = try await server.register(sixth, from: "10.0.0.1") }?.code == .tooManyAttempts)
        _ = try await server.register(sixth, from: "10.0.0.2")
    }

    @Test func `an administrator switches it off, and those who filed go on`() async throws {
        let server = try await TestServer()
        let account = try NamelessAccount(number: 1)
        _ = try await server.register(account)
        _ = try await server.core.changeSetting(ChangeSettingRequest(name: "without-name", value: "off"))
        let other = try NamelessAccount(number: 2)
        #expect(await problem { _ = try await server.register(other) }?.code == .registrationClosed)
        _ = try await server.signIn(account).open()
        for value in ["0", "-1", "on", "10001", "07"] {
            let refused = await problem {
                _ = try await server.core.changeSetting(ChangeSettingRequest(name: "without-name", value: value))
            }
            #expect(refused?.code == .invalidField, "\(value)")
        }
    }

    @Test func `no role, office, seat, colleague, password or factor is given to an account without a name`()
        async throws
    {
        let server = try await TestServer()
        let account = try NamelessAccount(number: 1)
        _ = try await server.register(account)
        let person = try await server.signIn(account)
        let (core, name) = (server.core, account.name)
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let amina = try await server.person("amina", "complainant:KE")
        let caseID = try await amina.file()
        try await kamau.register(caseID)
        func expect(_ code: ProblemCode, _ what: String, _ body: () async throws -> Void) async {
            let answer = await problem(body)?.code
            #expect(answer == code, "\(what)")
        }
        await expect(.notFound, "a role") {
            try await core.changeUser(ChangeUserRequest(name: name, roles: ["focalPoint:KE"]))
        }
        await expect(.notFound, "suspension") {
            try await core.changeUser(ChangeUserRequest(name: name, isSuspended: true))
        }
        await expect(.notFound, "a password of the administrator's") {
            try await core.resetPassword(ResetPasswordRequest(name: name, password: "seven red bicycles"))
        }
        await expect(.notFound, "the list of devices") {
            _ = try await core.sessions(of: UserSessionsRequest(name: name))
        }
        let day = TestServer.start.day()
        await expect(.notFound, "as an alternate") {
            _ = try await core.nameAlternate(AlternateRequest(name: name, from: day, until: day), for: kamau.signedIn)
        }
        await expect(.notPermitted, "with an alternate") {
            let wanted = AlternateRequest(name: "kamau", from: day, until: day)
            _ = try await core.nameAlternate(wanted, for: person.signedIn)
        }
        await expect(.notPermitted, "another password") {
            let change = ChangePasswordRequest(old: account.password, new: "seven red bicycles")
            try await core.changePassword(change, of: person.signedIn)
        }
        await expect(.notPermitted, "a second factor") {
            let wanted = SecondFactorRequest(password: account.password)
            _ = try await core.offerSecondFactor(wanted, to: person.signedIn)
        }
        await expect(.notPermitted, "an organisation of their own") {
            let wanted = MakeOrganisationRequest(name: "Kilimo Exports", country: "KE")
            _ = try await core.makeOrganisation(wanted, for: person.signedIn)
        }
        let firm = try await core.makeOrganisation(
            MakeOrganisationRequest(name: "Kilimo Exports", country: "KE"), for: amina.signedIn)
        let code = try await core.inviteToOrganisation(
            OrganisationInvitationRequest(organisation: firm.id), for: amina.signedIn
        ).code
        await expect(.notPermitted, "somebody else's organisation") {
            _ = try await core.joinOrganisation(JoinOrganisationRequest(code: code), for: person.signedIn)
        }
        let assign = CaseCommand.assign(CaseAssign(caseID: caseID, person: account.user, desk: nil))
        let (byOfficer, byThemself) = (try await kamau.send(assign), try await person.send(assign))
        #expect(byOfficer.problem != nil && byThemself.problem?.code == .notFound)
        // Whatever an account says, the rules see a complainant.
        let stored = try #require(try await server.store.read { try $0.account(account.user) })
        var forged = stored
        forged.appointments = [Appointment(.focalPoint, scope: "KE"), Appointment(.auditor)]
        try await server.store.write { [forged] in try $0.put(forged) }
        #expect(forged.party.appointments.isEmpty && forged.party.audiences == [.all, .user(account.user)])
        core.forgetSessions()
        let again = try await server.signIn(account)
        #expect(try await again.act("transmit", on: caseID).problem?.code == .notFound)
    }

    @Test func `code, name and password are in no log, no list and no row of others`() async throws {
        let log = KeptLog()
        let server = try await TestServer(log: log.logger())
        let account = try NamelessAccount(number: 1)
        _ = try await server.register(account, from: "10.20.30.40")
        let person = try await server.signIn(account, from: "10.20.30.40")
        let player = RolePlayer(server: server)
        let desk = try await server.person("zawadi", "triageOfficer:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let caseID = try await player.open("unfair.malpractice", "report", by: person, ["country": "KE"])
        try await player.act("ask", on: caseID, by: desk)
        let complaint = try await person.open()
        try await person.act("submit", on: complaint, TestPerson.filing.merging(["reportingCountry": "KE"]) { $1 })
        #expect(try await kamau.act("askInfo", on: complaint, ["questions": "Where?"]) == .applied)
        _ = await problem {
            _ = try await server.core.login(
                LoginRequest(user: account.name, password: "wrong", code: nil, replica: server.id()),
                from: "10.20.30.40")
        }
        let canaries = [account.name, String(account.name.dropFirst(5)), account.password, account.user.description]
        for canary in canaries + ["10.20.30.40"] {
            // Of a request that an officer made the log may name the officer.
            #expect(!log.lines.contains { $0.contains(canary) }, "\(canary)")
        }
        #expect(!log.lines.isEmpty)
        for officer in [desk, kamau] {
            let text = try await officer.pull(nil).rows.map(\.json.canonicalText).joined()
            #expect(text.contains("complainant"))
            for canary in canaries { #expect(!text.contains(canary)) }
        }
        let users = try await server.core.users().users
        #expect(users.map(\.name) == ["kamau", "zawadi"])
    }
}
