import CaseProtocol
import HTTPTypes
import Workflow

@testable import Server

/// What an observer asks: harmless, curious or hostile.
enum Question {
    case get(String)
    /// From one of the places seen so far; `nil` from the beginning.
    case pull(Int?, pageBytes: Int?, version: String)
    /// With a page asked for beside it, where there is a place.
    case push(CaseCommand, CommandID, Int?)
    case post(String, String)
    case estimate(Int?)
    case digest([DigestAsk])
    case news(Int)
    /// Asks for, or offers, the bytes with this name.
    case file(HTTPRequest.Method, String, length: Int)

    init(drawing twins: Twins) throws {
        let random = twins.random
        let known = twins.common + twins.secret + [CaseID(high: 0x0190_7000, low: 0x8000_0000_0000_0007)]
        let caseID = known[twins.draw(known.count)]
        let mid: CommandID = random.id(at: TestServer.start)
        let row: RowID = random.id(at: TestServer.start)
        let seen = twins.cursors[0].count
        let place = seen == 0 || twins.draw(4) == 0 ? nil : twins.draw(seen)
        switch twins.draw(20) {
        case 0...3:
            self = .pull(
                place, pageBytes: [nil, 1, 700, 5_000][twins.draw(4)], version: ["1.0", "1.1"][twins.draw(2)])
        case 4:
            self = .push(
                .addNote(NoteAdd(caseID: caseID, note: row, text: "Who is there?", confidentiality: .parties)), mid,
                place)
        case 5:
            let act = CaseAct(caseID: caseID, action: "withdraw", from: nil, fields: ["reason": "x"])
            self = .push(.act(act), mid, place)
        case 6:
            let edit = CaseEdit(caseID: caseID, fields: ["product": "Salt"], base: ["product": 1])
            self = .push(.edit(edit), mid, nil)
        case 7: self = .push(.assign(CaseAssign(caseID: caseID, person: UserID(caseID), desk: nil)), mid, nil)
        case 8:
            let reference = [caseID.description, "QQ9-7", "AB2C-1", "NTB-2026-00001"][twins.draw(4)]
            self = .push(
                .act(
                    CaseAct(
                        caseID: twins.common.first ?? caseID, action: "merge", from: nil,
                        fields: [OtherCase.field.rawValue: .string(reference)])), mid, nil)
        case 9:
            let wanted = [#"{"of":"remedies"}"#, #"{"of":"remedies","export":true}"#, #"{"agency":"KEBS"}"#]
            let asked = twins.draw(6)
            self =
                asked < wanted.count
                ? .post(Endpoint.counts, wanted[asked])
                : .get(asked == 3 ? Endpoint.publicCounts : Endpoint.publicCards)
        case 10: self = .get(Endpoint.publicCards + "/\(caseID)")
        case 11: self = .estimate(place)
        case 12...13: self = .digest(Self.asks(twins))
        // Mostly from the latest place: from an earlier one there is news in any case.
        case 14, 17, 18: self = place.map { .news(twins.draw(4) > 0 ? seen - 1 : $0) } ?? .estimate(nil)
        case 15...16:
            let file = [TwinWorld.sharedFile, TwinWorld.secretFile, Array("nobody's".utf8)][twins.draw(3)]
            let method: HTTPRequest.Method = [.head, .get, .patch][twins.draw(3)]
            self = .file(method, try BlobScene.hash(file).hex, length: file.count)
        default:
            let texts = [
                #"{"replica":"\#(row)","cursor":"AAAA","acked":0}"#, #"{"replica":"\#(row)","acked":-1}"#, "{", "[]",
            ]
            self = .post(Endpoint.pull, texts[twins.draw(texts.count)])
        }
    }

    /// The sums, or parts of audiences: own ones, and such as somebody might guess.
    private static func asks(_ twins: Twins) -> [DigestAsk] {
        guard !twins.audiences.isEmpty, twins.draw(3) > 0 else { return [] }
        let guesses = twins.audiences + TwinWorld.guessedAudiences
        let aud = guesses[twins.draw(guesses.count)]
        return [DigestAsk(aud: aud, at: ["", "0", "f", "a7"][twins.draw(4)])]
    }

    var isPush: Bool { if case .push = self { true } else { false } }

    /// The way of reading that it takes.
    var kind: String {
        switch self {
        case .get: "card"
        case .pull: "pull"
        case .push(_, _, let place): place == nil ? "push" : "push and pull"
        case .post: "nonsense"
        case .estimate: "estimate"
        case .digest: "digest"
        case .news: "news"
        case .file: "file"
        }
    }
}
