import CaseProtocol
import ClientCore
import Testing

@testable import tatua

@Suite struct AgentMessageTests {
    private static let row = RowID(high: 1, low: 2)
    private static let caseID = CaseID(high: 3, low: 4)
    private static let words = RowWords(caseID: caseID, tokens: ["milk", "été"])

    private static let requests: [AgentRequest] = [
        .key(isActivity: true), .key(isActivity: false), .find(token: "mi", change: 7), .load([row: words], change: 3),
        .load([:], change: 0), .apply([row: words, RowID(high: 5, low: 6): nil], number: 4), .lock,
    ]
    private static let replies: [AgentReply] = [.key([1, 2, 3]), .found([row: caseID]), .found([:]), .stale, .done]

    @Test(arguments: requests)
    func `a request is read as it was written`(request: AgentRequest) {
        #expect(AgentRequest(request.bytes) == request)
    }

    @Test(arguments: replies)
    func `a reply is read as it was written`(reply: AgentReply) { #expect(AgentReply(reply.bytes) == reply) }

    @Test func `what ends too early is nothing`() {
        for request in Self.requests {
            for count in 0..<request.bytes.count where request != .key(isActivity: false) || count < 8 {
                let part = AgentRequest(Array(request.bytes.prefix(count)))
                #expect(part != request)
            }
        }
        #expect(
            AgentRequest([]) == nil && AgentReply([]) == nil && AgentReply([UInt8](repeating: 255, count: 64)) == nil)
    }

    @Test func `numbers may be negative`() {
        var writer = ByteWriter()
        writer.put(-1)
        var reader = ByteReader(writer.bytes)
        #expect(reader.number() == -1 && reader.number() == nil)
    }
}
