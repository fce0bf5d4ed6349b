import CaseProtocol
import Testing

@testable import tatua

@Suite struct PageTests {
    @Test(arguments: [1, 7, 20, 79, 80, 81, 200])
    func `no line is wider than the terminal, whatever the words`(length: Int) {
        var page = Page()
        let text = (1...12).map { _ in String(repeating: "x", count: length) }.joined(separator: " ")
        page.say(text)
        page.say(text, indent: 6, hanging: 10)
        page.pair("Label", text)
        page.pair(String(repeating: "l", count: 40), text, indent: 2)
        page.row([("a" + text, 10), (text, 20), (text, 5)])
        #expect(page.lines.allSatisfy { Plain.width($0) <= Page.columns })
        #expect(page.lines.count > 4)
    }

    @Test func `wrapping keeps every word in order`() {
        let words = "Each consignment of milk is tested a second time at the border although the first test is valid"
        #expect(Page.wrapped(words, width: 17).joined(separator: " ") == words)
        #expect(Page.wrapped(words, width: 17).allSatisfy { $0.count <= 17 })
    }

    @Test func `wide characters count twice`() {
        #expect(Page.wrapped("中文中文中文", width: 4) == ["中文", "中文", "中文"])
        #expect(Page.cut("中文中文", to: 5) == "中文…")
    }

    @Test func `a text's own lines are kept, indented alike`() {
        var page = Page()
        page.say("one\n\ntwo", indent: 2)
        #expect(page.lines == ["  one", "", "  two"])
    }

    @Test func `columns line up and the last one is cut at the edge`() {
        var page = Page()
        page.row([("ab", 4), ("abcdef", 4), ("end", 3)])
        page.row([("", 4), ("", 4), (String(repeating: "y", count: 100), 3)])
        #expect(page.lines[0] == "ab   abc… end")
        #expect(page.lines[1] == String(repeating: " ", count: 10) + String(repeating: "y", count: 69) + "…")
    }

    @Test func `there is never an empty line on top nor two in a row`() {
        var page = Page()
        page.gap()
        page.say("a")
        page.gap()
        page.heading("b")
        #expect(page.lines == ["a", "", "b"])
    }
}
