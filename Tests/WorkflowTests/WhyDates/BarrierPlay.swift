import CaseProtocol

@testable import Workflow

/// How a Kenyan complaint of a barrier comes to each stage, under any of the three mechanisms.
struct BarrierPlay {
    static let trader = "complainant:KE"
    static let kenya = "focalPoint:KE"

    let procedure: Procedure
    var catalogue = Catalogue.standard
    var imposing = "UG"

    var imposer: String { "focalPoint:\(imposing)" }

    func submitted(on day: String, _ filing: [String: JSONValue] = [:]) throws -> PlayedCase {
        var played = PlayedCase(procedure, in: catalogue)
        let codes = procedure.id == "ntb.afcfta" ? "1.1" : "2.3"
        try played.open(
            "open", by: Self.trader, on: day,
            ["reportingCountry": "KE", "locationCountry": .string(imposing), "ntbCategory": .string(codes)])
        try played.act("submit", by: Self.trader, on: day, filing)
        return played
    }

    /// A report by phone.
    func lead(on day: String) throws -> PlayedCase {
        var played = PlayedCase(procedure, in: catalogue)
        try played.open("recordLead", by: Self.kenya, on: day, ["reportingCountry": "KE"])
        return played
    }

    /// Sent to the imposing country: transmitted, notified or requested, as the mechanism calls it.
    func sent(on day: String) throws -> PlayedCase {
        var played = try submitted(on: day.plus(-3))
        let imposing: [String: JSONValue] = ["imposingCountry": .string(imposing)]
        switch procedure.id {
        case "ntb.eac":
            try played.act("accept", by: "nmcMember:KE", on: day.plus(-1))
            try played.act("notifyPartnerState", by: Self.kenya, on: day, imposing)
        case "ntb.afcfta":
            try played.act(
                "sendRequest", by: Self.kenya, on: day, imposing.merging(["receivedOn": .string(day)]) { $1 })
        default: try played.act("register", by: Self.kenya, on: day, imposing)
        }
        return played
    }
}
