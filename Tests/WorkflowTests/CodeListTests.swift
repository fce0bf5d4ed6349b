import Testing
import Workflow

@Suite struct CodeListTests {
    /// The list of this id. Tests take ids rather than lists, so that the log does not print every code.
    private func list(_ id: String) throws -> CodeList {
        try #require(CodeList.all.first { $0.id == id })
    }

    @Test func `lists are told apart by their ids`() {
        #expect(Set(CodeList.all.map(\.id)).count == CodeList.all.count)
    }

    @Test(arguments: CodeList.all.map(\.id))
    func `no code comes twice in a list`(id: String) throws {
        let list = try list(id)
        let rowsByCode = Dictionary(grouping: list.codes, by: \.code)
        #expect(rowsByCode.values.filter { $0.count > 1 } == [])
    }

    @Test(arguments: CodeList.all.map(\.id))
    func `every parent is a code of the same list, above its children`(id: String) throws {
        let list = try list(id)
        var above: Set<String> = []
        for code in list.codes {
            if let parent = code.parent {
                #expect(above.contains(parent), "\(list.id) \(code.code)")
            }
            above.insert(code.code)
        }
    }

    @Test(arguments: CodeList.all.map(\.id))
    func `every code is found and has a title of its own`(id: String) throws {
        let list = try list(id)
        #expect(list.codes.allSatisfy { list[code: $0.code] == $0 && list.contains($0.code) })
        #expect(list.codes.allSatisfy { !$0.title.isEmpty && $0.title != $0.code })
    }

    @Test func `a sub-code of a category begins with the code of its heading`() {
        for list in [CodeList.tripartiteCategories, .afcftaCategories] {
            #expect(list.codes.allSatisfy { $0.code.hasPrefix($0.parent.map { "\($0)." } ?? "") })
            #expect(list.codes.allSatisfy { $0.code.contains(".") == ($0.parent != nil) })
        }
    }

    @Test func `the mechanisms have eight and seven headings`() {
        #expect(CodeList.tripartiteCategories.codes.count { $0.parent == nil } == 8)
        #expect(CodeList.tripartiteCategories.codes.count == 77)
        #expect(CodeList.afcftaCategories.codes.count { $0.parent == nil } == 7)
        #expect(CodeList.afcftaCategories.codes.count == 37)
    }

    @Test func `the same category code means different things in the two mechanisms`() {
        #expect(CodeList.tripartiteCategories[code: "5.1"]?.title == "Quantitative restrictions")
        #expect(CodeList.afcftaCategories[code: "5.1"]?.title == "Embargoes and other restrictions of similar effect")
        #expect(CodeList.tripartiteCategories[code: "2.3"]?.parent == "2")
    }

    @Test func `there are 249 countries, each with a code of two capital letters`() {
        #expect(CodeList.countries.codes.count == 249)
        #expect(CodeList.countries.codes.allSatisfy { $0.code.wholeMatch(of: /[A-Z]{2}/) != nil })
        #expect(Set(CodeList.countries.codes.map(\.title)).count == 249)
    }

    @Test func `every currency has a code of three capital letters`() {
        #expect(CodeList.currencies.codes.allSatisfy { $0.code.wholeMatch(of: /[A-Z]{3}/) != nil })
        #expect(Set(CodeList.currencies.codes.map(\.title)).count == CodeList.currencies.codes.count)
    }

    @Test(arguments: [
        ("KE", "Kenya"), ("TZ", "Tanzania"), ("CD", "DR Congo"), ("SZ", "Eswatini"), ("CV", "Cabo Verde"),
    ])
    func `a country is found by its code`(code: String, title: String) {
        #expect(CodeList.countries[code: code]?.title == title)
    }

    @Test(arguments: [
        "KES", "UGX", "TZS", "RWF", "BIF", "CDF", "SOS", "SSP", "ZMW", "ZAR", "MZN", "ZWG", "XOF", "XAF", "USD", "EUR",
    ])
    func `the currencies of the region are there`(code: String) {
        #expect(CodeList.currencies.contains(code))
    }

    @Test(arguments: ["", "ke", "KEN", "K", "UK", "EU"])
    func `what is not a country code is not found`(code: String) {
        #expect(CodeList.countries[code: code] == nil)
        #expect(!CodeList.countries.contains(code))
    }

    @Test(arguments: ["XAU", "XXX", "XTS", "ZWL", "HRK"])
    func `metals, test codes and withdrawn currencies are not in use`(code: String) {
        #expect(!CodeList.currencies.contains(code))
    }

    @Test func `where a code comes twice the first row is found`() {
        let list = CodeList(id: "x", title: "X", edition: "1", codes: [Code("a", "First"), Code("a", "Second")])
        #expect(list[code: "a"]?.title == "First")
    }
}

@Suite struct RegionalCommunityTests {
    @Test(arguments: RegionalCommunity.all.map(\.id))
    func `every member is in the list of countries`(id: String) throws {
        let community = try #require(RegionalCommunity.named(id))
        #expect(community.members.allSatisfy(CodeList.countries.contains))
    }

    @Test(arguments: [("EAC", 8), ("COMESA", 21), ("SADC", 16), ("AfCFTA", 54)])
    func `a community has as many members as it says`(id: String, count: Int) {
        #expect(RegionalCommunity.named(id)?.members.count == count)
    }

    @Test func `all members but Eritrea are in the continental area too`() {
        let three: Set<String> = [RegionalCommunity.eac, .comesa, .sadc].reduce(into: []) { $0.formUnion($1.members) }
        #expect(three.subtracting(RegionalCommunity.afcfta.members) == ["ER"])
    }

    @Test(arguments: ["AfCFTA", "AFCFTA", "afcfta"])
    func `a community is found in upper and lower case`(id: String) {
        #expect(RegionalCommunity.named(id) == .afcfta)
    }

    @Test(arguments: ["", "MERCOSUR", " EAC", "Tripartite"])
    func `a community we do not know is not found`(id: String) {
        #expect(RegionalCommunity.named(id) == nil)
    }

    @Test(
        arguments: [
            (["KE", "UG"], ["EAC", "COMESA"]),
            (["KE", "TZ"], ["EAC"]),
            (["ZM", "ZW"], ["COMESA", "SADC"]),
            (["ZA"], ["SADC"]),
            (["CD"], ["EAC", "COMESA", "SADC"]),
        ] as [(Set<String>, [String])])
    func `a matter belongs to the communities that all its countries are in`(countries: Set<String>, ids: [String]) {
        #expect(RegionalCommunity.tripartite(for: countries).map(\.id) == ids)
    }

    @Test(arguments: [[], ["EG", "ZA"], ["KE", "MZ"], ["NG", "KE"], ["KE", "??"]] as [Set<String>])
    func `where no single community has them all, the joint mechanism does`(countries: Set<String>) {
        #expect(RegionalCommunity.tripartite(for: countries).map(\.id) == ["EAC", "COMESA", "SADC"])
    }
}
