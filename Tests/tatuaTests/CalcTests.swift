import CaseProtocol
import ClientCore
import Foundation
import Testing
import Workflow

@testable import tatua

@Suite struct CalcTests {
    private static func run(_ arguments: String...) async throws -> Ending {
        try await Stage().run("amina", ["calc"] + arguments)
    }

    /// Runs `body` with a table in a file, which is removed afterwards.
    private static func withTable(_ text: String, _ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "calc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "table.csv")
        try Data(text.utf8).write(to: file)
        do {
            try await body(file.path)
        } catch {
            try FileManager.default.removeItem(at: folder)
            throw error
        }
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `standing is computed from flags, without signing in`() async throws {
        let ending = try await Self.run(
            "standing", "--supports", "Kisumu Mills=30 t", "--opposes", "20 t", "--total", "120 t")
        #expect(ending.exitCode == .done && ending.complaints.isEmpty)
        #expect(ending.lines.first == "Standing of the applicant: standing is met")
        #expect(ending.lines.contains { $0.contains("30 t ÷ 120 t = 25 %") })
        #expect(ending.lines.allSatisfy { Plain.width($0) <= Page.columns })
    }

    @Test func `a table gives a margin, and --json one object`() async throws {
        let text = """
            id,market,model,price,quantity,currency,unit,compared
            h,home,A,115,40,USD,t,
            e,export,A,105,20,USD,t,h
            """
        try await Self.withTable(text) { path in
            let object = try await Self.run("margin", "--method", "t-t", "--csv", path, "--json").object
            let result = try #require(object["result"]?.object)
            // (115 − 105) × 20 = 200; 200 ÷ 2,100 = 9.5238… %.
            #expect(result["verdict"] == "dumpingFound")
            let margin = try #require(result["figures"]?.array?.first?.object)
            #expect(margin["value"] == "9.5238" && margin["unit"] == "%" && margin["rounded"] == true)
            #expect(object["attached"] == nil)
        }
    }

    @Test func `a slip in a table is named by line and column`() async throws {
        try await Self.withTable("country,volume\nUG,much\n") { path in
            let ending = try await Self.run("volume", "--csv", path)
            #expect(ending.exitCode == .refused)
            #expect(ending.complaints.joined(separator: " ").contains("Line 2, column 2"))
        }
        let missing = try await Self.run("volume", "--csv", "/nowhere/at/all.csv")
        #expect(missing.exitCode == .refused)
        #expect(missing.complaints.joined(separator: " ").contains("/nowhere/at/all.csv"))
    }

    @Test func `targeted comparison without reasons is refused with its article`() async throws {
        let ending = try await Self.run(
            "margin", "--method", "w-t", "--normal-value", "102 USD", "--export-price", "100 USD")
        #expect(ending.exitCode == .refused)
        #expect(ending.complaints.joined(separator: " ").contains("ADA 2.4.2"))
    }

    @Test(arguments: [
        ["standing"], ["standing", "--supports", "30"], ["volume", "--country", "350 t"],
        ["sunset", "--imposed", "2027-02-29"], ["duration", "--period", "2027-03-01"],
        ["duration", "--period", "2027-03-01..2027-02-01"], ["str", "5 USD", "--rec", "NAFTA", "--on", "2026-11-21"],
        ["provisional", "safeguard", "--lesser-duty"], ["margin"], ["lesser-duty", "--margin", "1,5", "--injury", "1"],
    ])
    func `wrong usage is told apart from a verdict`(arguments: [String]) async throws {
        let ending = try await Stage().run("amina", ["calc"] + arguments)
        #expect(ending.exitCode == .wrongUsage)
        #expect(ending.lines.isEmpty && !ending.complaints.isEmpty)
    }

    @Test(arguments: [
        (["sufficiency", "--home", "5 t", "--export", "100 t"], "sufficient"),
        (["below-cost", "--below", "19 t", "--total", "100 t"], "mayNotDisregard"),
        (["lesser-duty", "--margin", "12.5 %", "--injury", "8"], "lesserDuty"),
        (["margin", "--normal-value", "102 USD", "--export-price", "100 USD"], "dumpingFound"),
        (["volume", "--country", "TR=299 t", "--total", "10000 t"], "terminateAll"),
        (
            ["countervailing", "--country", "DE=500 t, 0.99 %", "--developing", "IN=500 t,2.01", "--total", "9000 t"],
            "terminateSome"
        ),
        (["exclusion", "--developing", "UG=3 t", "--total", "100 t"], "someExcluded"),
        (
            ["liberalisation", "--period", "2027-03-01..2031-03-01", "--start", "30 %", "--end", "9 %"], "liberalise"
        ),
        (["duration", "--period", "2027-03-01..2031-03-02"], "overCap"),
        (["reapply", "--earlier", "2027-03-01..2031-03-01", "--proposed", "2035-03-01"], "tooEarly"),
        (["provisional", "antidumping", "--initiated", "2027-01-01", "--applied", "2027-03-02"], "lawful"),
        (["retroactivity", "--provisional", "2027-06-30", "--initiated", "2027-01-01"], "datesOnly"),
        (["sunset", "--imposed", "2027-01-31", "--started", "2032-01-31"], "tooLate"),
        (["str", "2000 USD", "--rec", "comesa", "--on", "2026-11-21"], "eligible"),
    ])
    func `every test answers in 80 columns and as JSON`(arguments: [String], verdict: String) async throws {
        let stage = try Stage()
        let ending = try await stage.run("amina", ["calc"] + arguments)
        #expect(ending.exitCode == .done)
        #expect(ending.lines.allSatisfy { Plain.width($0) <= Page.columns })
        let object = try await stage.run("amina", ["calc"] + arguments + ["--json"]).object
        #expect(object["result"]?.object?["verdict"] == .string(verdict))
    }

    @Test func `help fits 80 columns`() async throws {
        for arguments in [["calc", "--help"], ["calc", "margin", "--help"], ["calc", "volume", "--help"]] {
            let ending = try await Stage().run("amina", arguments)
            #expect(ending.exitCode == .done)
            #expect(ending.lines.allSatisfy { Plain.width($0) <= Page.columns })
        }
    }

    @Test func `a result is kept on a case as an internal note that ends with its record`() async throws {
        let stage = try Stage()
        try await stage.signIn("amina", "kamau")
        try await stage.run("amina", Stage.filing)
        try await stage.run("amina", ["sync"])
        try await stage.run("kamau", ["sync"])
        let replica = try stage.replica("kamau")
        let cases = try await stage.run("kamau", ["list", "--json"]).object["cases"]?.array
        let reference = try #require(cases?.first?.object?["reference"]?.string)
        let test = ["calc", "sufficiency", "--home", "5 t", "--export", "100 t"]
        let ending = try await stage.run("kamau", test + ["--attach", reference])
        #expect(ending.exitCode == .done)
        #expect(ending.lines.joined(separator: " ").contains("\(reference): the result was noted, class internal"))
        let state = try replica.state(of: try replica.find(reference))
        let note = try #require(state.rows.values.first { $0.kind == .note })
        let last = try #require(note["text"]?.string?.split(separator: "\n").last)
        let record = try JSONValue(parsing: last.utf8)
        #expect(record.object?["verdict"] == "sufficient")
        #expect(record.object?["inputs"]?.object?["home"] == "5 t")
    }

    @Test func `without a case or a sign-in nothing is attached`() async throws {
        let stage = try Stage()
        let test = ["calc", "sufficiency", "--home", "5 t", "--export", "100 t", "--attach", "NTB-1"]
        #expect(try await stage.run("kamau", test).exitCode == .notLoggedIn)
        try await stage.signIn("kamau")
        #expect(try await stage.run("kamau", test).exitCode == .refused)
    }

    @Test func `a record that is too long goes without its inputs, and is refused when it is still too long`() throws {
        func result(countries: Int) throws -> LegalTestResult {
            try NegligibleVolume.evaluate(
                (0..<countries).map { CountryImports("country \($0)", try DecimalAmount("1 t", name: "volume")) })
        }
        #expect(try CalcAttachment.text(of: result(countries: 5)).contains("\"inputs\":{\"countries\":["))
        let short = try CalcAttachment.text(of: result(countries: 44))
        #expect(short.utf8.count <= CalcAttachment.bytesMax && short.contains("\"inputs\":{\"leftOut\":true}"))
        #expect(throws: Problem.self) { try CalcAttachment.text(of: result(countries: 400)) }
    }
}
