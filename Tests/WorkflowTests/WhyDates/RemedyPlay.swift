import CaseProtocol

@testable import Workflow

/// How a Kenyan anti-dumping or countervailing case comes to each stage.
struct RemedyPlay {
    static let investigator = "investigator:KE"
    static let head = "authorityHead:KE"
    static let minister = "minister:KE"
    static let industry = "industryApplicant:KE"

    let procedure: Procedure

    func filed(on day: String) throws -> PlayedCase {
        var played = PlayedCase(procedure)
        try played.open("open", by: Self.industry, on: day, ["country": "KE"])
        try played.act("file", by: Self.industry, on: day)
        try played.assign(to: Self.investigator, by: Self.head)
        return played
    }

    func initiated(on day: String) throws -> PlayedCase {
        var played = try filed(on: day.plus(-60))
        try played.act("acceptAsDocumented", by: Self.investigator, on: day.plus(-40))
        if procedure.id == "unfair.countervailing" {
            try played.act("inviteConsultation", by: Self.investigator, on: day.plus(-30))
        } else {
            try played.act("informGovernment", by: Self.investigator, on: day.plus(-30))
        }
        try played.act("initiate", by: Self.head, on: day, ["viewsUntil": .string(day.plus(40))])
        return played
    }

    /// Questionnaires sent to one exporter.
    func asked(on day: String) throws -> PlayedCase {
        var played = try initiated(on: day.plus(-10))
        try played.act(
            "registerParty", by: Self.investigator, on: day, ["partyName": "Alpha Steel", "account": "party"])
        try played.act("issueQuestionnaires", by: Self.investigator, on: day)
        return played
    }

    /// An affirmative preliminary finding on a day.
    func preliminary(on day: String) throws -> PlayedCase {
        var played = try asked(on: day.plus(-80))
        try played.act("receiveReply", by: Self.investigator, on: day.plus(-50), ["party": "Alpha Steel"])
        try played.act("close", by: Self.investigator, on: day.plus(-20))
        try played.act("draftPreliminary", by: Self.investigator, on: day.plus(-10))
        try played.act("recommendPreliminary", by: Self.head, on: day.plus(-5))
        try played.act("determinePreliminary", by: Self.minister, on: day, ["preliminaryFinding": "affirmative"])
        return played
    }

    func provisional(on day: String, _ fields: [String: JSONValue] = [:]) throws -> PlayedCase {
        var played = try preliminary(on: day)
        try played.act("imposeProvisional", by: Self.minister, on: day, fields)
        return played
    }

    func disclosed(on day: String) throws -> PlayedCase {
        var played = try preliminary(on: day.plus(-30))
        try played.act(
            "scheduleVerification", by: Self.investigator, on: day.plus(-20), ["party": "Alpha Steel"])
        try played.act("discloseEssentialFacts", by: Self.investigator, on: day)
        return played
    }

    func inForce(on day: String) throws -> PlayedCase {
        var played = try disclosed(on: day.plus(-30))
        try played.act("considerComments", by: Self.investigator, on: day.plus(-20), ["allCommented": true])
        try played.act("draftDetermination", by: Self.investigator, on: day.plus(-10))
        try played.act("determine", by: Self.head, on: day.plus(-5))
        try played.act("impose", by: Self.minister, on: day)
        return played
    }
}
