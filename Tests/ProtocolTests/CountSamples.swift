import CaseProtocol

/// Counts as a server answers them.
enum CountSamples {
    static var complaints: CaseCount {
        var count = CaseCount(procedure: "ntb.tripartite", country: "KE", imposingCountry: "TZ")
        count.filed = 12
        count.open = 6
        count.late = 2
        count.resolved = 4
        count.notAnNtb = 1
        count.endedOtherwise = 1
        count.resolvedPercent = 36
        return count
    }

    static var published: PublicCount {
        var card = Samples.card
        (card.status, card.outcome) = ("Resolved", "notAnNtb")
        var count = PublicCount(card)
        count.cases = 3
        return count
    }

    static var agency: AgencyCount {
        var count = AgencyCount(agency: "KEBS", procedure: "unfair.malpractice")
        count.referred = 9
        count.answered = 5
        count.declined = 1
        count.withdrawn = 1
        count.open = 2
        count.late = 1
        return count
    }
}
