import Testing
import Workflow

/// What the lists that Tatua ships with hold, besides what holds for every list (`CodeListTests`).
@Suite struct ShippedListTests {
    private func marks(_ list: CodeList) -> [LegalSource.Provenance: Int] {
        list.codes.reduce(into: [:]) { counts, code in
            if let provenance = code.provenance { counts[provenance, default: 0] += 1 }
        }
    }

    @Test func `MAST has sixteen chapters, A to P`() {
        let chapters = CodeList.mastChapters.codes.filter { $0.parent == nil }
        #expect(chapters.map(\.code) == "ABCDEFGHIJKLMNOP".map { String($0) })
        #expect(CodeList.mastChapters.codes.count == 85)
    }

    @Test func `a MAST code begins with the code above it and has one sign more`() {
        for code in CodeList.mastChapters.codes {
            #expect(code.code.dropLast() == code.parent ?? "", "\(code.code)")
        }
    }

    @Test(
        arguments: [
            ("A", .secondary), ("O", .secondary), ("D", .recalledHigh), ("P", .recalledHigh), ("A12", .verified),
            ("B8", .verified), ("A8", .recalledHigh), ("A83", .verified), ("A84", .recalledHigh),
        ] as [(String, LegalSource.Provenance)])
    func `a MAST code says how sure it is`(code: String, provenance: LegalSource.Provenance) {
        #expect(CodeList.mastChapters[code: code]?.provenance == provenance)
    }

    @Test func `as many MAST codes are verified, second-hand and recalled as the reference says`() {
        #expect(marks(.mastChapters) == [.verified: 5, .secondary: 11, .recalledHigh: 69])
    }

    @Test func `seventeen tripartite categories are recalled, the others and all of the AfCFTA are verified`() {
        let recalled = CodeList.tripartiteCategories.codes.filter { $0.provenance == .recalledHigh }.map(\.code)
        #expect(
            recalled == [
                "5.9", "5.10", "5.11", "5.13", "5.14", "5.15", "6.1", "6.4", "6.5", "6.6", "6.7", "7.1", "7.3", "7.7",
                "7.10", "8.3", "8.4",
            ])
        #expect(marks(.tripartiteCategories) == [.verified: 60, .recalledHigh: 17])
        #expect(marks(.afcftaCategories) == [.verified: 37])
    }

    @Test func `a code's own mark stands before that of its list`() {
        let list = CodeList(
            id: "x", title: "X", edition: "1", provenance: .verified, codes: [Code("a", "A"), Code("b", "B", .design)])
        #expect(list.codes.map(\.provenance) == [.verified, .design])
        #expect(CodeList(id: "x", title: "X", edition: "1", codes: [Code("a", "A")]).codes[0].provenance == nil)
    }

    @Test func `procedural obstacles are A to I`() {
        #expect(CodeList.itcObstacles.codes.map(\.code) == "ABCDEFGHI".map { String($0) })
        #expect(CodeList.itcObstacles[code: "D"]?.title == "Time constraints")
    }

    @Test(arguments: [
        (
            "unfair.malpractice.types",
            [
                "counterfeit", "substandard", "misinvoicing", "misclassification", "originFraud", "smuggling",
                "falseLabelling", "anticompetitive", "importSurgeSignal", "dumpingSignal", "subsidySignal",
                "tradeFraud",
            ]
        ),
        (
            "unfair.termination.grounds",
            ["deMinimis", "negligible", "noInjury", "noLink", "insufficient", "withdrawn"]
        ),
        ("enquiry.desks", ["goods", "spsTbt", "origin", "str", "remedies", "market"]),
        ("agencies.KE", ["KRA", "ACA", "KEBS", "CAK", "KEPHIS", "PHO", "DVS", "FRC", "DCI", "ODPP"]),
        ("rec", ["CEN-SAD", "COMESA", "EAC", "ECCAS", "ECOWAS", "IGAD", "SADC", "UMA"]),
    ])
    func `a list that forms need has its codes`(id: String, codes: [String]) {
        #expect(CodeLists.standard[id]?.codes.map(\.code) == codes)
    }

    @Test(arguments: [
        "GATT 1994", "AD", "SCM", "SG", "SPS", "TBT", "Agriculture", "GATS", "TRIPS", "TRIMs", "ROO", "Licensing",
        "Customs Valuation", "PSI", "TFA", "DSU", "Marrakesh",
    ])
    func `an agreement of the WTO is found by its short name`(code: String) {
        #expect(CodeList.wtoAgreements.contains(code))
    }

    @Test func `an id of a list can be typed and loaded`() {
        for id in CodeList.all.map(\.id) { #expect(id.wholeMatch(of: /[A-Za-z0-9.\-]+/) != nil, "\(id)") }
    }

    @Test(arguments: RegionalCommunity.recognised.map(\.id))
    func `a recognised community is known and in the list`(id: String) {
        #expect(RegionalCommunity.named(id)?.id == id)
        #expect(CodeList.regionalCommunities[code: id]?.title == RegionalCommunity.named(id)?.title)
    }

    @Test(arguments: [("CEN-SAD", 24), ("ECCAS", 11), ("ECOWAS", 12), ("IGAD", 8), ("UMA", 5)])
    func `another community has as many members as it says`(id: String, count: Int) {
        #expect(RegionalCommunity.named(id)?.members.count == count)
    }

    @Test func `every country of the continental area is in a recognised community`() {
        let members = RegionalCommunity.recognised.reduce(into: Set<String>()) { $0.formUnion($1.members) }
        #expect(RegionalCommunity.afcfta.members.subtracting(members) == ["EH"])
    }

    @Test func `the four that Tatua has procedures for come first`() {
        #expect(RegionalCommunity.all.prefix(4).map(\.id) == ["EAC", "COMESA", "SADC", "AfCFTA"])
        #expect(Set(RegionalCommunity.all.map(\.id)).count == RegionalCommunity.all.count)
    }
}
