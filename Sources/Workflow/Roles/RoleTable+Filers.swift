import CaseProtocol

/// Those who bring something.
extension RoleTable {
    private static let registers = LegalSource("Anyone may register a complaint; AfCFTA FAQ", .verified)
    private static let byPhone = LegalSource("Reports by SMS, and Trade Information Desk Officers who help", .verified)

    /// Every filer asks the enquiry desk and reports malpractice.
    private static let ownReports: [RoleCell] = [
        RoleCell(.reporter, "own", [.own("R")]), RoleCell(.report, nil, [.own("CRUT")]),
        RoleCell(.enquiry, nil, [.own("CRUT")]),
    ]

    private static let statistics = RoleCell(.statistics, "pub", [.published])

    static let filers: [RoleEntry] = [
        RoleEntry(
            .complainant, registers,
            [
                RoleCell(.complaint, "C; R,U,T own; pub others", [.own("CRUT"), .published]),
                RoleCell(.contact, "own", [.own("RU")]), RoleCell(.dispute, "–"), RoleCell(.secretRemedy, "–"),
                RoleCell(.remedy, "pub", [.published]), RoleCell(.documents, "own", [.own("RU")]),
            ] + ownReports + [statistics]),
        RoleEntry(
            .publicOfficial,
            LegalSource("Officials file too, in a private or official capacity; AfCFTA FAQ", .verified),
            [
                RoleCell(.complaint, "C; R,U,T own; pub others", [.own("CRUT"), .published]),
                RoleCell(.contact, "own", [.own("RU")]), RoleCell(.dispute, "–"), RoleCell(.secretRemedy, "–"),
                RoleCell(.remedy, "pub", [.published]), RoleCell(.documents, "own", [.own("RU")]),
            ] + ownReports + [statistics]),
        RoleEntry(
            .strTrader, byPhone,
            [
                RoleCell(
                    .complaint, "C (SMS or assisted); R own by PIN/phone", [.own("CRUT"), .published],
                    [
                        .wider(
                            "with an account, or the receipt code of a case filed for them, a small trader answers, confirms and withdraws like any complainant"
                        )
                    ]),
                RoleCell(.contact, "own", [.own("RU")]), RoleCell(.dispute, "–"), RoleCell(.secretRemedy, "–"),
                RoleCell(.remedy, "pub", [.published]), RoleCell(.documents, "own", [.own("RU")]),
            ] + ownReports + [statistics]),
        RoleEntry(
            .association, LegalSource("The EABC helped to design the mechanism; ADA 5.1, 5.4", .verified),
            [
                RoleCell(
                    .complaint, "C for members (mandate on file); R own", [.own("CRUT"), .published],
                    [
                        .wider("what it filed it also answers for, confirms and withdraws"),
                        .wider("a complaint of its own, such as one of its whole sector, without a mandate"),
                    ]),
                RoleCell(
                    .contact, "members who consented", [.own("RU")], [.narrower("of its own filings, no others")]),
                RoleCell(.dispute, "–"),
                RoleCell(
                    .secretRemedy, "C if applicant", [.own("CRUT")],
                    [.wider("as the applicant it reads, completes and withdraws its application")]),
                RoleCell(
                    .remedy, "R as registered party", [.own("RUT"), .published],
                    [.wider("as the applicant it answers and asks for hearings and reviews")]),
                RoleCell(.documents, "own", [.own("RU")]),
            ] + ownReports + [statistics]),
    ]
}
