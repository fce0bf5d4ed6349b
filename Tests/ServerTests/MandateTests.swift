import CaseCrypto
import CaseProtocol
import HTTPTypes
import Testing
import Workflow

@testable import Server

/// Representatives, and the letters under which they act.
@Suite(.serialized) struct MandateTests {
    @Test func `a mandate begins on its first day and ends after its last by itself`() async throws {
        let scene = try await OrganisationScene()
        let stranger = "stranger"
        try await scene.join(stranger, try await scene.invite(mandate: try OrganisationScene.mandate("2026-11-23")))
        #expect(try await scene.part(of: stranger) == (false, false))
        try await scene.advance(days: 2)
        #expect(try await scene.part(of: stranger) == (true, true))
        try await scene.advance(days: 8)
        for name in [stranger, "chebet"] { #expect(try await scene.part(of: name) == (false, false), "\(name)") }
        let records = try await scene.server.store.read { try $0.affiliations(of: scene.firm) }
        #expect(!records.contains { $0.mandate != nil })
        #expect(try await scene.server.core.runAlternates() == 0)
        #expect(try await scene.part(of: "babu") == (true, true))
    }

    @Test func `a session from before the last day does not act after it, even where nobody looked at the clock`()
        async throws
    {
        let scene = try await OrganisationScene()
        let chebet = try await scene.now("chebet")
        scene.server.clock.advance(milliseconds: 10 * 86_400_000)
        #expect(try await chebet.send(chebet.note(scene.caseID, .confidential)).problem?.code == .notFound)
    }

    @Test func `what is wrong with a mandate is named`() async throws {
        let scene = try await OrganisationScene()
        func refusal(
            _ from: String = "2026-11-21", _ until: String = "2026-11-30", letter: [UInt8] = OrganisationScene.letter,
            reference: String = "LOA-12", raw: String? = nil
        ) async throws -> [String?] {
            var offer = try OrganisationScene.mandate(from, until, letter: letter, reference: reference)
            offer.letter = raw ?? offer.letter
            let refused = await problem { [offer] in _ = try await scene.invite(mandate: offer) }
            return [refused?.code.rawValue, refused?.path]
        }
        for (from, until) in [
            ("2026-11-10", "2026-11-20"), ("2026-11-25", "2026-11-24"), ("2026-11-21", "2029-12-01"),
        ] {
            #expect(try await refusal(from, until) == ["invalidField", "mandate.until"])
        }
        for reference in ["", "  ", "a\nb", String(repeating: "x", count: 201)] {
            #expect(try await refusal(reference: reference) == ["invalidField", "mandate.reference"])
        }
        for letter in [[], Array("We authorise.".utf8), Array("MZ".utf8), Array("PK\u{3}\u{4}".utf8)] {
            #expect(try await refusal(letter: letter) == ["invalidField", "mandate.letter"])
        }
        let long = Array("%PDF-".utf8) + [UInt8](repeating: 0x20, count: OrganisationRules.letterBytesMax)
        #expect(try await refusal(letter: long) == ["tooLong", "mandate.letter"])
        #expect(try await refusal(raw: "no*base64") == ["invalidField", "mandate.letter"])
    }

    @Test func `a later mandate takes the place of the one before`() async throws {
        let scene = try await OrganisationScene()
        try await scene.join(
            "chebet",
            try await scene.invite(mandate: try OrganisationScene.mandate("2026-11-21", "2027-01-31", reference: "B")))
        try await scene.advance(days: 20)
        #expect(try await scene.part(of: "chebet") == (true, true))
        let kept = try await scene.server.store.read { try $0.affiliations(of: scene.firm) }.compactMap(\.mandate)
        #expect(kept.map(\.reference) == ["B"])
    }

    @Test func `whoever sees who complains reads the letter, and nobody else knows of it`() async throws {
        let scene = try await OrganisationScene()
        let chebet = try await scene.now("chebet")
        #expect(try await chebet.send(chebet.note(scene.caseID, .confidential)) == .applied)
        let state = CaseState(
            caseID: scene.caseID, rows: try await scene.server.store.read { try $0.rows(of: scene.caseID) })
        let letter = try #require(state.filerMandates.first?.mandate.letter)
        func read(_ caseID: CaseID, _ letter: BlobID, by name: String) async throws -> ReadableLetter {
            try await scene.server.core.letter(
                LetterRequest(caseID: caseID, letter: letter), for: try await scene.now(name).signedIn)
        }
        for name in ["kamau", "amina", "babu", "chebet"] {
            let found = try await read(scene.caseID, letter, by: name)
            #expect(found.bytes == OrganisationScene.letter && found.type == "application/pdf", "\(name)")
        }
        // A lawyer of the same government is on the case and does not see who complains.
        _ = try await scene.server.person("wakili", "ministryLegal:KE")
        let lawyer = try await scene.server.signIn("wakili").signedIn
        let missing = try #require(BlobID(digest: [UInt8](repeating: 1, count: 32)))
        let unknown = await problem { _ = try await read(scene.server.id(), letter, by: "stranger") }
        let answers = [
            await problem { _ = try await read(scene.caseID, letter, by: "stranger") },
            await problem { _ = try await read(scene.caseID, missing, by: "kamau") },
            await problem {
                _ = try await scene.server.core.letter(
                    LetterRequest(caseID: scene.caseID, letter: letter), for: lawyer)
            },
        ]
        #expect(unknown?.code == .notFound && answers.allSatisfy { $0 == unknown })
        try await scene.change("chebet", to: nil)
        #expect(try await read(scene.caseID, letter, by: "kamau").bytes == OrganisationScene.letter, "it stays")
        #expect(await problem { _ = try await read(scene.caseID, letter, by: "chebet") } == unknown)
    }

    @Test func `an organisation has no more people than it may have`() async throws {
        let scene = try await OrganisationScene()
        let code = try await scene.invite()
        try await scene.server.store.write { transaction in
            for number in 3..<OrganisationRules.peopleMax {
                let account = Account(
                    id: .example(UInt64(10_000 + number)), name: "person \(number)", organisation: nil,
                    appointments: [], passwordHash: "-")
                try transaction.put(account)
                try transaction.put(
                    AffiliationRecord(user: account.id, organisation: scene.firm, standing: .member))
            }
        }
        #expect(await problem { try await scene.join("stranger", code) }?.code == .tooLong)
        #expect(await problem { _ = try await scene.invite() }?.code == .tooLong)
    }

    @Test func `over HTTP a letter is an attachment, and nothing of an organisation is answered without a token`()
        async throws
    {
        let scene = try await OrganisationScene()
        let chebet = try await scene.now("chebet")
        try #require(try await chebet.send(chebet.note(scene.caseID, .confidential)) == .applied)
        let token = try await scene.now("kamau").token
        let letter = try #require(BlobID(digest: SHA256.hash(OrganisationScene.letter).bytes))
        try await TestHTTP.with(scene.server) { http in
            let wanted = LetterRequest(caseID: scene.caseID, letter: letter)
            let answer = try await http.post(Endpoint.organisationLetter, wanted, token: token)
            #expect(answer.status == 200 && answer.body == OrganisationScene.letter)
            #expect(answer.headers[.contentType] == "application/pdf")
            #expect(answer.headers[.contentDisposition] == "attachment")
            for path in [
                Endpoint.organisations, Endpoint.organisationInvite, Endpoint.organisationJoin,
                Endpoint.organisationChange, Endpoint.organisationLetter,
            ] {
                let refused = try await http.post(path, wanted, token: nil)
                #expect(refused.status == 401, "\(path)")
            }
            for path in [Endpoint.adminSuspendOrganisation, Endpoint.adminChangeOrganisation] {
                #expect(try await http.post(path, wanted, token: token).status == 404, "\(path)")
            }
            let own = try await http.get(Endpoint.organisations, token: token)
            #expect(String(decoding: own.body, as: UTF8.self) == #"{"organisations":[]}"#)
        }
    }
}
