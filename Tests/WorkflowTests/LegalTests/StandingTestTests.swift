import CaseProtocol
import Testing
import Workflow

@Suite struct StandingTestTests {
    private static func producers(
        supports: String, opposes: String, silent: String = "0 t"
    ) throws -> [StandingTest.Producer] {
        [
            .init("Kisumu Mills", output: try decimalAmount(supports), .supports),
            .init("Nakuru Mills", output: try decimalAmount(opposes), .opposes),
            .init("Eldoret Mills", output: try decimalAmount(silent), .silent),
        ]
    }

    // Of 10,000 t in all, nobody opposes: 2,499 t = 24.99 %, 2,500 t = 25 %, 2,501 t = 25.01 %.
    @Test(arguments: [
        ("2499 t", "24.99", LegalVerdict.standingNotMet), ("2500 t", "25", .standingMet),
        ("2501 t", "25.01", .standingMet),
        ("2499.999999999 t", "25", .standingNotMet),
    ])
    func `supporters need at least 25 percent of the industry`(
        supports: String, share: String, verdict: LegalVerdict
    ) throws {
        let result = try StandingTest.evaluate(
            Self.producers(supports: supports, opposes: "0 t"), totalOutput: decimalAmount("10000 t"))
        #expect(result.verdict == verdict)
        #expect(result.value("share of the industry") == share)
        #expect(result.value("share of those who speak") == "100")
    }

    // Supporters and opponents have 10,000 t together, nobody is silent.
    @Test(arguments: [
        ("4999 t", "5001 t", LegalVerdict.standingNotMet), ("5000 t", "5000 t", .standingNotMet),
        ("5001 t", "4999 t", .standingMet), ("5000.00000001 t", "4999.99999999 t", .standingMet),
    ])
    func `exactly half of those who speak is not more than half`(
        supports: String, opposes: String, verdict: LegalVerdict
    ) throws {
        #expect(try StandingTest.evaluate(Self.producers(supports: supports, opposes: opposes)).verdict == verdict)
    }

    // 30 ÷ (30 + 20) = 60 %, but 30 ÷ 200 = 15 %: the two denominators differ by those who are silent.
    @Test func `the silent count in one denominator only`() throws {
        let result = try StandingTest.evaluate(
            Self.producers(supports: "30 t", opposes: "20 t", silent: "50 t"), totalOutput: decimalAmount("200 t"))
        #expect(result.verdict == .standingNotMet)
        #expect(result.value("share of those who speak") == "60")
        #expect(result.value("share of the industry") == "15")
        #expect(result.steps.contains { $0.contains("not listed make 100 t") })
    }

    // With the related importer: 40 ÷ (40 + 60) = 40 %. Without it: 40 ÷ 40 = 100 % and 40 ÷ (150 − 60) = 44.4444… %.
    @Test func `related producers can be left out of both denominators`() throws {
        let producers = [
            StandingTest.Producer("Kisumu Mills", output: try decimalAmount("40 t"), .supports),
            StandingTest.Producer("Importing Mills", output: try decimalAmount("60 t"), .opposes, isRelated: true),
        ]
        let total = try decimalAmount("150 t")
        #expect(try StandingTest.evaluate(producers, totalOutput: total).verdict == .standingNotMet)
        let result = try StandingTest.evaluate(producers, totalOutput: total, excludesRelated: true)
        #expect(result.verdict == .standingMet)
        #expect(result.value("total output") == "90")
        #expect(result.value("share of the industry") == "44.4444")
        #expect(result["share of the industry"]?.isRounded == true)
    }

    @Test func `mixed units are refused by the two names`() throws {
        #expect(
            throws: LegalTestRefusal.mixedUnits(
                "output of “Nakuru Mills”", "kg", "output of “Kisumu Mills”", "t")
        ) { try StandingTest.evaluate(Self.producers(supports: "30 t", opposes: "20 kg")) }
    }

    @Test func `what cannot be is refused by name`() throws {
        #expect(throws: LegalTestRefusal.negative("output of “Nakuru Mills”", "-1 t")) {
            try StandingTest.evaluate(Self.producers(supports: "30 t", opposes: "-1 t"))
        }
        #expect(throws: LegalTestRefusal.zero("output of those who support or oppose the application")) {
            try StandingTest.evaluate(Self.producers(supports: "0 t", opposes: "0 t", silent: "9 t"))
        }
        #expect(throws: LegalTestRefusal.self) {
            try StandingTest.evaluate(
                Self.producers(supports: "30 t", opposes: "20 t"), totalOutput: decimalAmount("49 t"))
        }
        let twice = StandingTest.Producer("Kisumu Mills", output: try decimalAmount("1 t"), .silent)
        #expect(throws: LegalTestRefusal.repeated("producer “Kisumu Mills”")) {
            try StandingTest.evaluate([twice, twice])
        }
        #expect(throws: LegalTestRefusal.self) { try StandingTest.evaluate([]) }
    }

    @Test func `a record holds inputs, steps and sources without fractions`() throws {
        let result = try StandingTest.evaluate(Self.producers(supports: "30.5 t", opposes: "20 t"))
        let record = try #require(result.json.object)
        #expect(record["verdict"] == "standingMet" && record["test"] == "standing")
        #expect(record["inputs"]?.object?["producers"]?.array?.first?.object?["output"] == "30.5 t")
        #expect(try JSONValue(parsing: result.json.canonicalBytes) == result.json)
        #expect(record["sources"]?.array?.first?.object?["provenance"] == "V")
    }
}
