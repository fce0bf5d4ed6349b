import CaseProtocol
import Testing
import Workflow

@Suite struct LegalTableTests {
    @Test func `sales are read with units in cells or in columns`() throws {
        let sales = try Sale.list(
            parsing: csvBytes(
                """
                id,market,model,price,quantity,currency,unit,adjustment,compared
                h1,home,"A, large",100,10,USD,t,-2.5,

                e1,export,"A, large",90 USD,5 t,,,,h1
                """))
        #expect(sales.count == 2)
        #expect(try sales[0].price == decimalAmount("100 USD"))
        #expect(try sales[0].adjustment == decimalAmount("-2.5 USD"))
        #expect(sales[1].model == "A, large" && sales[1].comparedWith == "h1")
        // (97.5 − 90) × 5 ÷ 450 = 8.3333… %.
        #expect(try DumpingMargin.evaluate(.transactions, sales).value("margin") == "8.3333")
    }

    @Test func `producers and countries are read`() throws {
        let producers = try StandingTest.Producer.list(
            parsing: csvBytes(
                "Name,Output,Position,Related\r\nKisumu Mills,30 t,supports,\r\nImporter,9 t,opposes,yes\r\n"))
        #expect(producers.map(\.isRelated) == [false, true] && producers[1].position == .opposes)
        let countries = try CountryImports.list(
            parsing: csvBytes("country,volume,developing,investigated,subsidy\nIN,30 t,yes,,1.5\nDE,70 t,,no,2 %\n"))
        #expect(countries.map(\.isDeveloping) == [true, false] && countries.map(\.isInvestigated) == [true, false])
        #expect(countries.map { $0.subsidy?.text } == ["1.5 %", "2 %"])
    }

    @Test(arguments: [
        ("", 1, 1), ("country,volume\n", 2, 1), ("country,volum\nUG,1 t\n", 1, 2), ("country\nUG\n", 1, 2),
        ("country,volume,country\nUG,1 t,KE\n", 1, 3), ("country,volume\nUG,1 t\nKE\n", 3, 2),
        ("country,volume\nUG,1 t,x\n", 2, 3), ("country,volume\nUG,1 t\nKE,much\n", 3, 2),
        ("country,volume\nUG,\n", 2, 2), ("country,volume,developing\nUG,1 t,maybe\n", 2, 3),
        ("country,volume\n\n,1 t\n", 3, 1), ("country,volume\nUG,\"1 t\n", 2, 4), ("country,volume\nU\"G,1 t\n", 2, 2),
    ])
    func `slips are named by line and column`(text: String, line: Int, column: Int) throws {
        let refusal = #expect(throws: LegalTestRefusal.self) { try CountryImports.list(parsing: csvBytes(text)) }
        guard case .table(line, column, _)? = refusal else {
            Issue.record("got \(String(describing: refusal))")
            return
        }
    }

    @Test func `a table may not be too long`() throws {
        let header = "country,volume\n"
        let fits = csvBytes(header + String(repeating: "UG,1 t\n", count: LegalTable.rowsMax))
        #expect(try LegalTable(parsing: fits, required: ["country", "volume"]).rows.count == LegalTable.rowsMax)
        #expect(throws: LegalTestRefusal.tooMany("lines in the table", LegalTable.rowsMax + 1, max: LegalTable.rowsMax))
        {
            try LegalTable(parsing: fits + csvBytes("UG,1 t\n"), required: ["country", "volume"])
        }
    }

    @Test func `every verdict has words, and every refusal a sentence and a code`() {
        #expect(Set(LegalVerdict.allCases.map(\.words)).count == LegalVerdict.allCases.count)
        let refusals: [LegalTestRefusal] = [
            .zero("total"), .missing("price", "Give it."), .repeated("sale"), .tooMany("rows", 2, max: 1),
            .rule("Not so.", LegalSource("ADA 2.4.2", .secondary)), .table(line: 1, column: 2, "Empty."),
        ]
        #expect(
            refusals.map(\.problem.code) == [
                .invalidField, .missingField, .invalidField, .tooLong, .guardFailed, .invalidField,
            ])
        for refusal in refusals { #expect(refusal.problem.message == refusal.sentence) }
    }
}
