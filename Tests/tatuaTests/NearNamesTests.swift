import Testing
import Workflow

@testable import tatua

@Suite struct NearNamesTests {
    private static let names = ["place", "product", "description", "incidentOn", "ntbCategory"]

    @Test(arguments: [
        ("plce", ["place"]), ("Incident", ["incidentOn"]), ("category", ["ntbCategory"]), ("PRODUCT", ["product"]),
        ("zzzz", []), ("", []),
    ])
    func `a name that is slightly wrong finds its neighbours`(name: String, near: [String]) {
        #expect(NearNames.of(name, among: Self.names) == near)
    }

    @Test func `at most five are offered`() {
        let many = (1...9).map { "field\($0)" }
        #expect(NearNames.of("field", among: many) == Array(many.prefix(5)))
    }

    @Test func `a code list is searched by the beginning of a code and by words of the title`() {
        #expect(CodeSearch.find("8.8", in: .tripartiteCategories).map(\.code) == ["8.8"])
        #expect(CodeSearch.find("ISSUES transit", in: .tripartiteCategories).map(\.code) == ["2.9", "8.8"])
        #expect(CodeSearch.find("ug", in: .countries).first?.code == "UG")
        #expect(CodeSearch.find("", in: .currencies).count == CodeList.currencies.codes.count)
        #expect(CodeSearch.find("atlantis", in: .countries).isEmpty)
    }

    @Test(arguments: [("Ugnada", "UG"), ("Keny", "KE"), ("tanzan", "TZ")])
    func `a wrong country is met with one that may be meant`(text: String, code: String) {
        #expect(CodeSearch.near(text, in: .countries).contains(code))
    }

    @Test func `where nothing is near, the headings of the list are offered`() {
        #expect(CodeSearch.near("99", in: .tripartiteCategories) == ["1", "2", "3", "4", "5", "6", "7", "8"])
    }
}
