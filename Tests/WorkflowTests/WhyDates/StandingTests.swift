import CaseProtocol
import Testing

@testable import Workflow

/// What a date says of itself once something has happened to it.
@Suite struct StandingDateTests {
    private func text(_ key: DeadlineKey, of played: PlayedCase) throws -> String {
        let clock = try #require(played.clock(key))
        return explanation(of: clock, on: played.state, in: played.context).joined(separator: "\n")
    }

    @Test func `a reply that did not come is told as lapsed and still owed, and opens the panel request`() throws {
        var played = try WTOPlay.requested(on: "2026-03-02")
        #expect(try played.runScheduler(on: "2026-03-12").isEmpty, "the last day is in time")
        #expect(try played.runScheduler(on: "2026-03-15") == ["lapse"])
        // The scheduler came three days late; the day after the last one is on record.
        #expect(try text("reply", of: played).contains("It lapsed on Friday 2026-03-13; the step is still owed."))
        #expect(try text("reply", of: played).contains("“requestPanel” for the ministry's trade lawyer"))
        try played.act("approveRequest", by: WTOPlay.minister, on: "2026-03-16")
        try played.act("requestPanel", by: WTOPlay.legal, on: "2026-03-16", ["dsbMeetingOn": "2026-04-20"])
        #expect(played.state.header?.stage == "panelRequested")
    }

    @Test func `a gate is shut the day before and open on its first lawful day`() throws {
        for (day, opens) in [("2026-05-01", false), ("2026-05-02", true)] {
            var played = try WTOPlay.requested(on: "2026-03-02")
            try played.act("enterConsultations", by: WTOPlay.mission, on: "2026-03-10")
            try played.act("approveRequest", by: WTOPlay.minister, on: day)
            do {
                try played.act("requestPanel", by: WTOPlay.legal, on: day, ["jointStatement": false])
                #expect(opens, "a panel was asked for on \(day)")
            } catch { #expect(!opens, "\(day): \(error)") }
        }
    }

    @Test func `a cap that passes acts by itself on the day after`() throws {
        let play = RemedyPlay(procedure: .unfairAntidumping)
        var played = try play.provisional(on: "2026-10-31", ["provisionalBasis": "standard"])
        #expect(try !played.runScheduler(on: "2027-02-28").contains("expireProvisional"))
        #expect(try played.runScheduler(on: "2027-03-01").contains("expireProvisional"))
        #expect(try text("provisionalCap", of: played).contains("It lapsed on Monday 2027-03-01."))
    }

    @Test func `a window that passes ends the right`() throws {
        var played = try WTOPlay.circulated(on: "2026-11-04", in: WTOPlay.withAppellateBody)
        try played.act("confirmDates", by: WTOPlay.legal, on: "2026-11-05")
        try played.runScheduler(on: "2027-01-05")
        #expect(throws: (any Error).self) {
            try played.act("appeal", by: WTOPlay.legal, on: "2027-01-05", ["appealPath": "appellateBody"])
        }
        #expect(try text("appealWindow", of: played).contains("It lapsed on Tuesday 2027-01-05."))
    }

    @Test func `a target that passes has to be explained, and the reason is told`() throws {
        let play = RemedyPlay(procedure: .unfairAntidumping)
        var played = try play.initiated(on: "2028-02-29")
        try played.runScheduler(on: "2029-03-01")
        #expect(try text("investigationTarget", of: played).contains("It lapsed on Thursday 2029-03-01; the step is"))
        try played.act(
            "explain", by: RemedyPlay.investigator, on: "2029-03-02", ["reason": "Two verifications were put off."],
            deadline: "investigationTarget")
        #expect(
            try text("investigationTarget", of: played).contains(
                "It lapsed on Thursday 2029-03-01. Explained: Two verifications were put off."))
    }

    @Test func `a date that waits for confirmation lapses by nobody's hand until it is confirmed`() throws {
        var played = try WTOPlay.established(on: "2028-02-09")
        #expect(try !played.runScheduler(on: "2028-03-01").contains("lapse"))
        try played.act("confirmDates", by: WTOPlay.legal, on: "2028-03-02")
        #expect(try played.runScheduler(on: "2028-03-02").contains("lapse"))
        #expect(try text("composition", of: played).contains("It lapsed on Wednesday 2028-03-01."))
    }

    @Test func `a paused date says since when and how many days are left`() throws {
        var played = try WTOPlay.requested(on: "2026-03-02")
        try played.act("suspend", by: WTOPlay.legal, on: "2026-03-06")
        #expect(try text("reply", of: played).contains("It has been paused since Friday 2026-03-06, with 6 days left."))
        #expect(try text("panelGate", of: played).contains("The first lawful day is Saturday 2026-05-02."))
    }

    @Test func `a date that was met or fell away says when`() throws {
        var played = try WTOPlay.requested(on: "2026-03-02")
        try played.act("respondentReplied", by: WTOPlay.mission, on: "2026-03-09")
        #expect(try text("reply", of: played).contains("It was met on Monday 2026-03-09."))
        try played.act("mutuallyAgreedSolution", by: WTOPlay.legal, on: "2026-03-20")
        #expect(try text("enterConsultations", of: played).contains("It was cancelled on Friday 2026-03-20."))
    }
}

/// That the hand-worked dates are spread as wide as the procedures and kinds are.
@Suite struct WhyDateSpreadTests {
    private let dates: [WhyDate] =
        TripartiteWhyDates.version1 + TripartiteWhyDates.version2 + EACBarrierWhyDates.dates
        + AfCFTABarrierWhyDates.dates + WTOWhyDates.consulting + WTOWhyDates.panel + WTOLaterWhyDates.reports
        + WTOLaterWhyDates.implementing + AfCFTADisputeWhyDates.consulting + AfCFTADisputeWhyDates.panel
        + AntidumpingWhyDates.investigating + AntidumpingWhyDates.measures + CountervailingWhyDates.dates
        + SafeguardWhyDates.dates + MalpracticeWhyDates.dates + EnquiryWhyDates.dates
        + DataRequestWhyDates.dates

    @Test func `there are sixty dates at least, and eight of each kind`() {
        #expect(dates.count >= 60)
        for kind in DeadlineKind.allCases { #expect(dates.count { $0.kind == kind } >= 8, "\(kind)") }
    }

    @Test func `every shipped procedure has some`() throws {
        let played = try Set(dates.map { try $0.play().procedure.id })
        #expect(played == Set(Catalogue.standard.procedures.map(\.id)))
    }
}
