import CaseProtocol
import Testing
import Workflow

@Suite struct MarkedTextTests {
    @Test func `brackets are marks with reasons, and the public reads what stands for them`() throws {
        let marked = try MarkedText(
            bracketed: "We paid [[KES 40,000|businessSecret|a fee]] to [[Juma|personal]] at [[Malaba]].")
        #expect(marked.original == "We paid KES 40,000 to Juma at Malaba.")
        #expect(marked.spans == ["KES 40,000", "Juma", "Malaba"])
        #expect(marked.marks.map(\.reason) == ["businessSecret", "personal", "businessSecret"])
        #expect(marked.publicText == "We paid [a fee] to […] at […].")
    }

    @Test func `marks count Unicode scalars, whatever the letters`() throws {
        let marked = try MarkedText(bracketed: "Ñ🚚e\u{301} [[secret|identity]]!")
        #expect(marked.marks == [TextMark(from: 5, to: 11, reason: "identity")])
        #expect(marked.publicText == "Ñ🚚e\u{301} […]!")
    }

    @Test(arguments: ["a [[b", "a [[]] b", "a [[b [[c]] d]]", "[[|identity]]"])
    func `a bracket that is none is refused`(text: String) {
        #expect(throws: Problem.self) { try MarkedText(bracketed: text) }
    }

    @Test func `a difference says what is gone and what is new`() {
        let diff = TextDiff(from: "We paid KES 40,000 at Malaba.", to: "We paid [a fee] at Malaba.")
        #expect(!diff.isEmpty)
        #expect(diff.text.hasPrefix("We paid {") && diff.text.hasSuffix("} at Malaba."))
        #expect(diff.text.contains("KES 40,000") || diff.text.contains("{-KES"))
        #expect(TextDiff(from: "same", to: "same").isEmpty)
        let long = String(repeating: "word ", count: 9_000)
        #expect(TextDiff(from: long + "x", to: "y " + long).text.count > 9_000)
    }
}
