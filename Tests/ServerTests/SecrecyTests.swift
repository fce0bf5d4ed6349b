import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Before initiation a trade-remedy case is the applicant's and the assigned investigators' alone (ADA 5.5).
@Suite struct SecrecyTests {
    private struct Office {
        let fixture: StoreFixture
        let server: TestServer
        let applicant: TestPerson
        let head: TestPerson
        let secret: CaseID
        /// Everybody who may not know.
        let others: [TestPerson]

        init(_ kind: StoreKind) async throws {
            fixture = try StoreFixture(kind)
            server = try await TestServer(store: fixture.store, catalogue: .linking)
            applicant = try await server.person("tilemakers", "industryApplicant:KE")
            head = try await server.person("head", "authorityHead:KE")
            var others: [TestPerson] = []
            for (name, role) in [
                ("exporter", "interestedParty:CN"), ("investigator", "investigator:KE"),
                ("kamau", "focalPoint:KE"), ("minister", "minister:KE"), ("rival", "industryApplicant:KE"),
                ("admin", "sysAdmin"),
            ] {
                others.append(try await server.person(name, role))
            }
            self.others = others
            secret = try await applicant.fileRemedy(label: "TT4T-1")
        }

        func number() async throws -> String { try #require(try await server.header(secret)?.number) }
    }

    @Test(arguments: StoreKind.allCases)
    func `nothing of a secret case is pulled by anybody else, until it is initiated`(kind: StoreKind) async throws {
        let office = try await Office(kind)
        for person in office.others {
            let lines = try await person.pull(nil)
            #expect(!lines.rows.contains { $0.caseID == office.secret }, "\(person.signedIn.party.name)")
            let told = lines.contains { line in
                if case .enter(let compartment, _) = line { compartment.caseID == office.secret } else { false }
            }
            #expect(!told, "\(person.signedIn.party.name)")
        }
        #expect(try await office.head.pull(nil).rows.contains { $0.caseID == office.secret })
        #expect(try await office.head.act("initiate", on: office.secret) == .applied)
        let seeing = try await office.others.asyncFilter { person in
            try await person.pull(nil).rows.contains { $0.caseID == office.secret }
        }
        #expect(seeing.map(\.signedIn.party.name) == ["investigator", "minister"])
    }

    @Test(arguments: StoreKind.allCases)
    func `every command on a secret case is answered as one on no case`(kind: StoreKind) async throws {
        let office = try await Office(kind)
        let missing: CaseID = office.server.id()
        for person in office.others {
            for command in [
                { (caseID: CaseID) in CaseCommand.act(CaseAct(caseID: caseID, action: "initiate", from: nil)) },
                { .act(CaseAct(caseID: $0, action: "noteLink", from: nil, fields: ["kind": "joint"])) },
                { .edit(CaseEdit(caseID: $0, fields: ["product": "Tiles"], base: [:])) },
                { .assign(CaseAssign(caseID: $0, person: nil, desk: .investigator)) },
                { person.note($0) },
            ] as [(CaseID) -> CaseCommand] {
                let hidden = try await person.send(command(office.secret))
                let unknown = try await person.send(command(missing))
                #expect(try CanonicalJSON.encode(hidden) == CanonicalJSON.encode(unknown))
                #expect(hidden.problem?.code == .notFound)
            }
        }
    }

    /// Ids are 122 random bits that only those have who see the case: nobody comes upon one. Whoever has one learns that it is
    /// taken, of a draft, a note or a case alike, and not by what.
    @Test(arguments: StoreKind.allCases)
    func `opening a case under the id of a secret one is answered as under that of any row`(
        kind: StoreKind
    ) async throws {
        let office = try await Office(kind)
        let kamau = office.others[2]
        let amina = try await office.server.person("amina", "complainant:KE")
        let draft = try await amina.open()
        let taken = try await kamau.send(.open(TestPerson.opening(office.secret)))
        #expect(taken == (try await kamau.send(.open(TestPerson.opening(draft)))))
        #expect(taken.problem?.code == .idUnavailable)
    }

    @Test(arguments: StoreKind.allCases)
    func `a secret case cannot be named as the other one, by number, label or id`(kind: StoreKind) async throws {
        let office = try await Office(kind)
        let rival = office.others[4]
        let own = try await rival.fileRemedy("Floor tiles")
        #expect(try await office.head.act("initiate", on: own) == .applied)
        let investigator = office.others[1]
        let number = try await office.number()
        var outcomes: [Outcome] = []
        for reference in [number, "TT4T-1", "\(office.secret)", "TR-2026-00001-A", "\(office.server.id() as CaseID)"] {
            outcomes.append(try await investigator.act("joinCase", on: own, ["otherCase": .string(reference)]))
        }
        #expect(outcomes[0].problem?.path == "fields.otherCase")
        #expect(Set(outcomes).count == 1, "\(outcomes)")
    }

    @Test(arguments: StoreKind.allCases)
    func `a link to a secret case names it to nobody who may not know of it`(kind: StoreKind) async throws {
        let office = try await Office(kind)
        let rival = office.others[4]
        let open = try await rival.fileRemedy("Floor tiles")
        #expect(try await office.head.act("initiate", on: open) == .applied)
        let investigator = office.others[1]
        #expect(
            try await office.head.send(.assign(CaseAssign(caseID: open, person: investigator.id, desk: nil)))
                == .applied)
        let named: [String: JSONValue] = ["otherCase": .string(try await office.number())]
        #expect(try await office.head.act("joinCase", on: open, named) == .applied)
        for person in office.others {
            let rows = try await person.pull(nil).rows
            let text = rows.map { $0.json.canonicalText }.joined()
            #expect(!text.contains("\(office.secret)"), "\(person.signedIn.party.name)")
            #expect(!text.contains(try await office.number()), "\(person.signedIn.party.name)")
        }
        #expect(try await investigator.pull(nil).rows.filter { $0.kind == .link }.count == 1, "that there is one")
        #expect(try await office.server.links(on: office.secret).contains { $0.isNoted && $0.otherCase == open })
        #expect(try await office.head.act("unjoin", on: open) == .applied)
        for caseID in [open, office.secret] {
            #expect(try await office.server.links(on: caseID).allSatisfy { !$0.isStanding })
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a secret case that is merged lends its number to none that others read`(kind: StoreKind) async throws {
        let office = try await Office(kind)
        let open = try await office.others[4].fileRemedy("Floor tiles")
        #expect(try await office.head.act("initiate", on: open) == .applied)
        let named: [String: JSONValue] = ["otherCase": .string("\(open)")]
        #expect(try await office.head.act("mergeDuplicate", on: office.secret, named) == .applied)
        #expect(try await office.server.header(open)?.aliases == [])
        #expect(try await office.server.links(on: open).isEmpty)
    }
}

extension Array {
    fileprivate func asyncFilter(_ isIncluded: (Element) async throws -> Bool) async rethrows -> [Element] {
        var kept: [Element] = []
        for element in self where try await isIncluded(element) { kept.append(element) }
        return kept
    }
}
