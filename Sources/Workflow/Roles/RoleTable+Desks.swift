import CaseProtocol

/// The ministry's desks and the agencies that they refer to.
extension RoleTable {
    private static let design = LegalSource("Our own design", .design)
    private static let enquiryPoints = LegalSource("Enquiry points: TBT 10.1, SPS Annex B", .verified)

    private static let converting = RoleGrant.country(
        "C", if: "out of a case of the desk, for whoever reported or asked and with their consent, or without them")

    static let desks: [RoleEntry] = [
        RoleEntry(
            .triageOfficer, design,
            [
                RoleCell(.complaint, "C convert", [converting]), RoleCell(.contact, "–"), RoleCell(.dispute, "–"),
                RoleCell(.secretRemedy, "C lead", [.country("C")]), RoleCell(.remedy, "–"),
                RoleCell(.documents, "malpractice packets", [.country("RU")]),
                RoleCell(
                    .reporter, "R", [.country("RU"), .country("G", if: "somebody else asked")],
                    [.wider("notes who called")]),
                RoleCell(.report, nil, [.country("CRUTA")]), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "R", [.counts(.desk(.reports), "R", .country)]),
            ]),
        RoleEntry(
            .agencyLiaison, design,
            [
                RoleCell(
                    .complaint, "R,U reply on referred items",
                    [.listed("RT", if: "it is referred to their agency, until they reply")]),
                RoleCell(.contact, "no"), RoleCell(.dispute, "–"),
                RoleCell(
                    .secretRemedy, "–", [], [.wider("may be asked for data then too, and learns of no remedy by it")]),
                RoleCell(
                    .remedy, "answers data requests", [.published],
                    [.narrower("what it is asked is a case of its own, which tells nothing of the remedy")]),
                RoleCell(
                    .documents, "referred packet", [],
                    [.narrower("what the agency needs is written into the referral, which its desk reads")]),
                RoleCell(
                    .reporter, "only with consent or legal duty", [.listed("Q", if: "the reason tells the duty")],
                    [.narrower("asks, and is told for some days; else the name is written into the referral")]),
                RoleCell(.report, nil, [.listed("RTA", if: "it is referred to their agency")]),
                RoleCell(.enquiry, nil, [.listed("RTA", if: "it is referred to their agency")]),
                RoleCell(.dataRequest, nil, [.listed("RT", if: "their agency is asked, until it is recalled")]),
                RoleCell(.statistics, "own agency", [.counts(.agency, "R", .listed)]),
            ]),
        RoleEntry(
            .enquiryOfficer, enquiryPoints,
            [
                RoleCell(.complaint, "C convert", [converting]), RoleCell(.contact, "–"), RoleCell(.dispute, "–"),
                RoleCell(.secretRemedy, "–"), RoleCell(.remedy, "pub", [.published]), RoleCell(.documents, "no"),
                RoleCell(.reporter, "no"), RoleCell(.report, nil), RoleCell(.enquiry, nil, [.country("CRUTA")]),
                RoleCell(.statistics, "R enquiries", [.counts(.desk(.enquiries), "R", .country)]),
            ]),
    ]
}
