import CaseProtocol

/// The trade-remedies authority, and those before it.
extension RoleTable {
    private static let parties = LegalSource("ADA 6.1, 6.11, 6.12", .secondary)

    static let remedies: [RoleEntry] = [
        RoleEntry(
            .investigator, LegalSource("Investigating officers: Trade Remedies Act, s. 30", .verified),
            [
                RoleCell(.complaint, "pub", [.published]), RoleCell(.contact, "no"), RoleCell(.dispute, "–"),
                RoleCell(
                    .secretRemedy, "C,R,U,T assigned", [.listed("CRUTA", if: "it is assigned to them")],
                    [.wider("hands the case on to another investigator")]),
                RoleCell(
                    .remedy, "R,U,T assigned", [.country("RUTA")],
                    [
                        .wider(
                            "from initiation on colleagues of the authority stand in for each other; the papers given in confidence stay with whom it is assigned to"
                        )
                    ]),
                RoleCell(.documents, "assigned cases", [.listed("RU", if: "it is assigned to them")]),
                RoleCell(
                    .reporter, "only if converted, reporter consents",
                    [
                        .listed(
                            "R",
                            if: "the desk made the case of a report, the reporter agreed, and it is assigned to them")
                    ]),
                RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.dataRequest, nil, [.listed("CRUT", if: "they ask, or the remedy is assigned to them")]),
                RoleCell(
                    .statistics, "R remedies",
                    [.counts(.desk(.remedies), "R", .country, if: "before initiation of those assigned to them")]),
            ]),
        RoleEntry(
            .authorityHead, LegalSource("The authority's head and Board recommend: Trade Remedies Act", .verified),
            [
                RoleCell(.complaint, "pub", [.published]), RoleCell(.contact, "no"), RoleCell(.dispute, "–"),
                RoleCell(
                    .secretRemedy, "R,T,A", [.country("CRUTA")],
                    [.wider("opens a case on the authority's own motion, and corrects its data")]),
                RoleCell(.remedy, "R,T,A", [.country("RUTA")], [.wider("corrects its data")]),
                RoleCell(.documents, "R", [.country("RU")], [.wider("writes to a party in confidence")]),
                RoleCell(.reporter, "no"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.dataRequest, nil, [.country("RTA")]),
                RoleCell(.statistics, "R,X", [.counts(.desk(.remedies), "RX", .country)]),
            ]),
        RoleEntry(
            .industryApplicant, LegalSource("By or on behalf of the domestic industry: ADA 5.1", .verified),
            [
                RoleCell(.complaint, "–"), RoleCell(.contact, "–"), RoleCell(.dispute, "–"),
                RoleCell(
                    .secretRemedy, "C; R,U own", [.own("CRUT")],
                    [.wider("files, completes and withdraws its application: moves of its own")]),
                RoleCell(
                    .remedy, "R non-conf; U own", [.own("RUT"), .published],
                    [.wider("comments, asks for hearings and reviews: moves of its own")]),
                RoleCell(.documents, "own", [.own("RU")]),
                RoleCell(.reporter, "–", [.own("R")], [.wider("of its own reports")]),
                RoleCell(.report, nil, [.own("CRUT")]), RoleCell(.enquiry, nil, [.own("CRUT")]),
                RoleCell(.statistics, "pub", [.published]),
            ]),
        RoleEntry(
            .interestedParty, parties,
            [
                RoleCell(.complaint, "–"), RoleCell(.contact, "–"), RoleCell(.dispute, "–"),
                RoleCell(.secretRemedy, "must not know"),
                RoleCell(
                    .remedy, "R non-conf file; U own; request hearing",
                    [.listed("RUT", if: "while the case runs"), .published]),
                RoleCell(.documents, "own", [.listed("RU", if: "their own papers")]), RoleCell(.reporter, "–"),
                RoleCell(.report, nil), RoleCell(.enquiry, nil), RoleCell(.statistics, "pub", [.published]),
            ]),
    ]
}
