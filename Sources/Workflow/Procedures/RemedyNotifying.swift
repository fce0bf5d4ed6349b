import CaseProtocol

/// The permanent mission notifies the Committee at the WTO itself, where only the authority recorded that it was done.
enum RemedyNotifying {
    /// From initiation on: before it the mission knows of no case. What went out has a document.
    static func rule(_ law: LegalSource) -> Rule {
        Rule(
            "notifyWTO", from: .stages(RemedyRules.knownToAll), to: .stay, by: [.missionOfficer],
            requires: ["notification", "notifiedOn", "documentRef"], accepts: ["text"], worksSuspended: true,
            source: law)
    }
}

extension Procedure {
    /// Version 3: the mission records its notifications. Everything else is version 2.
    public static let unfairAntidumping3 = unfairAntidumping2.next(
        adding: [RemedyNotifying.rule(RemedyLaw.antidumping.notification)], [])

    /// Version 3: as ``unfairAntidumping3``.
    public static let unfairCountervailing3 = unfairCountervailing2.next(
        adding: [RemedyNotifying.rule(RemedyLaw.countervailing.notification)], [])
}
