import CaseProtocol
import ClientCore
import Foundation
import Testing
import Workflow

@testable import tatua

@Suite struct FilingTests {
    @Test func `a filing that lacks something names all of it and queues nothing`() async throws {
        let stage = try Stage()
        try await stage.signIn("amina")
        let ending = try await stage.run("amina", ["file", "--set", "place=Malaba", "--json"])
        #expect(ending.exitCode == .refused)
        #expect(
            try ending.object["problem"]?.object?["allowed"] == [
                "ntbCategory", "locationCountry", "incidentOn", "description", "contact",
            ])
        #expect(try stage.replica("amina").outbox().isEmpty)
        #expect(try stage.replica("amina").cases().isEmpty)
    }

    @Test func `nobody is asked where there is no terminal`() async throws {
        let stage = try Stage()
        try await stage.signIn("amina")
        let terminal = FakeTerminal(isInteractive: false, answers: ["2.8", "UG"])
        try await stage.run("amina", ["file"], terminal)
        #expect(terminal.readLine() == "2.8")
    }

    @Test func `consent is no unless it was given, and the notice's version is kept`() async throws {
        let stage = try Stage()
        try await stage.signIn("amina")
        try await stage.run("amina", Stage.filing + ["--set", "shareWithImposing=yes"])
        let caseID = try #require(try stage.replica("amina").cases().first?.caseID)
        let parties = try stage.replica("amina").state(of: caseID).rows(.party)
        let sealed = try #require(parties.first { $0.compartment.confidentiality == .sealed })
        #expect(sealed["consentPublishFirm"] == false)
        #expect(sealed["shareWithImposing"] == true)
        #expect(sealed["privacyNotice"]?.string == PrivacyNotice.version)
        #expect(sealed["contact"] == "+254 700 000 001")
    }

    @Test func `a file of fields is read, and what the command line sets goes before it`() async throws {
        let stage = try Stage()
        try await stage.signIn("amina")
        let file = FileManager.default.temporaryDirectory.appending(path: "tatua-filing-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(
            """
            {"ntbCategory":"2.8","locationCountry":"ug","place":"Malaba","incidentOn":"2026-11-19",
             "description":"Tested twice.","contact":"+254 700 000 001","stillHappening":true,"product":null}
            """.utf8
        ).write(to: file)
        let ending = try await stage.run("amina", ["file", "--from", file.path, "--set", "place=Busia"])
        #expect(ending.exitCode == .done)
        let header = try #require(try stage.replica("amina").cases().first)
        #expect(header.place == "Busia")
        #expect(header.row["locationCountry"] == "UG")
        #expect(header.row["stillHappening"] == true)
        #expect(header.product == nil)
    }

    @Test(arguments: ["{\"place\":1.5}", "[1]", "{\"place\":", "{\"plaice\":\"Malaba\"}"])
    func `a file that is not an object of known fields is refused`(text: String) async throws {
        let stage = try Stage()
        try await stage.signIn("amina")
        let file = FileManager.default.temporaryDirectory.appending(path: "tatua-filing-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        let ending = try await stage.run("amina", ["file", "--from", file.path])
        #expect(ending.exitCode == .refused)
        #expect(try stage.replica("amina").outbox().isEmpty)
    }

    @Test func `a focal point records a report by phone, without a notice`() async throws {
        let stage = try Stage()
        try await stage.signIn("kamau")
        let terminal = FakeTerminal()
        let ending = try await stage.run(
            "kamau",
            [
                "file", "--as", "recordLead", "--set", "phone=+254 700 000 009", "--set", "text=Held at Busia.",
                "--set",
                "receivedAt=2026-11-21", "--json",
            ], terminal)
        #expect(ending.exitCode == .done)
        #expect(try ending.object["stage"] == "lead")
        #expect(terminal.lines.isEmpty)
    }
}
