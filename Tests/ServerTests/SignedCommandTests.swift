import CaseCrypto
import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Commands that a device signs, and what somebody makes of them who has the token, the bytes of a command, or another device.
@Suite struct SignedCommandTests {
    private static func opening(_ person: TestPerson, _ n: Int = 1) throws -> CommandEnvelope {
        try person.envelope(n, .open(TestPerson.opening(person.server.id())))
    }

    /// What the server says of a push, and how many commands it has decided of the replica since.
    private func refusal(
        _ envelope: CommandEnvelope, from person: TestPerson
    ) async throws -> (problem: Problem?, decided: Int) {
        let refused = await problem { try await person.push([envelope]) }
        let replica = person.replica
        let decided = try await person.server.store.read { try $0.replica(replica)?.last ?? 0 }
        return (refused, decided)
    }

    @Test func `a signed command makes a commit with its signature and the key that it is right by`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        let device = try TestDevice(1)
        let amina = try await server.signIn("amina", device: device)
        let command = try device.signed(try Self.opening(amina), by: amina)
        #expect(try await amina.push([command]).out.map(\.outcome) == [.applied])
        let header = try #require(try await server.store.read { try $0.commit(try $0.head()) })
        let signature = try #require(header.device)
        #expect(signature.key == device.key.verifyingKey)
        let statement = CommandStatement(
            server: server.core.keys.verifyingKey, person: amina.id, at: command.at, hash: header.commandHash)
        #expect(signature.isRight(over: statement))
        #expect(header.signedText.hasPrefix("tatua-commit-2\n"))
        #expect(header.signedText.hasSuffix("\n\(device.key.verifyingKey)\n\(try #require(command.sig))"))
        // Without it the header is another.
        var stripped = header
        stripped.device = nil
        #expect(stripped.hash != header.hash)
    }

    @Test func `what follows by itself is the server's own, and no device's`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        let device = try TestDevice(1)
        let amina = try await server.signIn("amina", device: device)
        let caseID: CaseID = server.id()
        let opening = try amina.envelope(1, .open(TestPerson.opening(caseID)))
        let submit = try amina.envelope(
            2, .act(CaseAct(caseID: caseID, action: "submit", from: "draft", fields: TestPerson.filing)))
        _ = try await amina.push(try [opening, submit].map { try device.signed($0, by: amina) })
        let headers = try await server.store.read { snapshot in
            try (1...(try snapshot.head())).compactMap { try snapshot.commit($0) }
        }
        for header in headers { #expect((header.device != nil) == (header.replica == amina.replica)) }
        #expect(headers.contains { $0.device != nil })
    }

    enum Forgery: CaseIterable {
        case stripped, garbage, ofAnotherCommand, ofAnotherDevice, forAnotherServer
        case changedArguments, changedMoment, changedName, changedID, changedVersion
    }

    @Test(arguments: Forgery.allCases)
    func `a command that is not signed by the device as it stands is refused, and no number is used up`(
        forgery: Forgery
    ) async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        let device = try TestDevice(1)
        let amina = try await server.signIn("amina", device: device)
        let right = try device.signed(try Self.opening(amina), by: amina)
        var forged = right
        switch forgery {
        case .stripped: forged.sig = nil
        case .garbage: forged.sig = "AAAA"
        case .ofAnotherCommand: forged.sig = try device.signed(try Self.opening(amina), by: amina).sig
        case .ofAnotherDevice: forged.sig = try TestDevice(2).signed(right, by: amina).sig
        case .forAnotherServer:
            forged.sig = try device.signed(right, by: amina, for: try SigningKey.random().verifyingKey).sig
        case .changedArguments: forged.args = right.args + " "
        case .changedMoment: forged.at = Timestamp(milliseconds: right.at.milliseconds - 86_400_000)
        case .changedName: forged.cmd = "case.edit"
        case .changedID: forged.mid = server.id()
        case .changedVersion: forged.v = 2
        }
        #expect(forged != right)
        let (refused, decided) = try await refusal(forged, from: amina)
        #expect(refused?.code == (forgery == .stripped ? .signatureMissing : .signatureWrong))
        #expect(refused?.path == "commands[0].sig")
        #expect(decided == 0)
        // Nothing stands in the way of what the device itself sends.
        #expect(try await amina.push([right]).out.map(\.outcome) == [.applied])
    }

    @Test func `one wrong signature keeps the whole push out, those before it as well`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        let device = try TestDevice(1)
        let amina = try await server.signIn("amina", device: device)
        var commands = try (1...3).map { try device.signed(try Self.opening(amina, $0), by: amina) }
        commands[2].sig = commands[1].sig
        let refused = await problem { try await amina.push(commands) }
        #expect(refused?.code == .signatureWrong)
        #expect(refused?.path == "commands[2].sig")
        let replica = amina.replica
        #expect(try await server.store.read { try $0.replica(replica)?.last } == 0)
    }

    @Test func `a command replayed by the same device is answered again and does nothing`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        let device = try TestDevice(1)
        let amina = try await server.signIn("amina", device: device)
        let command = try device.signed(try Self.opening(amina), by: amina)
        _ = try await amina.push([command])
        let head = try await server.store.read { try $0.head() }
        #expect(try await amina.push([command]).out.map(\.outcome) == [.applied])
        #expect(try await server.store.read { try $0.head() } == head)
    }

    @Test func `another person who has the bytes of a command cannot send it as theirs`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        _ = try await server.person("mukasa", "complainant:UG")
        let (hers, his) = (try TestDevice(1), try TestDevice(2))
        let amina = try await server.signIn("amina", device: hers)
        let mukasa = try await server.signIn("mukasa", device: his)
        let command = try hers.signed(try Self.opening(amina), by: amina)
        let (refused, decided) = try await refusal(command, from: mukasa)
        #expect(refused?.code == .signatureWrong)
        #expect(decided == 0)
        // Signed by himself it is another statement; where hers came first, the id is taken.
        _ = try await amina.push([command])
        let (_, other) = try await refusal(try his.signed(command, by: mukasa), from: mukasa)
        #expect(other == 1)
        let replica = mukasa.replica
        let outcome = try await server.store.read { try $0.command(replica, n: 1)?.outcome }
        #expect(outcome?.problem?.code == .idUnavailable)
    }

    @Test func `a device told her key by somebody who has only seen it signs nothing of hers`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        _ = try await server.person("mukasa", "complainant:UG")
        let hers = try TestDevice(1)
        let amina = try await server.signIn("amina", device: hers)
        // Public keys are no secret: he tells hers as his.
        let mukasa = try await server.signIn("mukasa", device: hers)
        let command = try hers.signed(try Self.opening(amina), by: amina)
        #expect(try await refusal(command, from: mukasa).problem?.code == .signatureWrong)
    }

    @Test func `another device of the same person does not sign for the first`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        let (laptop, phone) = (try TestDevice(1), try TestDevice(2))
        let atLaptop = try await server.signIn("amina", device: laptop)
        let atPhone = try await server.signIn("amina", device: phone)
        let command = try laptop.signed(try Self.opening(atLaptop), by: atLaptop)
        #expect(try await refusal(command, from: atPhone).problem?.code == .signatureWrong)
        #expect(try await atLaptop.push([command]).out.map(\.outcome) == [.applied])
        // Under its own signature the phone may send it again, as a restored copy would: it happens once.
        let again = try await atPhone.push([try phone.signed(command, by: atPhone)])
        #expect(again.out.map(\.outcome) == [.applied])
    }

    @Test func `a key told by a later sign-in is good for that sign-in alone`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        let (own, foreign) = (try TestDevice(1), try TestDevice(2))
        let amina = try await server.signIn("amina", device: own)
        let later = try await server.signIn("amina", on: amina.replica, device: foreign)
        let command = try foreign.signed(try Self.opening(amina), by: amina)
        #expect(try await refusal(command, from: amina).problem?.code == .signatureWrong)
        #expect(try await refusal(try own.signed(command, by: amina), from: later).problem?.code == .signatureWrong)
        _ = try await amina.push([try own.signed(command, by: amina)])
        _ = try await later.push([try foreign.signed(try Self.opening(later, 2), by: later)])
        let headers = try await server.store.read { snapshot in
            try [snapshot.head() - 1, snapshot.head()].compactMap { try snapshot.commit($0) }
        }
        #expect(headers.map { $0.device?.key } == [own.key.verifyingKey, foreign.key.verifyingKey])
    }

    @Test func `a device that told no key sends unsigned, and what it puts there as a signature is not kept`()
        async throws
    {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        var command = try Self.opening(amina)
        command.sig = "AAAA"
        #expect(try await amina.push([command]).out.map(\.outcome) == [.applied])
        let header = try #require(try await server.store.read { try $0.commit(try $0.head()) })
        #expect(header.device == nil)
        #expect(header.replica == amina.replica)
        #expect(header.signedText.hasPrefix("tatua-commit-1\n"))
    }

    @Test func `a device of the version before sends unsigned until the first push that it signs`() async throws {
        let server = try await TestServer()
        _ = try await server.person("amina", "complainant:KE")
        let device = try TestDevice(1, signs: nil)
        let amina = try await server.signIn("amina", device: device)
        #expect(try await amina.push([try Self.opening(amina, 1)]).out.map(\.outcome) == [.applied])
        _ = try await amina.push([try device.signed(try Self.opening(amina, 2), by: amina)])
        let updated = TestPerson(
            server: server, signedIn: try await server.core.authenticate(amina.token), token: amina.token,
            epoch: amina.epoch)
        let (refused, decided) = try await refusal(try Self.opening(amina, 3), from: updated)
        #expect(refused?.code == .signatureMissing)
        #expect(decided == 2)
    }
}
