import CaseProtocol

extension Procedure {
    /// Version 5: everybody who acts on a case for an office may step back from it. Everything else is version 4.
    public static let ntbTripartite5 = ntbTripartite4.withRecusal()

    /// Version 4: as ``ntbTripartite5``. A facilitator's limits end, and another is named.
    public static let ntbAfCFTA4 = ntbAfCFTA3.withRecusal([
        Recusal.rule(
            from: .stages(["facilitation"]), by: [.facilitator],
            effects: [.cancel("reportAim"), .cancel("report"), .start("appointFacilitator")])
    ])

    /// Version 4: as ``ntbTripartite5``.
    public static let ntbEAC4 = ntbEAC3.withRecusal()

    /// Version 2: the minister, the mission, counsel and the secretariats may step back too. Everything else is version 1.
    public static let disputeWTO2 = disputeWTO.withRecusal()

    /// Version 2: as ``disputeWTO2``.
    public static let disputeAfCFTA2 = disputeAfCFTA.withRecusal()

    /// Version 4: the minister and the mission may step back too. Everything else is version 3.
    public static let unfairAntidumping4 = unfairAntidumping3.withRecusal()

    /// Version 4: as ``unfairAntidumping4``.
    public static let unfairCountervailing4 = unfairCountervailing3.withRecusal()

    /// Version 3: as ``unfairAntidumping4``.
    public static let unfairSafeguard3 = unfairSafeguard2.withRecusal()

    /// Version 5: an adviser may step back too. Everything else is version 4.
    public static let unfairAntidumping5 = unfairAntidumping4.withAdvisersRecusal(while: RemedyRules.seatedWhile)

    /// Version 5: as ``unfairAntidumping5``.
    public static let unfairCountervailing5 = unfairCountervailing4.withAdvisersRecusal(while: RemedyRules.seatedWhile)

    /// Version 4: as ``unfairAntidumping5``.
    public static let unfairSafeguard4 = unfairSafeguard3.withAdvisersRecusal(while: UnfairSafeguard.seatedWhile)

    /// Version 4: an agency's liaison officers may step back too. Everything else is version 3.
    public static let unfairMalpractice4 = unfairMalpractice3.withRecusal()

    /// Version 3: as ``unfairMalpractice4``.
    public static let enquiry3 = enquiry2.withRecusal()

    /// Version 2: as ``unfairMalpractice4``.
    public static let unfairDataRequest2 = unfairDataRequest.withRecusal()
}
