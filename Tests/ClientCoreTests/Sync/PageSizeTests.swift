import Testing

@testable import ClientCore

@Suite struct PageSizeTests {
    @Test func `what is lost is asked for in halves, down to one packet`() {
        var size = PageSize(bytes: nil)
        var asked: [Int?] = []
        for _ in 0..<7 {
            size.lost(limit: 32_768)
            asked.append(size.bytes)
        }
        #expect(asked == [16_384, 8_192, 4_096, 2_048, 1_024, 1_024, 1_024])
    }

    @Test func `after four pages in a row a larger one is tried, until the server chooses again`() {
        var size = PageSize(bytes: 8_192)
        for _ in 0..<3 { size.came(limit: 32_768) }
        #expect(size.bytes == 8_192)
        size.came(limit: 32_768)
        #expect(size.bytes == 16_384)
        for _ in 0..<4 { size.came(limit: 32_768) }
        #expect(size.bytes == nil)
        size.came(limit: 32_768)
        #expect(size.bytes == nil)
    }

    @Test func `a page that is lost in between begins the count anew`() {
        var size = PageSize(bytes: 4_096)
        for _ in 0..<3 { size.came(limit: 32_768) }
        size.lost(limit: 32_768)
        for _ in 0..<3 { size.came(limit: 32_768) }
        #expect(size.bytes == 2_048)
    }

    @Test func `a small limit of the server or the caller is where halving begins`() {
        var size = PageSize(bytes: nil)
        size.lost(limit: 4_000)
        #expect(size.bytes == 2_000)
        #expect(PageSize(bytes: 3).bytes == 1_024)
    }
}
