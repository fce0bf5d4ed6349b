import CaseProtocol
import Testing

@testable import Workflow

/// Dates of requests for data: those that the investigator names, and no other.
@Suite struct DataRequestWhyDates {
    @Test(arguments: dates)
    func `a date is the one worked out by hand, and explains itself`(date: WhyDate) throws { try date.check() }

    private static let investigator = "investigator:KE"

    private static func sent(on day: String, answerBy last: String) throws -> PlayedCase {
        var played = PlayedCase(.unfairDataRequest)
        played.named = OtherCase(try TablePlayer.imported(.unfairAntidumping3, at: "initiated").state, in: .standard)
        try played.open("open", by: investigator, on: day.plus(-1))
        try played.act("sendRequest", by: investigator, on: day, ["agency": "KRA", "answerBy": .string(last)])
        return played
    }

    static let dates: [WhyDate] = [
        // A public holiday, and it stays the day that was named.
        WhyDate(
            "the day that was named", "answer", .target, from: "2026-11-02", due: "2026-12-12",
            article: "no law sets one", owner: "Owed by the agency's liaison officer.",
            lapse: WhyDate.alsoOwed("an investigator of the trade-remedies authority"),
            says: ["It runs to the date that was set: Saturday 2026-12-12."]
        ) { try sent(on: "2026-11-02", answerBy: "2026-12-12") },
        WhyDate(
            "another day", "answer", .target, from: "2026-11-20", due: "2026-12-18", article: "no law sets one",
            owner: "Owed by the agency's liaison officer.",
            lapse: WhyDate.alsoOwed("an investigator of the trade-remedies authority"),
            says: ["It runs to the date that was set: Friday 2026-12-18."]
        ) {
            var played = try sent(on: "2026-11-02", answerBy: "2026-12-01")
            try played.act("setAnswerDay", by: investigator, on: "2026-11-20", ["answerBy": "2026-12-18"])
            return played
        },
    ]
}
