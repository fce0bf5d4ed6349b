import CaseProtocol
import Testing

@testable import Workflow

/// The trade-remedies authority asks an agency for data, and the agency answers.
@Suite struct DataRequestTests {
    private static let desk = Players.holding(.agencyLiaison, agency: "KRA")[0]
    private static let colleague = Players.holding(.agencyLiaison, agency: "KRA")[1]
    private static let otherDesk = Players.holding(.agencyLiaison, agency: "KEBS")[0]
    private static let investigator = Players.openers(.investigator)[0]
    private static let head = Players.holding(.authorityHead)[0]
    private static let request: [String: JSONValue] = [
        "agency": "KRA", "request": "Imports under 6907 by month and country, 2023 to 2025.",
        "answerBy": "2026-12-01", "otherCase": "OLD",
    ]

    private func drafted() throws -> TablePlayer { try Route(.unfairDataRequest).player }

    private func send(_ player: inout TablePlayer, _ fields: [String: JSONValue] = Self.request) throws(Refusal) {
        let act = CaseAct(caseID: TablePlayer.caseID, action: "sendRequest", from: nil, fields: fields)
        try player.perform(.act(act), by: Self.investigator, naming: player.others.first)
    }

    private func sent() throws -> TablePlayer {
        var player = try drafted()
        try send(&player)
        return player
    }

    private func refusal(
        _ player: TablePlayer, _ action: ActionID, by party: Party, _ fields: [String: JSONValue] = [:]
    ) -> Refusal? {
        var player = player
        do {
            try player.take(action, by: party, fields)
            return nil
        } catch { return error }
    }

    @Test func `no agency sees what is not sent, and then the one that is asked alone`() throws {
        var player = try drafted()
        #expect(player.seen(by: Self.desk).isEmpty)
        try send(&player)
        let rows = player.seen(by: Self.desk)
        #expect(rows.contains { $0.kind == .caseHeader } && rows.contains { $0["request"] == Self.request["request"] })
        #expect(rows.allSatisfy { $0.compartment == Compartment(caseID: TablePlayer.caseID, .parties) })
        #expect(player.seen(by: Self.otherDesk).isEmpty)
    }

    @Test func `the agency reads nothing of the remedy, and those who ask read which it is`() throws {
        let player = try sent()
        let remedy = try #require(player.others.first)
        let words = player.seen(by: Self.desk).map {
            String(decoding: JSONValue.object($0.fields).canonicalBytes, as: UTF8.self)
        }
        let told = remedy.header.references + ["\(remedy.caseID)", "asksDataFor", "initiated"]
        for word in told { #expect(!words.contains { $0.contains(word) }, "\(word)") }
        for party in [Self.investigator, Self.head] {
            let links = player.seen(by: party).compactMap { CaseLink($0) }
            #expect(links.contains { $0.kind == .asksDataFor && $0.otherCase == remedy.caseID })
        }
    }

    @Test func `a link made before the sending would not lie where the agency reads later`() throws {
        var player = try drafted()
        player.change(["agency": "KRA"])
        let (header, other) = (try #require(player.state.header), try #require(player.others.first))
        let places = LinkPlaces(
            state: player.state, header: header, other: other, kind: .asksDataFor, desk: "KE", isNoted: false
        ).all.map(\.compartment)
        #expect(places.allSatisfy { $0.holder != "KRA" && $0.confidentiality != .parties })
    }

    @Test func `either of the agency's staff answers, once, and both sides read it`() throws {
        for desk in [Self.desk, Self.colleague] {
            var player = try sent()
            try player.take("answerRequest", by: desk, ["text": "As attached.", "documentRef": "KRA/77.csv"])
            for party in [Self.investigator, Self.head, Self.desk, Self.colleague] {
                #expect(player.seen(by: party).contains { $0["text"] == "As attached." })
            }
            #expect(player.state.latestDeadline("answer")?.state == .met)
            #expect(refusal(player, "answerRequest", by: Self.desk, ["text": "Again."]) != nil)
        }
        #expect(refusal(try sent(), "answerRequest", by: Self.otherDesk, ["text": "Ours."]) == .notFound)
        #expect(refusal(try sent(), "answerRequest", by: Self.investigator, ["text": "Mine."]) != nil)
    }

    @Test func `declined it stays read; recalled it is out of the agency's sight, and why is not told`() throws {
        var declined = try sent()
        try declined.take("declineRequest", by: Self.desk, ["reason": "Not collected."])
        #expect(declined.seen(by: Self.investigator).contains { $0["reason"] == "Not collected." })
        #expect(!declined.seen(by: Self.desk).isEmpty)
        for party in [Self.investigator, Self.head] {
            var recalled = try sent()
            try recalled.take("recallRequest", by: party, ["reason": "Wrong agency."])
            #expect(recalled.seen(by: Self.desk).isEmpty)
            #expect(recalled.seen(by: Self.investigator).contains { $0["reason"] == "Wrong agency." })
        }
        #expect(refusal(try sent(), "recallRequest", by: Self.desk, ["reason": "No."]) != nil)
    }

    @Test func `what the office notes for itself the agency does not read, nor the office what the agency does`() throws
    {
        var player = try sent()
        for (index, party) in [Self.investigator, Self.desk].enumerated() {
            let note = NoteAdd(
                caseID: TablePlayer.caseID, note: RowID(high: 0x7009, low: 0x8000_0000_0000_0010 + UInt64(index)),
                text: "Ours: \(party.name)", confidentiality: .internal, confidence: nil)
            try player.perform(.addNote(note), by: party)
        }
        func notes(_ party: Party) -> [String] {
            player.seen(by: party).filter { $0.kind == .note }.compactMap { $0["text"]?.string }
        }
        #expect(notes(Self.investigator) == ["Ours: \(Self.investigator.name)"])
        #expect(notes(Self.desk) == ["Ours: \(Self.desk.name)"])
    }

    @Test func `a request is for a remedy of one's own authority, and asks agencies of Kenya`() throws {
        var player = try drafted()
        #expect(throws: Refusal.self) { try send(&player, Self.request.filter { $0.key != "otherCase" }) }
        #expect(throws: Refusal.self) { try send(&player, Self.request.merging(["agency": "TRA"]) { $1 }) }
        player.change(["country": "UG"])
        #expect(throws: Refusal.self) { try send(&player) }
        let complaint = try #require(
            OtherCase(try TablePlayer.imported(.ntbTripartite, at: "submitted").state, in: .standard))
        var other = try drafted()
        let act = CaseAct(caseID: TablePlayer.caseID, action: "sendRequest", from: nil, fields: Self.request)
        #expect(throws: Refusal.self) { try other.perform(.act(act), by: Self.investigator, naming: complaint) }
    }

    @Test func `the day that was named reminds both, is moved by whoever asks, and ends nothing`() throws {
        var player = try sent()
        #expect(player.state.latestDeadline("answer")?.dueOn == CivilDate.day("2026-12-01"))
        try player.take("setAnswerDay", by: Self.investigator, ["answerBy": "2026-12-10"])
        #expect(player.state.deadlines.filter(\.isRunning).map(\.dueOn) == [CivilDate.day("2026-12-10")])
        try player.wait(until: CivilDate.day("2026-12-11"))
        for party in [Self.investigator, Self.desk] {
            let due = dueSteps(on: player.state, for: party, in: player.context())
            #expect(due.contains { $0.deadline == "answer" && $0.isOverdue && $0.isMine }, "\(party.name)")
        }
        try player.take("answerRequest", by: Self.desk, ["text": "Late, and here."])
        #expect(player.stage?.id == "answered")
    }

    @Test func `whoever gets the request takes the place of whoever wrote it`() throws {
        var player = try sent()
        let second = Players.holding(.investigator)[1]
        #expect(player.seen(by: second).isEmpty)
        let assign = CaseAssign(caseID: TablePlayer.caseID, person: second.id, desk: nil)
        #expect(throws: Refusal.self) { try player.perform(.assign(assign), by: Self.investigator) }
        try player.perform(.assign(assign), by: Self.head)
        #expect(!player.seen(by: second).isEmpty && player.seen(by: Self.investigator).isEmpty)
    }

    @Test func `those to whom the remedy is given are on the request, on their device too`() throws {
        var player = try sent()
        let second = Players.holding(.investigator)[1]
        let remedy = try #require(player.others.first)
        let given = LinkedReaders.Given(country: "KE", readers: [.user(second.id)])
        try player.perform(.act(ReadersNote.act(of: remedy.caseID, on: TablePlayer.caseID, giving: given)), by: .system)
        let own = CaseState(caseID: TablePlayer.caseID, rows: player.seen(by: second))
        #expect(caseRoles(of: second, in: own) == [.investigator])
        #expect(moves(for: second, on: own, in: player.context()).map(\.action).contains("recallRequest"))
        // Another country's note opens nothing, and no desk is let in by one.
        for readers in [LinkedReaders.Given(country: "UG", readers: [.user(second.id)]), nil] {
            var other = player
            let note = ReadersNote.act(of: remedy.caseID, on: TablePlayer.caseID, giving: readers)
            try other.perform(.act(note), by: .system)
            #expect(other.seen(by: second).isEmpty)
        }
        #expect(refusal(player, "noteReaders", by: Self.investigator, ["readersOf": "x"]) != nil)
    }
}
