import CaseProtocol
import ClientCore
import Testing

/// What every index promises.
@Suite struct WordIndexTests {
    private let index: any WordIndex = InMemoryWordIndex()
    private let one = CaseID.sample(1)
    private let two = CaseID.sample(2)

    private func words(_ caseID: CaseID, _ tokens: String...) -> RowWords { RowWords(caseID: caseID, tokens: tokens) }

    @Test func `rows are found by the beginning of a word`() {
        index.load([.sample(10): words(one, "milk", "namanga"), .sample(11): words(two, "milky")], at: 4)
        #expect(index.rows(withWordPrefix: "milk", at: 4) == [.sample(10): one, .sample(11): two])
        #expect(index.rows(withWordPrefix: "milky", at: 4) == [.sample(11): two])
        #expect(index.rows(withWordPrefix: "na", at: 4) == [.sample(10): one])
        #expect(index.rows(withWordPrefix: "ilk", at: 4) == [:])
    }

    @Test func `changes replace and remove what a row had`() {
        index.apply([.sample(10): words(one, "milk"), .sample(11): words(two, "tea")], number: 1)
        index.apply([.sample(10): words(one, "tea"), .sample(11): nil], number: 2)
        #expect(index.rows(withWordPrefix: "milk", at: 2) == [:])
        #expect(index.rows(withWordPrefix: "te", at: 2) == [.sample(10): one])
    }

    @Test func `it answers for the change that it knows, and for none after one that it missed`() {
        index.load([.sample(10): words(one, "milk")], at: 4)
        #expect(index.rows(withWordPrefix: "milk", at: 3) == nil)
        #expect(index.rows(withWordPrefix: "milk", at: 5) == nil)
        index.apply([.sample(10): nil], number: 6)
        #expect(index.rows(withWordPrefix: "milk", at: 6) == nil)
        #expect(index.rows(withWordPrefix: "milk", at: 4) == nil)
        index.load([:], at: 6)
        #expect(index.rows(withWordPrefix: "milk", at: 6) == [:])
    }
}
