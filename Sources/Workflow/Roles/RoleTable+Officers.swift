import CaseProtocol

/// The focal points and the committees of the two countries.
extension RoleTable {
    private static let focalPoints = LegalSource(
        "National focal points; EAC Act 2017, AfCFTA Annex 5 Art. 8", .verified)
    private static let committees = LegalSource("National Monitoring Committees; AfCFTA Annex 5 Art. 8", .verified)

    private static let linkedDisputes = RoleCell(
        .dispute, "R if linked", [.country("R", if: "a case of theirs goes on in it")])
    private static let hidden = RoleCell(.secretRemedy, "–")
    private static let register = RoleCell(.remedy, "pub", [.published])

    static let officers: [RoleEntry] = [
        RoleEntry(
            .nfpReporting, focalPoints,
            [
                RoleCell(
                    .complaint, "R,T ctry; A agency", [.country("CRUTA")],
                    [
                        .wider(
                            "takes down and completes reports by phone, and corrects what was filed (procedures.md 1)"),
                        .wider("reads all complaints of the country, whatever sector they act in"),
                    ]),
                RoleCell(
                    .contact, "R ctry", [.country("RU"), .country("G", if: "somebody else asked")],
                    [.wider("notes who called"), .wider("is the second person where somebody asks who complained")]),
                linkedDisputes, hidden, register,
                RoleCell(.documents, "ctry, NTB only", [.country("RU")], [.wider("writes to the filer there")]),
                RoleCell(.reporter, "–"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "R,X ctry", [.country("RX")]),
            ]),
        RoleEntry(
            .nfpImposing, focalPoints,
            [
                RoleCell(
                    .complaint, "R,T ctry", [.country("RUTA", if: "it was transmitted to them")],
                    [
                        .wider("names the agency and refers the case to it"),
                        .wider("gives the case to a colleague of the own desk"),
                    ]),
                RoleCell(
                    .contact, "no, unless complainant consents",
                    [.country("R", if: "the complainant agreed, and it was transmitted to them")],
                    [.narrower("never of whoever complains without a name, whatever the form says")]),
                RoleCell(.dispute, "–"), hidden, register,
                RoleCell(
                    .documents, "what was shared with it",
                    [.country("R", if: "the complainant agreed to share that paper, and did not take it back")]),
                RoleCell(.reporter, "–"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "R,X ctry", [.country("RX")]),
            ]),
        committee(
            .nmcMember, [.country("RUT")],
            [
                .wider("agrees to public texts, notes progress, corrects the place (procedures.md 1 to 3)"),
                .wider(
                    "any member acts for the committee, which in the EAC takes complaints up: its secretariat has no role of its own"
                ),
            ]),
        committee(
            .nmcChair, [.country("RUTA")], [.wider("gives the case to a colleague of the own desk")]),
    ]

    private static func committee(
        _ role: RoleID, _ complaints: [RoleGrant], _ departures: [RoleDeparture]
    ) -> RoleEntry {
        RoleEntry(
            role, committees,
            [
                RoleCell(.complaint, "R ctry; T if chair/secretariat", complaints, departures),
                RoleCell(.contact, "no"), RoleCell(.dispute, "–"), hidden, register,
                RoleCell(
                    .documents, "no", [.country("RU", if: "of the own country's filers")],
                    [
                        .wider(
                            "until it is transmitted the complaint itself lies where the filer's business lies (decision 10), and the committee decides appeals on it"
                        )
                    ]),
                RoleCell(.reporter, "–"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "R,U ctry", [.country("RU")]),
            ])
    }
}
