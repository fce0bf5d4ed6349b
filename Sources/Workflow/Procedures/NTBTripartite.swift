import CaseProtocol

extension Procedure {
    /// NTB complaints in the joint mechanism of COMESA, EAC and SADC (tradebarriers.org).
    ///
    /// The mechanism publishes no time limits: every figure here is a service standard, not law.
    public static let ntbTripartite = Procedure(
        id: "ntb.tripartite", version: 1, title: "Non-tariff barrier complaint (COMESA-EAC-SADC)", numberPrefix: "NTB",
        stages: NTBTripartite.stages,
        rules: NTBTripartite.filing + NTBTripartite.screening + NTBTripartite.consulting + NTBTripartite.resolving
            + NTBTripartite.publishing + NTBTripartite.common,
        deadlines: NTBTripartite.deadlines, fields: NTBTripartite.fields, edits: NTBTripartite.edits)
}

/// The parts of the table and the words that they share.
enum NTBTripartite {
    static let filers = RoleWords.complainants

    /// What a filing may hold on the header; the starred ones of the form come first.
    static let filingFields: [FieldID] =
        starredFields + [
            "product", "hsCode", "value", "ntmCode", "stillHappening", "transitCountry", "direction", "obstacle",
            "reportingCountry",
        ]
    /// What a filing must hold, beside a contact.
    static let starredFields: [FieldID] = ["ntbCategory", "locationCountry", "place", "incidentOn", "description"]
    /// What a filer says of the own identity and of who may see it.
    static let identityFields: [FieldID] = ["contact", "consentPublishFirm", "shareWithImposing", "privacyNotice"]

    /// Every stage from registration on that has a public name, in which a card may stand.
    static let fromRegistrationOn: [StageID] = [
        "registered", "transmitted", "consultation", "bilateral", "timeBound", "regionalForum", "policyOrgan",
        "resolutionProposed", "resolved", "notAnNtb", "escalatedToDispute",
    ]
    /// Where both sides work on the measure.
    static let underWork: [StageID] = ["consultation", "bilateral", "timeBound", "regionalForum", "policyOrgan"]

    /// Work was done: the clock that measures silence begins anew.
    static let showsLife: [Effect] = [.meet("stale"), .start("stale")]

    static let form = LegalSource("Complaint form of tradebarriers.org, as on its public records", .verified)
    static let routing = LegalSource("tradebarriers.org: complaints go to the country representatives", .verified)
    static let practice = LegalSource("Published progress notes and COMESA Council reports: practice", .verified)
    static let textMessages = LegalSource("SMS reporting, launched in Lusaka in April 2013", .verified)
    static let scope = LegalSource("Private disputes are outside the scope of the sister tool of ITC", .verified)
    static let design = LegalSource("Our own rule; the mechanism publishes none", .design)
    static let separation = LegalSource("Separation of duties: two people for what cannot be taken back", .design)
    static let organs = LegalSource("Council and policy organs of the communities", .secondary)
}
