import CaseProtocol

@testable import Workflow

/// How a Kenyan dispute at the WTO comes to each stage. Kenya complains of Türkiye.
enum WTOPlay {
    static let legal = "ministryLegal:KE"
    static let mission = "missionOfficer:KE"
    static let minister = "minister:KE"

    static let withAppellateBody = Catalogue(Catalogue.standard.procedures, features: ["appellateBody"])

    /// Consultations requested and the request received on one day.
    static func requested(
        on day: String, _ header: [String: JSONValue] = [:], in catalogue: Catalogue = .standard
    ) throws -> PlayedCase {
        var played = PlayedCase(.disputeWTO, in: catalogue)
        try played.open(
            "open", by: legal, on: day,
            ["capacity": "complainant", "complainingCountry": "KE", "respondingCountry": "TR"].merging(header) { $1 })
        try played.act("approveRequest", by: minister, on: day)
        try played.act("requestConsultations", by: legal, on: day)
        return played
    }

    static func established(
        on day: String, _ header: [String: JSONValue] = [:], in catalogue: Catalogue = .standard
    ) throws -> PlayedCase {
        var played = try requested(on: day.plus(-100), header, in: catalogue)
        try played.act("approveRequest", by: minister, on: day.plus(-30))
        try played.act("requestPanel", by: legal, on: day.plus(-30), ["dsbMeetingOn": .string(day)])
        try played.act("establish", by: mission, on: day)
        return played
    }

    static func composed(
        on day: String, established: String, _ header: [String: JSONValue] = [:], in catalogue: Catalogue = .standard
    ) throws -> PlayedCase {
        var played = try self.established(on: established, header, in: catalogue)
        try played.act("compose", by: mission, on: day)
        return played
    }

    static func finalToParties(
        on day: String, _ header: [String: JSONValue] = [:], in catalogue: Catalogue = .standard
    ) throws -> PlayedCase {
        var played = try composed(on: day.plus(-150), established: day.plus(-160), header, in: catalogue)
        try played.act("interim", by: mission, on: day.plus(-30), ["commentsDueOn": .string(day.plus(-20))])
        try played.act("finalReport", by: mission, on: day)
        return played
    }

    static func circulated(
        on day: String, _ fields: [String: JSONValue] = [:], in catalogue: Catalogue = .standard
    ) throws -> PlayedCase {
        var played = try finalToParties(on: day.plus(-20), in: catalogue)
        try played.act("circulate", by: mission, on: day, fields)
        return played
    }

    static func appealed(on day: String) throws -> PlayedCase {
        var played = try circulated(on: day.plus(-15), in: withAppellateBody)
        try played.act("appeal", by: mission, on: day, ["appealPath": "appellateBody"])
        return played
    }

    static func adopted(on day: String) throws -> PlayedCase {
        var played = try circulated(on: day.plus(-40))
        try played.act("adoptReport", by: mission, on: day, ["ruling": "inconsistent"])
        return played
    }

    /// The reasonable period of time ends on `day`.
    static func periodEnds(on day: String) throws -> PlayedCase {
        var played = try adopted(on: day.plus(-300))
        try played.act(
            "setRpt", by: mission, on: day.plus(-290), ["rptMethod": "agreed", "rptEndsOn": .string(day)])
        return played
    }
}
