import CaseProtocol

extension Procedure {
    /// Version 4: papers given in confidence are shared with the imposing country's focal point by consent; who files for
    /// somebody else shows that they may, and hands on a receipt code. Everything else is version 3.
    public static let ntbTripartite4 = ntbTripartite3.withSharing(
        from: ["transmitted"] + NTBTripartite.underWork + ["resolutionProposed"]
    ).withAssistance()

    /// Version 3: as ``ntbTripartite4``.
    public static let ntbAfCFTA3 = ntbAfCFTA2.withSharing(
        from: NTBAfCFTA.underWork + ["resolutionProposed"]
    ).withAssistance()

    /// Version 3: as ``ntbTripartite4``.
    public static let ntbEAC3 = ntbEAC2.withSharing(from: NTBEAC.underWork + ["resolutionProposed"]).withAssistance()
}
