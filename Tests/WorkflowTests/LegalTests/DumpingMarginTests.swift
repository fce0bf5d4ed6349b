import CaseProtocol
import Testing
import Workflow

@Suite struct DumpingMarginTests {
    private static func sale(
        _ id: String, _ market: Sale.Market, _ model: String, _ price: String, _ quantity: String,
        adjustment: String? = nil, with home: String? = nil
    ) throws -> Sale {
        Sale(
            id, market, model: model, price: try decimalAmount(price), quantity: try decimalAmount(quantity),
            adjustment: try adjustment.map { try decimalAmount($0) }, comparedWith: home)
    }

    /// Model A: home (100 × 10 + 120 × 30) ÷ 40 = 115; exports 90 × 5 + 110 × 15 = 2,100 for 20, average 105;
    /// amount (115 − 105) × 20 = 200. Model B: home 50; exports 60 × 10 = 600; amount (50 − 60) × 10 = −100.
    private static func example() throws -> [Sale] {
        [
            try sale("h1", .home, "A", "100 USD", "10 t"), try sale("h2", .home, "A", "120 USD", "30 t"),
            try sale("h3", .home, "B", "50 USD", "7 t"),
            try sale("e1", .export, "A", "90 USD", "5 t", with: "h1"),
            try sale("e2", .export, "A", "110 USD", "15 t", with: "h2"),
            try sale("e3", .export, "B", "60 USD", "10 t", with: "h3"),
        ]
    }

    // (200 − 100) ÷ (2,100 + 600) = 100 ÷ 2,700 = 3.7037… %; with zeroing it would be 200 ÷ 2,700 = 7.4074 %.
    @Test func `a negative amount in one model counts against another`() throws {
        let result = try DumpingMargin.evaluate(.averages, Self.example())
        #expect(result.verdict == .dumpingFound)
        #expect(result.value("amount of dumping") == "100")
        #expect(result.value("export value") == "2700")
        #expect(result.value("margin") == "3.7037")
        let modelA = try #require(result.finding("A"))
        #expect(modelA.figures.first { $0.name == "normal value" }?.value == "115")
        #expect(modelA.figures.first { $0.name == "export price" }?.value == "105")
        #expect(modelA.figures.first { $0.name == "amount of dumping" }?.value == "200")
        #expect(result.finding("B")?.figures.first { $0.name == "amount of dumping" }?.value == "-100")
    }

    // (100 − 90) × 5 + (120 − 110) × 15 + (50 − 60) × 10 = 50 + 150 − 100 = 100.
    @Test func `transactions are compared in the pairs that are named`() throws {
        let result = try DumpingMargin.evaluate(.transactions, Self.example())
        #expect(result.value("amount of dumping") == "100")
        #expect(result.value("margin") == "3.7037")
    }

    @Test func `an export without a pair is refused by name`() throws {
        var sales = try Self.example()
        sales.append(try Self.sale("e4", .export, "A", "90 USD", "5 t"))
        #expect(throws: LegalTestRefusal.self) { try DumpingMargin.evaluate(.transactions, sales) }
        sales[6] = try Self.sale("e4", .export, "A", "90 USD", "5 t", with: "h3")
        let refusal = #expect(throws: LegalTestRefusal.self) { try DumpingMargin.evaluate(.transactions, sales) }
        #expect(refusal?.sentence.contains("“e4”") == true)
        #expect(refusal?.sentence.contains("no home sale of model “A”") == true)
    }

    @Test func `targeted comparison is refused without both reasons`() throws {
        let sales = try Self.example()
        let cases: [DumpingMargin.Reasons?] = [
            nil, .init(pattern: "lower in June", explanation: " "), .init(pattern: "", explanation: "averages hide it"),
        ]
        for reasons in cases {
            let refusal = #expect(throws: LegalTestRefusal.self) {
                try DumpingMargin.evaluate(.targeted, sales, reasons: reasons)
            }
            #expect(refusal?.sentence.contains("ADA 2.4.2") == true)
        }
        let result = try DumpingMargin.evaluate(
            .targeted, sales, reasons: .init(pattern: "lower in June", explanation: "averages hide it"))
        #expect(result.steps.contains { $0.contains("lower in June") })
        // Without zeroing it is the margin of W-W.
        #expect(result.value("margin") == "3.7037")
        #expect(result.value("amount of dumping") == "100")
    }

    // Normal value 100, exports at p: (100 − p) ÷ p. p = 100 ÷ 1.02 has no end in decimals, so the other way round:
    // exports at 100, normal value 101.99, 102, 102.01.
    @Test(arguments: [
        ("101.99 USD", "1.99", LegalVerdict.deMinimis), ("102 USD", "2", .dumpingFound),
        ("102.01 USD", "2.01", .dumpingFound), ("101.9999999999 USD", "2", .deMinimis),
        ("100 USD", "0", .noDumping), ("100.01 USD", "0.01", .deMinimis), ("99 USD", "-1", .noDumping),
    ])
    func `a margin of less than 2 percent is de minimis`(normal: String, margin: String, verdict: LegalVerdict) throws {
        let result = try DumpingMargin.evaluate(
            .averages, [Self.sale("h", .home, "A", normal, "3 t"), Self.sale("e", .export, "A", "100 USD", "7 t")])
        #expect(result.verdict == verdict)
        #expect(result.value("margin") == margin)
    }

    // Three thirds: home (1 × 1 + 2 × 2) ÷ 3 = 1.666…; exports 1.625 × 3: 5 − 4.875 = 0.125; 0.125 ÷ 4.875 = 1 ÷ 39.
    @Test func `averages without an end in decimals stay exact`() throws {
        let result = try DumpingMargin.evaluate(
            .averages,
            [
                Self.sale("h1", .home, "A", "1 USD", "1 t"), Self.sale("h2", .home, "A", "2 USD", "2 t"),
                Self.sale("e", .export, "A", "1.625 USD", "3 t"),
            ])
        #expect(result.value("amount of dumping") == "0.125")
        #expect(result["amount of dumping"]?.isRounded == false)
        #expect(result.value("margin") == "2.5641")
    }

    // Home 120 less 20 for freight = 100; export 90 plus 5 for packing = 95: (100 − 95) × 10 ÷ 950 = 5.2631… %.
    @Test func `adjustments are per unit and by transaction`() throws {
        let result = try DumpingMargin.evaluate(
            .averages,
            [
                Self.sale("h", .home, "A", "120 USD", "4 t", adjustment: "-20 USD"),
                Self.sale("e", .export, "A", "90 USD", "10 t", adjustment: "5 USD"),
            ])
        #expect(result.value("amount of dumping") == "50")
        #expect(result.value("margin") == "5.2632")
    }

    @Test func `a constructed value stands for the normal value of its model`() throws {
        let sales = try [
            Self.sale("n", .normal, "A", "110 USD", "1 t"), Self.sale("e", .export, "A", "100 USD", "10 t"),
        ]
        #expect(try DumpingMargin.evaluate(.averages, sales).value("margin") == "10")
        #expect(throws: LegalTestRefusal.self) {
            try DumpingMargin.evaluate(.averages, sales + [Self.sale("h", .home, "A", "1 USD", "1 t")])
        }
        #expect(throws: LegalTestRefusal.self) { try DumpingMargin.evaluate(.averages, Array(sales.dropFirst())) }
    }

    @Test func `mixed currencies and units are refused by the two names`() throws {
        let home = try Self.sale("h", .home, "A", "100 USD", "1 t")
        #expect(
            throws: LegalTestRefusal.mixedUnits("price of sale “e”", "KES", "price of sale “h”", "USD")
        ) { try DumpingMargin.evaluate(.averages, [home, Self.sale("e", .export, "A", "100 KES", "1 t")]) }
        #expect(
            throws: LegalTestRefusal.mixedUnits("quantity of sale “e”", "kg", "quantity of sale “h”", "t")
        ) { try DumpingMargin.evaluate(.averages, [home, Self.sale("e", .export, "A", "100 USD", "1 kg")]) }
        #expect(
            throws: LegalTestRefusal.mixedUnits("adjustment of sale “e”", "KES", "price of sale “e”", "USD")
        ) {
            try DumpingMargin.evaluate(
                .averages, [home, Self.sale("e", .export, "A", "100 USD", "1 t", adjustment: "1 KES")])
        }
        #expect(throws: LegalTestRefusal.notCurrency("price of sale “e”", "t")) {
            try DumpingMargin.evaluate(.averages, [Self.sale("e", .export, "A", "100 t", "1 t")])
        }
    }

    @Test func `what no sale can have is refused by name`() throws {
        let home = try Self.sale("h", .home, "A", "100 USD", "1 t")
        let refused: [(Sale, LegalTestRefusal)] = [
            (try Self.sale("e", .export, "A", "-1 USD", "1 t"), .negative("price of sale “e”", "-1 USD")),
            (try Self.sale("e", .export, "A", "1 USD", "-1 t"), .negative("quantity of sale “e”", "-1 t")),
            (try Self.sale("e", .export, "A", "1 USD", "0 t"), .zero("quantity of sale “e”")),
            (
                try Self.sale("e", .export, "A", "1 USD", "1 t", adjustment: "-1.5 USD"),
                .negative("price after adjustment of sale “e”", "-0.5 USD")
            ),
            (try Self.sale("e", .export, "A", "0 USD", "1 t"), .zero("value of all export sales after adjustment")),
            (try Self.sale("h", .export, "A", "1 USD", "1 t"), .repeated("sale “h”")),
        ]
        for (sale, refusal) in refused {
            #expect(throws: refusal) { try DumpingMargin.evaluate(.averages, [home, sale]) }
        }
        #expect(throws: LegalTestRefusal.self) { try DumpingMargin.evaluate(.averages, [home]) }
        #expect(throws: LegalTestRefusal.self) { try DumpingMargin.evaluate(.averages, []) }
    }

    // In every model the home average is 102 and the export price 100: 2 % whatever the weights, with denominators that
    // have nothing in common.
    @Test func `many models with odd weights land exactly on the threshold`() throws {
        var sales: [Sale] = []
        for model in 1...60 {
            let weight = model * 2 + 1
            sales.append(try Self.sale("l\(model)", .home, "\(model)", "101 USD", "\(weight) t"))
            sales.append(try Self.sale("h\(model)", .home, "\(model)", "103 USD", "\(weight) t"))
            sales.append(try Self.sale("e\(model)", .export, "\(model)", "100 USD", "\(model).00\(model) t"))
        }
        #expect(try DumpingMargin.evaluate(.averages, sales).verdict == .dumpingFound)
        sales.append(try Self.sale("x", .export, "1", "100.000000001 USD", "0.001 t"))
        #expect(try DumpingMargin.evaluate(.averages, sales).verdict == .deMinimis)
    }
}

@Suite struct NormalValueTestTests {
    @Test(arguments: [
        ("4.99 t", LegalVerdict.insufficient), ("5 t", .sufficient), ("5.01 t", .sufficient),
    ])
    func `home sales of 5 percent of exports are sufficient`(home: String, verdict: LegalVerdict) throws {
        #expect(
            try HomeMarketTest.evaluate(home: decimalAmount(home), export: decimalAmount("100 t")).verdict == verdict)
    }

    @Test(arguments: [
        ("19.99 t", LegalVerdict.mayNotDisregard), ("20 t", .mayDisregard), ("20.01 t", .mayDisregard),
    ])
    func `20 percent below cost is substantial`(below: String, verdict: LegalVerdict) throws {
        #expect(
            try BelowCostTest.evaluate(belowCost: decimalAmount(below), total: decimalAmount("100 t")).verdict
                == verdict)
    }

    @Test func `more below cost than in all, zero totals and mixed units are refused`() throws {
        #expect(throws: LegalTestRefusal.self) {
            try BelowCostTest.evaluate(belowCost: decimalAmount("101 t"), total: decimalAmount("100 t"))
        }
        #expect(throws: LegalTestRefusal.zero("sales to the importing country")) {
            try HomeMarketTest.evaluate(home: decimalAmount("1 t"), export: decimalAmount("0 t"))
        }
        #expect(
            throws: LegalTestRefusal.mixedUnits("home sales", "kg", "sales to the importing country", "t")
        ) { try HomeMarketTest.evaluate(home: decimalAmount("1 kg"), export: decimalAmount("1 t")) }
    }

    @Test(arguments: [
        ("12 %", "8 %", LegalVerdict.lesserDuty, "8"), ("12 %", "12 %", .fullMargin, "12"),
        ("12 %", "12.01 %", .fullMargin, "12"), ("12 %", "0 %", .lesserDuty, "0"),
    ])
    func `the lower of margin and injury is the duty`(
        margin: String, injury: String, verdict: LegalVerdict, duty: String
    ) throws {
        let result = try LesserDutyTest.evaluate(margin: decimalAmount(margin), injury: decimalAmount(injury))
        #expect(result.verdict == verdict && result.value("duty") == duty)
    }
}
