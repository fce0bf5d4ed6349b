import CaseProtocol

@testable import Workflow

/// Ways through disputes that the search does not find: matters of subsidies to their end, appeals that nobody can hear.
extension Routes {
    static func disputesWTO(_ procedure: Procedure) throws -> [TablePlayer] {
        try subsidies(procedure) + missedConsultations(procedure) + voidAppeals(procedure)
    }

    static func consulted(
        _ procedure: Procedure, features: Bool = true, _ opening: [String: JSONValue] = [:]
    ) throws -> Route {
        var route = try Route(procedure, features: features, ["capacity": "complainant"].merging(opening) { $1 })
        if route.player.state.header?.text("capacity") == "complainant" { try route.act("approveRequest") }
        try route.act(
            "requestConsultations",
            opening.merging(["noParallelCase": true, "perishable": false]) { $1 })
        return route
    }

    /// At the circulation of the panel's report.
    static func circulated(
        _ procedure: Procedure, features: Bool = true, _ opening: [String: JSONValue] = [:]
    ) throws -> Route {
        var route = try consulted(procedure, features: features, opening)
        try route.act("approveRequest")
        try route.act(
            ["requestPanel", "establish", "compose", "interim", "finalReport", "circulate"],
            ["compositionMethod": "agreed", "jointStatement": .null])
        return route
    }

    private static func subsidies(_ procedure: Procedure) throws -> [TablePlayer] {
        var players: [TablePlayer] = []
        for track in ["prohibitedSubsidy", "actionableSubsidy"] {
            players.append(try consulted(procedure, ["track": .string(track), "capacity": "respondent"]).player)
            let route = try circulated(procedure, ["track": .string(track)])
            var adopted = route
            try adopted.act("adoptReport", ["ruling": "inconsistent"])
            var appealed = route
            try appealed.act(["appeal", "circulateAppeal"], ["appealPath": "appellateBody"])
            try appealed.act("adoptReport", ["ruling": "inconsistent"])
            players += [adopted.player, appealed.player]
        }
        return players
    }

    /// A reply in time, but no consultations.
    static func missedConsultations(_ procedure: Procedure) throws -> [TablePlayer] {
        try ["complainant", "respondent"].map { capacity in
            var route = try consulted(procedure, ["capacity": .string(capacity), "perishable": false])
            try route.act("respondentReplied")
            if capacity == "complainant" { try route.act("approveRequest") }
            try route.outlast("enterConsultations")
            try route.act("requestPanel", ["jointStatement": .null])
            return route.player
        }
    }

    private static func voidAppeals(_ procedure: Procedure) throws -> [TablePlayer] {
        var players: [TablePlayer] = []
        for role in [RoleID.ministryLegal, .missionOfficer] {
            var appealed = try circulated(procedure, features: false)
            let adopting = appealed
            try appealed.act("appeal", by: role, ["appealPath": "appellateBody"])
            players.append(appealed.player)
            var compliance = adopting
            try compliance.act("adoptReport", ["ruling": "inconsistent"])
            try compliance.act("setRpt", ["rptMethod": "agreed"])
            try compliance.act(["request21_5", "complianceReport"], ["complianceRuling": "notComplied"])
            var heard = compliance
            heard.switchFeatures(on: true)
            try heard.act("appealCompliance", by: role)
            players.append(heard.player)
            try compliance.act("appealCompliance", by: role)
            compliance.switchFeatures(on: true)
            try compliance.act("takeUpAppeal", by: role)
            players.append(compliance.player)
        }
        return players
    }
}
