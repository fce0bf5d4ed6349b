import Testing
import Workflow

/// Shares of 10,000 t in all, so that 299 t are 2.99 %.
private func countries(
    _ volumes: [(String, String)], developing: Bool = false, subsidy: String? = nil
) throws -> [CountryImports] {
    try volumes.map { country, volume in
        CountryImports(
            country, try decimalAmount(volume), isDeveloping: developing,
            subsidy: try subsidy.map { try decimalAmount($0) })
    }
}

@Suite struct NegligibleVolumeTests {
    @Test(arguments: [
        ("299 t", LegalVerdict.negligible), ("300 t", .notNegligible), ("301 t", .notNegligible),
        ("299.9999999999 t", .negligible), ("0 t", .negligible),
    ])
    func `less than 3 percent is negligible`(volume: String, verdict: LegalVerdict) throws {
        let result = try NegligibleVolume.evaluate(countries([("TR", volume)]), total: decimalAmount("10000 t"))
        #expect(result.verdictOn("TR") == verdict)
        #expect(result.verdict == (verdict == .negligible ? .terminateAll : .goOnAll))
    }

    // 250 + 250 + 199 = 6.99 %, + 200 = 7 %, + 201 = 7.01 %: only more than 7 % brings them back.
    @Test(arguments: [
        ("199 t", LegalVerdict.negligible, "6.99"), ("200 t", .negligible, "7"), ("201 t", .notNegligible, "7.01"),
    ])
    func `small countries with more than 7 percent together are not negligible`(
        third: String, verdict: LegalVerdict, sum: String
    ) throws {
        let result = try NegligibleVolume.evaluate(
            countries([("TR", "250 t"), ("VN", "250 t"), ("PK", third), ("CN", "4000 t")]),
            total: decimalAmount("10000 t"))
        for country in ["TR", "VN", "PK"] { #expect(result.verdictOn(country) == verdict) }
        #expect(result.verdictOn("CN") == .notNegligible)
        #expect(result.value("those under 3 % together") == sum)
        #expect(result.verdict == (verdict == .negligible ? .terminateSome : .goOnAll))
    }

    // One at exactly 3 % is not small, and does not count among the small: 2.99 + 2.99 = 5.98 %.
    @Test func `a country at 3 percent does not count among the small`() throws {
        let result = try NegligibleVolume.evaluate(
            countries([("TR", "299 t"), ("VN", "299 t"), ("CN", "300 t")]), total: decimalAmount("10000 t"))
        #expect(result.value("those under 3 % together") == "5.98")
        #expect(result.verdictOn("TR") == .negligible && result.verdictOn("CN") == .notNegligible)
    }

    @Test func `a country that is not investigated counts in the total only`() throws {
        let listed = [
            CountryImports("TR", try decimalAmount("2 t")),
            CountryImports("BR", try decimalAmount("98 t"), isInvestigated: false),
        ]
        let result = try NegligibleVolume.evaluate(listed)
        #expect(result.findings.map(\.subject) == ["TR"])
        #expect(result.finding("TR")?.figures.first?.value == "2")
        #expect(throws: LegalTestRefusal.self) { try NegligibleVolume.evaluate(Array(listed.dropFirst())) }
    }

    @Test func `totals that cannot be are refused`() throws {
        let listed = try countries([("TR", "2 t"), ("VN", "3 t")])
        #expect(throws: LegalTestRefusal.self) { try NegligibleVolume.evaluate(listed, total: decimalAmount("4.99 t")) }
        #expect(throws: LegalTestRefusal.mixedUnits("total imports", "kg", "imports from TR", "t")) {
            try NegligibleVolume.evaluate(listed, total: decimalAmount("5 kg"))
        }
        #expect(throws: LegalTestRefusal.zero("total imports")) {
            try NegligibleVolume.evaluate(countries([("TR", "0 t")]))
        }
        #expect(throws: LegalTestRefusal.repeated("country TR")) {
            try NegligibleVolume.evaluate(countries([("TR", "1 t"), ("TR", "1 t")]))
        }
        #expect(throws: LegalTestRefusal.negative("imports from TR", "-1 t")) {
            try NegligibleVolume.evaluate(countries([("TR", "-1 t")]))
        }
    }
}

@Suite struct CountervailingThresholdTests {
    @Test(arguments: [("0.99 %", LegalVerdict.terminate), ("1 %", .goOn), ("1.01 %", .goOn)])
    func `of developed origin less than 1 percent terminates`(subsidy: String, verdict: LegalVerdict) throws {
        let result = try CountervailingThresholds.evaluate(
            countries([("DE", "5000 t")], subsidy: subsidy), total: decimalAmount("10000 t"))
        #expect(result.verdictOn("DE") == verdict)
    }

    @Test(arguments: [("1.99 %", LegalVerdict.terminate), ("2 %", .terminate), ("2.01 %", .goOn)])
    func `of developing origin 2 percent or less terminates`(subsidy: String, verdict: LegalVerdict) throws {
        let result = try CountervailingThresholds.evaluate(
            countries([("IN", "5000 t")], developing: true, subsidy: subsidy), total: decimalAmount("10000 t"))
        #expect(result.verdictOn("IN") == verdict)
    }

    @Test(arguments: [("399 t", LegalVerdict.terminate), ("400 t", .goOn), ("401 t", .goOn)])
    func `of developing origin a volume under 4 percent terminates`(volume: String, verdict: LegalVerdict) throws {
        let result = try CountervailingThresholds.evaluate(
            countries([("IN", volume)], developing: true, subsidy: "10 %"), total: decimalAmount("10000 t"))
        #expect(result.verdictOn("IN") == verdict)
    }

    // 3.5 + 3.5 + 1.99 = 8.99 %; + 2 = 9 %; + 2.01 = 9.01 %.
    @Test(arguments: [("199 t", LegalVerdict.terminate), ("200 t", .terminate), ("201 t", .goOn)])
    func `developing countries with more than 9 percent together stay in`(volume: String, verdict: LegalVerdict) throws
    {
        let result = try CountervailingThresholds.evaluate(
            countries([("IN", "350 t"), ("ID", "350 t"), ("TH", volume)], developing: true, subsidy: "10 %"),
            total: decimalAmount("10000 t"))
        for country in ["IN", "ID", "TH"] { #expect(result.verdictOn(country) == verdict) }
    }

    @Test func `of developed origin no volume is negligible by number, and none counts with the developing`() throws {
        let result = try CountervailingThresholds.evaluate(
            countries([("DE", "1 t"), ("IT", "399 t"), ("FR", "399 t")], subsidy: "5 %")
                + countries([("IN", "399 t")], developing: true, subsidy: "5 %"),
            total: decimalAmount("10000 t"))
        #expect(result.verdictOn("DE") == .goOn)
        #expect(result.verdictOn("IN") == .terminate)
        #expect(result.value("developing countries under 4 % together") == "3.99")
        #expect(result.verdict == .terminateSome)
    }

    @Test func `a collective volume does not save a subsidy of 2 percent`() throws {
        let result = try CountervailingThresholds.evaluate(
            countries([("IN", "350 t"), ("ID", "350 t"), ("TH", "350 t")], developing: true, subsidy: "2 %"),
            total: decimalAmount("10000 t"))
        #expect(result.verdict == .terminateAll)
    }

    @Test func `a subsidy must be there and in percent`() throws {
        #expect(throws: LegalTestRefusal.self) { try CountervailingThresholds.evaluate(countries([("DE", "1 t")])) }
        #expect(throws: LegalTestRefusal.mixedUnits("subsidy of DE", "USD", "threshold", "%")) {
            try CountervailingThresholds.evaluate(countries([("DE", "1 t")], subsidy: "1 USD"))
        }
    }
}

@Suite struct SafeguardExclusionTests {
    @Test(arguments: [("299 t", LegalVerdict.excluded), ("300 t", .excluded), ("301 t", .notExcluded)])
    func `a developing country up to 3 percent is excluded`(volume: String, verdict: LegalVerdict) throws {
        let result = try SafeguardExclusion.evaluate(
            countries([("UG", volume)], developing: true) + countries([("CN", "9000 t")]),
            total: decimalAmount("10000 t"))
        #expect(result.verdictOn("UG") == verdict)
        #expect(result.verdictOn("CN") == .notExcluded)
    }

    @Test func `a developed country is never excluded`() throws {
        let result = try SafeguardExclusion.evaluate(countries([("DE", "1 t")]), total: decimalAmount("10000 t"))
        #expect(result.verdict == .noneExcluded && result.verdictOn("DE") == .notExcluded)
    }

    // 2.5 × 3 = 7.5 %; with 1.49, 1.5 and 1.51 % that makes 8.99, 9 and 9.01 %.
    @Test(arguments: [("149 t", LegalVerdict.excluded), ("150 t", .excluded), ("151 t", .notExcluded)])
    func `those below 3 percent may have 9 percent together`(volume: String, verdict: LegalVerdict) throws {
        let result = try SafeguardExclusion.evaluate(
            countries([("UG", "250 t"), ("TZ", "250 t"), ("RW", "250 t"), ("ET", volume)], developing: true),
            total: decimalAmount("10000 t"))
        for country in ["UG", "TZ", "RW", "ET"] { #expect(result.verdictOn(country) == verdict) }
    }

    // 2.9 + 2.9 + 2.9 = 8.7 %; two more at exactly 3 % would make 14.7 %, but do not count (ruling 9).
    @Test func `exactly 3 percent is excluded but not counted in the sum`() throws {
        let small = [("UG", "290 t"), ("TZ", "290 t"), ("RW", "290 t")]
        let result = try SafeguardExclusion.evaluate(
            countries(small + [("ET", "300 t"), ("EG", "300 t")], developing: true), total: decimalAmount("10000 t"))
        #expect(result.value("those below 3 % together") == "8.7")
        for country in ["UG", "TZ", "RW", "ET", "EG"] { #expect(result.verdictOn(country) == .excluded) }
        #expect(result.steps.contains { $0.contains("At exactly 3 %: ET, EG") })
        // One more below 3 % and the proviso fails for everybody: 8.7 + 0.31 = 9.01 %.
        let over = try SafeguardExclusion.evaluate(
            countries(small + [("ET", "300 t"), ("BI", "31 t")], developing: true), total: decimalAmount("10000 t"))
        #expect(over.verdict == .noneExcluded && over.verdictOn("ET") == .notExcluded)
    }
}
