import CaseProtocol
import Testing

@Suite struct FilingReceiptTests {
    private static func receipt(next: FilingReceipt.Step?, items: Int = 2) throws -> FilingReceipt {
        let ids = [
            "0190aaaa-0000-7000-8000-000000000001", "0190aaaa-0000-7000-8000-000000000002",
            "0190aaaa-0000-7000-8000-000000000003",
        ]
        let bytes = try #require(BlobID(hex: String(repeating: "ab", count: 32)))
        return FilingReceipt(
            reference: "MDKK-1", caseID: try #require(CaseID(ids[0])), procedure: "ntb.tripartite",
            filer: try #require(UserID(ids[1])), receivedAt: try #require(Timestamp("2026-11-21T09:13:00.000Z")),
            filedOn: try #require(CivilDate("2026-11-21")), next: next, keyID: "abcdefghijklmnopqrstuv",
            items: try ids.prefix(items).map { .init(row: try #require(RowID($0)), bytes: bytes) })
    }

    private static let step = FilingReceipt.Step(
        dueOn: CivilDate(dayNumber: 20_784), owner: "nfpReporting", title: "Screen the complaint")

    @Test(arguments: [step, nil], [0, 2])
    func `a receipt reads as it was written`(step: FilingReceipt.Step?, items: Int) throws {
        let receipt = try Self.receipt(next: step, items: items)
        #expect(FilingReceipt(text: receipt.text) == receipt)
        let lines = receipt.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "tatua-receipt-1")
        #expect(lines.last == "")
        #expect(lines.count == 9 + (step == nil ? 0 : 1) + items)
    }

    @Test func `a name with line breaks adds no line`() throws {
        var receipt = try Self.receipt(next: Self.step)
        receipt.reference = "MDKK-1\nkey: somebody else's"
        receipt.next?.title = "Screen\r\n\u{1B}[2J the complaint"
        let read = try #require(FilingReceipt(text: receipt.text))
        #expect(read.reference == "MDKK-1 key: somebody else's")
        #expect(read.keyID == receipt.keyID)
        #expect(read.items == receipt.items)
    }

    @Test func `nothing but what was written is read`() throws {
        let text = try Self.receipt(next: Self.step).text
        #expect(FilingReceipt(text: "") == nil)
        #expect(FilingReceipt(text: String(text.dropLast())) == nil)
        #expect(FilingReceipt(text: text + "\n") == nil)
        #expect(FilingReceipt(text: text.replacing("tatua-receipt-1", with: "tatua-receipt-2")) == nil)
        #expect(FilingReceipt(text: text.replacing("filed-on: 2026-11-21", with: "filed-on: 2026-11-32")) == nil)
        #expect(FilingReceipt(text: text.replacing("abab", with: "ABAB")) == nil)
        #expect(FilingReceipt(text: text.replacing("  0190", with: " 0190")) == nil)
        #expect(
            FilingReceipt(
                text: text.replacing("received: 2026-11-21T09:13:00.000Z", with: "received: 2026-11-21T09:13:00Z"))
                == nil)
    }
}
