import CaseProtocol

/// The secretariats, and who is called in by them.
extension RoleTable {
    private static let secretariats = LegalSource("Regional secretariats: forums, missions, matrix, numbers", .verified)

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
                    [.narrower("of a complaint whose country is known they ask, and are told for some days")]),
                RoleCell(.dispute, "R regional", [.community("R", if: "it was taken over from a register")]),
                RoleCell(.secretRemedy, "–"),
                RoleCell(
                    .remedy, "pub", [.community("R", if: "it was taken over from a register"), .published],
                    [.wider("taken over from a register without a country it is nobody's file")]),
                RoleCell(
                    .documents, "shared only", [.community("RU", if: "they screen, where no focal point does")]),
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
                    ]),
                RoleCell(.dispute, "R,T registry", [.community("RT", if: "the request was sent to it")]),
                RoleCell(.secretRemedy, "–"),
                RoleCell(
                    .remedy, "pub", [.community("R", if: "it was taken over from a register"), .published],
                    [.wider("taken over from a register without a country it is nobody's file")]),
                RoleCell(.documents, "shared only", [.community("RU", if: "they screen")]),
                RoleCell(.reporter, "–"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "R,X", [.community("RX")]),
            ]),
        RoleEntry(
            .facilitator, LegalSource("AfCFTA Annex 5 Appendix 2; COMESA step 2", .secondary),
            [
                RoleCell(.complaint, "R,T one case", [.listed("RT", if: "while the case runs")]),
                RoleCell(.contact, "no"), RoleCell(.dispute, "–"), RoleCell(.secretRemedy, "–"),
                RoleCell(.remedy, "–"), RoleCell(.documents, "shared only", [.listed("RU", if: "their own papers")]),
                RoleCell(.reporter, "–"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "–"),
            ]),
    ]
}
