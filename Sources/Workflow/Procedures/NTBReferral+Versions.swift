import CaseProtocol

extension Procedure {
    /// Version 3: an agency replies itself on what its country's focal point refers to it. Everything else is version 2.
    public static let ntbTripartite3 = ntbTripartite2.withReferrals(
        from: NTBTripartite.underWork, then: [.meet("nationalReply")] + NTBTripartite.showsLife)

    /// Version 2: as ``ntbTripartite3``. The country's own reply to a request stays its focal point's.
    public static let ntbAfCFTA2 = ntbAfCFTA.withReferrals(from: NTBAfCFTA.underWork)

    /// Version 2: as ``ntbTripartite3``.
    public static let ntbEAC2 = ntbEAC.withReferrals(from: NTBEAC.underWork)
}
