import CaseProtocol
import Testing
import Workflow

@testable import Server

/// A file given in confidence on the devices of the country complained of: its row and its bytes.
@Suite struct SharedPaperServerTests {
    private static let bytes = Array("What a truck costs a day.".utf8)

    /// The files of copies that a pull brought, the compartments that left, and the next cursor.
    private static func pull(
        _ person: TestPerson, from start: String?
    ) async throws -> (copies: [Row], left: Set<Compartment>, next: String?) {
        var (cursor, copies, left) = (start, [Row](), Set<Compartment>())
        while true {
            let page = try await person.pull(cursor)
            copies += page.rows.filter { $0.kind == .evidence && $0["copyOf"] != nil }
            for case .leave(let compartment) in page { left.insert(compartment) }
            cursor = page.trailer?.next ?? cursor
            if page.trailer?.complete != false { return (copies, left, cursor) }
        }
    }

    @Test(arguments: [false, true])
    func `row and bytes come with the consent and go with it, whoever shares`(byFocalPoint: Bool) async throws {
        let scene = try await BlobScene()
        let nakato = try await scene.server.person("nakato", "focalPoint:UG")
        let others = [
            try await scene.server.person("okello", "nmcMember:UG"),
            try await scene.server.person("jumuiya", "recOfficer:EAC"),
            try await scene.server.person("lawyer", "ministryLegal:UG"),
        ]
        let player = RolePlayer(server: scene.server)
        let caseID = try await player.open("ntb.tripartite", by: scene.amina, TestPerson.filing)
        try await player.act("submit", on: caseID, by: scene.amina, TestPerson.filing)
        let sides: [String: JSONValue] = ["imposingCountry": "UG", "policyOrRegulatory": false]
        try await player.act("register", on: caseID, by: scene.kamau, sides)
        try await scene.attach(Self.bytes, by: scene.amina, on: caseID, .confidential)
        let blob = try BlobScene.hash(Self.bytes)
        try await scene.send(Self.bytes, as: blob, by: scene.amina)
        #expect(try await scene.read(blob, by: nakato) == nil)
        let before = try await Self.pull(nakato, from: nil)
        #expect(before.copies.isEmpty)
        let sharer = byFocalPoint ? scene.kamau : scene.amina
        let consent: [String: JSONValue] = ["paperConsentOn": "2026-11-02", "paperConsentHow": "signature"]
        let fields = ["paper": "a.txt" as JSONValue].merging(byFocalPoint ? consent : [:]) { $1 }
        #expect(try await sharer.act("sharePaper", on: caseID, fields) == .applied)
        let shared = try await Self.pull(nakato, from: before.next)
        #expect(shared.copies.map { $0["blob"] } == [.string(blob.description)])
        #expect(try await scene.read(blob, by: nakato) == Self.bytes)
        for person in others {
            #expect(try await Self.pull(person, from: nil).copies.isEmpty)
            #expect(try await scene.read(blob, by: person) == nil)
        }
        // What the case goes through meanwhile leaves it open.
        try await player.act("acknowledge", on: caseID, by: nakato)
        #expect(try await scene.read(blob, by: nakato) == Self.bytes)
        #expect(try await scene.amina.act("unsharePaper", on: caseID, ["paper": "a.txt"]) == .applied)
        let withdrawn = try await Self.pull(nakato, from: shared.next)
        #expect(withdrawn.left == Set(shared.copies.map(\.compartment)) && withdrawn.copies.isEmpty)
        #expect(try await scene.read(blob, by: nakato) == nil)
        #expect(try await scene.read(blob, by: scene.kamau) == Self.bytes)
        #expect(try await Self.pull(nakato, from: nil).copies.isEmpty)
    }

    @Test func `a row that a client writes gives nobody bytes by naming what it is a copy of`() async throws {
        let scene = try await BlobScene()
        try await scene.attach(Self.bytes, by: scene.amina)
        let blob = try BlobScene.hash(Self.bytes)
        try await scene.send(Self.bytes, as: blob, by: scene.amina)
        // Whoever knows the hash names it on a case of their own, and has not sent it.
        try await scene.attach(Self.bytes, by: scene.stranger, on: scene.foreignCase)
        #expect(try await scene.read(blob, by: scene.stranger) == nil)
    }
}
