import CaseProtocol

/// The secretariats, and who is called in by them.
extension RoleTable {
    private static let secretariats = LegalSource("Regional secretariats: forums, missions, matrix, numbers", .verified)

    private static let asking = RoleDeparture.narrower(
        "of a complaint whose country is known they ask, and are told for some days")
    private static let ownPapers = RoleDeparture.narrower(
        "what a filer shares goes to the country complained of, and to nobody else")
    private static let screening = RoleDeparture.wider(
        "where they screen they read all that the filer gave in confidence, and write to the filer there")

    static let bodies: [RoleEntry] = [
        RoleEntry(
            .recOfficer, secretariats,
            [
                RoleCell(
                    .complaint, "R,T rec; A facilitator", [.community("RUTA")],
                    [.wider("completes the countries where nobody else knows them")]),
                RoleCell(
                    .contact, "R rec when acting as administrator",
                    [
                        .community("R", if: "it is not known who reports, so that they must call back"),
                        .community("Q"), .community("G", if: "they read it, and somebody else asked"),
                    ],
                    [asking]),
                RoleCell(
                    .dispute, "R regional", [.community("R", if: "it was taken over from a register")],
                    [
                        .narrower(
                            "no procedure here is before a regional body but the AfCFTA's, whose secretariat keeps that registry"
                        ),
                        .wider("taken over, those of the WTO are read too: they were published"),
                    ]),
                RoleCell(.secretRemedy, "–"),
                RoleCell(
                    .remedy, "pub", [.community("R", if: "it was taken over from a register"), .published],
                    [.wider("taken over from a register without a country it is nobody's file")]),
                RoleCell(
                    .documents, "shared only", [.community("RU", if: "they screen, where no focal point does")],
                    [screening, ownPapers]),
                RoleCell(.reporter, "–"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "R,U,X rec", [.community("RUX")]),
            ]),
        RoleEntry(
            .secretariatAfcfta, LegalSource("NTB Coordination Unit and dispute registry of the AfCFTA", .verified),
            [
                RoleCell(.complaint, "R,T AfCFTA", [.community("RUTA")], [.wider("as the regional secretariats")]),
                RoleCell(
                    .contact, "as above",
                    [
                        .community("R", if: "it is not known who reports"), .community("Q"),
                        .community("G", if: "they read it, and somebody else asked"),
                    ], [asking]),
                RoleCell(
                    .dispute, "R,T registry", [.community("RT", if: "the request was sent to it")],
                    [.wider("reads those that were taken over from a register, as the regional secretariats do")]),
                RoleCell(.secretRemedy, "–"),
                RoleCell(
                    .remedy, "pub", [.community("R", if: "it was taken over from a register"), .published],
                    [.wider("taken over from a register without a country it is nobody's file")]),
                RoleCell(
                    .documents, "shared only", [.community("RU", if: "they screen")], [screening, ownPapers]),
                RoleCell(.reporter, "–"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "R,X", [.community("RX")]),
            ]),
        RoleEntry(
            .facilitator, LegalSource("AfCFTA Annex 5 Appendix 2; COMESA step 2", .secondary),
            [
                RoleCell(.complaint, "R,T one case", [.listed("RT", if: "while the case runs")]),
                RoleCell(.contact, "no"), RoleCell(.dispute, "–"), RoleCell(.secretRemedy, "–"),
                RoleCell(.remedy, "–"),
                RoleCell(
                    .documents, "shared only", [.listed("RU", if: "their own papers")],
                    [.wider("gives papers of its own in confidence"), ownPapers]),
                RoleCell(.reporter, "–"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "–"),
            ]),
    ]
}
