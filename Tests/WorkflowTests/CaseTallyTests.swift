import CaseProtocol
import Testing

@testable import Workflow

/// How many cases there are, and how they stand.
@Suite struct CaseTallyTests {
    private static let today = CivilDate.day("2026-11-20")
    private static let desk = Players.holding(.agencyLiaison, agency: "KEBS")[0]
    private static let triage = Players.holding(.triageOfficer)[0]

    private func tally(_ players: [TablePlayer], on day: CivilDate = Self.today) -> CaseTally {
        var tally = CaseTally(in: .standard, on: day)
        for player in players { tally.add(player.state) }
        return tally
    }

    private func history(_ stages: [StageID]) throws -> [TablePlayer] {
        try stages.map { try TablePlayer.imported(.ntbTripartite3, at: $0, ["imposingCountry": "TZ"]) }
    }

    @Test func `what was no barrier is no barrier removed, and not a part of the rate`() throws {
        let stages: [StageID] = ["resolved", "resolved", "notAnNtb", "notAnNtb", "withdrawn", "consultation"]
        let counts = tally(try history(stages)).cases
        let count = try #require(counts.first)
        #expect(counts.count == 1 && count.country == "KE" && count.imposingCountry == "TZ")
        #expect(count.filed == 6 && count.open == 1 && count.endedOtherwise == 1)
        #expect(count.resolved == 2 && count.notAnNtb == 2)
        #expect(count.resolvedPercent == 50, "two of the four that were barriers")
        #expect(tally(try history(["notAnNtb"])).cases.first?.resolvedPercent == nil)
    }

    @Test func `a draft is counted nowhere`() throws {
        let draft = try Route(.ntbTripartite3, by: .complainant)
        #expect(tally([draft.player]).cases.isEmpty)
    }

    /// A report of malpractice that the desk has screened.
    private func screened() throws -> TablePlayer {
        var route = try Route(.unfairMalpractice2, opening: "report", by: .complainant)
        try route.act("screen")
        return route.player
    }

    private static let referral: [String: JSONValue] = [
        "agency": "KEBS", "legalBasis": "Standards Act", "packet": "The facts.", "confidentialityLevel": "confidential",
        "identityBasis": "withheld",
    ]

    @Test func `an agency's referrals are counted by what became of each`() throws {
        var player = try screened()
        try player.take("refer", by: Self.triage, Self.referral)
        let one = { (player: TablePlayer, day: CivilDate) in tally([player], on: day).agencies.first }
        #expect(one(player, TablePlayer.dayZero)?.open == 1)
        #expect(one(player, TablePlayer.dayZero)?.late == 0)
        #expect(one(player, Self.today)?.late == 1, "five working days to accept are over")
        try player.take("decline", by: Self.desk, ["reason": "Not ours."])
        try player.take("refer", by: Self.triage, Self.referral)
        try player.take("accept", by: Self.desk, ["agencyRef": "S-7"])
        try player.take("outcome", by: Self.desk, ["finding": "Short weight.", "actionTaken": "Fined."])
        let count = try #require(one(player, Self.today))
        #expect(count.agency == "KEBS" && count.procedure == "unfair.malpractice")
        #expect(count.referred == 2 && count.declined == 1 && count.answered == 1)
        #expect(count.open == 0 && count.late == 0 && count.withdrawn == 0)
    }
}
