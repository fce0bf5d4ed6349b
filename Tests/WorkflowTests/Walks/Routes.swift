import CaseProtocol

@testable import Workflow

/// What is written down of each procedure.
enum Routes {
    static func of(_ procedure: Procedure) throws -> [TablePlayer] {
        switch procedure.id {
        case "dispute.wto": try disputesWTO(procedure)
        case "dispute.afcfta": try missedConsultations(procedure)
        case "ntb.afcfta": try returns(procedure)
        case "ntb.eac": try references(procedure)
        case "unfair.antidumping", "unfair.countervailing": try measures(procedure)
        case "unfair.safeguard": try wholeTerm(procedure)
        default: []
        }
    }

    /// Sent to another mechanism after the request, and back: the request is sent once more.
    private static func returns(_ procedure: Procedure) throws -> [TablePlayer] {
        var route = try Route(procedure, by: .complainant, ["reportingCountry": "KE"])
        try route.act("submit")
        try route.act("sendRequest", ["imposingCountry": "TZ"])
        try route.act(["transfer", "returnFromRec"])
        try route.act("sendRequest", ["imposingCountry": "TZ"])
        return [route.player]
    }

    /// To the Court while a resolution waits to be confirmed, by the complainant, within two months.
    private static func references(_ procedure: Procedure) throws -> [TablePlayer] {
        var route = try Route(procedure, by: .complainant, ["reportingCountry": "KE"])
        try route.act(["submit", "accept"])
        try route.act("notifyPartnerState", ["imposingCountry": "TZ"])
        var shared = [route, route]
        if !procedure.rules(for: "sharePaper").isEmpty {
            try shared[0].act("sharePaper", by: .complainant)
            try shared[1].act("sharePaper", by: .nfpReporting)
        }
        try route.act("proposeResolution")
        var dated = route
        try dated.act("dateAct", by: .complainant)
        try dated.act("fileReference", by: .complainant)
        try route.act("fileReference", by: .complainant)
        // Of a case that nobody filed here its focal point answers the questions.
        var history = Route(try TablePlayer.imported(procedure, at: "submitted"))
        try history.act(["adopt", "askInfo", "supplyInfo"])
        return [route.player, dated.player, history.player] + shared.map(\.player)
    }

    /// A duty after a provisional one, back to before it, and the question whether it is to last.
    private static func measures(_ procedure: Procedure) throws -> [TablePlayer] {
        var route = try Route(procedure, by: .industryApplicant)
        try route.act(["file", "acceptAsDocumented"])
        try route.act(procedure.id == "unfair.antidumping" ? "informGovernment" : "inviteConsultation")
        try route.act(["initiate", "registerParty", "issueQuestionnaires", "close", "draftPreliminary"])
        try route.act(["recommendPreliminary", "determinePreliminary"], ["preliminaryFinding": "affirmative"])
        var promised = route
        try promised.act(["acceptUndertaking", "concludeByUndertaking"])
        try route.act(["imposeProvisional", "scheduleVerification", "discloseEssentialFacts"])
        try route.act(["considerComments", "draftDetermination", "determine", "applyRetroactively", "impose"])
        try route.act("requestReview", by: .industryApplicant, ["reviewType": "sunset"])
        return [route.player, promised.player]
    }

    /// Extended to the last day that the law allows: then the whole term ends it, not the measure's own.
    private static func wholeTerm(_ procedure: Procedure) throws -> [TablePlayer] {
        var route = try Route(procedure, by: .industryApplicant)
        try route.act(["file", "acceptAsDocumented", "initiate", "openHearings", "determine", "recommend"])
        try route.act(["proposeMeasure", "offerConsultations"])
        let introduced = route.player.today
        let first = introduced.adding(months: 48)
        try route.act(
            "apply",
            [
                "introducedOn": .string("\(introduced)"), "measureUntil": .string("\(first)"),
                "durationClass": "overThreeYears", "userStatus": "developed",
            ])
        try route.act(["openExtension", "reportReview", "offerConsultations"])
        let last = introduced.adding(months: 96)
        try route.act("extendMeasure", ["measureUntil": .string("\(last)"), "userStatus": "developed"])
        try route.outlast("totalCap")
        return [route.player]
    }
}
