import Testing
import Workflow

@Suite struct CodeListsTests {
    private static let fruit = CodeList(id: "fruit", title: "Fruit", edition: "1", codes: [Code("a", "Apple")])
    private static let newer = CodeList(id: "fruit", title: "Fruit", edition: "2", codes: [Code("b", "Banana")])

    @Test func `the standard lists are those that Tatua ships with`() {
        #expect(CodeLists.standard.lists == CodeList.all)
        #expect(CodeLists.standard["iso3166-1"] == .countries)
    }

    @Test(arguments: ["", "fruit", "ISO3166-1"])
    func `a list that is not there is not found`(id: String) {
        #expect(CodeLists.standard[id] == nil)
        #expect(CodeLists()[id] == nil)
    }

    @Test func `a list is added last, and nothing else changes`() {
        let more = CodeLists.standard.adding(Self.fruit)
        #expect(more["fruit"] == Self.fruit)
        #expect(more.lists.dropLast() == CodeLists.standard.lists[...])
        #expect(CodeLists.standard["fruit"] == nil)
    }

    @Test func `a newer edition takes the place of the older`() {
        let lists = CodeLists([Self.fruit, .currencies]).adding(Self.newer)
        #expect(lists.lists == [Self.newer, .currencies])
        #expect(lists["fruit"]?.contains("b") == true)
        #expect(lists == CodeLists([Self.newer, .currencies]))
        #expect(lists != CodeLists([Self.fruit, .currencies]))
    }

    @Test func `lists are equal when they say the same, code by code`() {
        let same = CodeList(id: "fruit", title: "Fruit", edition: "1", codes: [Code("a", "Apple")])
        #expect(same == Self.fruit)
        #expect(Set([same, Self.fruit, Self.newer]).count == 2)
        for code in [
            Code("a", "Pear"), Code("b", "Apple"), Code("a", "Apple", .design), Code("a", "Apple", parent: "a"),
        ] {
            #expect(CodeList(id: "fruit", title: "Fruit", edition: "1", codes: [code]) != Self.fruit)
        }
        #expect(CodeList(id: "fruit", title: "Fruits", edition: "1", codes: Self.fruit.codes) != Self.fruit)
    }
}
