import CaseProtocol

extension Procedure {
    /// Questions about trade at a ministry's enquiry desk: assigned, clarified, referred, answered, closed.
    ///
    /// Every limit is a service standard but those of a request under Kenya's Access to Information Act 2016, section
    /// 9: 21 days, one extension of 14, and 48 hours where life or liberty is at stake. The WTO's own enquiry points
    /// for technical and sanitary rules are other offices; a question goes to them by referral.
    public static let enquiry = Procedure(
        id: "enquiry", version: 1, title: "Enquiry", numberPrefix: "EN", cast: .desk(.enquiryOfficer),
        calendar: .country("country"), stages: Enquiry.stages + CommonRules.stages,
        rules: Enquiry.asking + Enquiry.information + Enquiry.assigning + Enquiry.answering + Enquiry.closing
            // No limit rests on the date of an outside body.
            + Enquiry.common.rules(withdrawers: [.enquiryOfficer]).filter { $0.action != "confirmDates" },
        deadlines: Enquiry.deadlines, fields: Enquiry.fields + Enquiry.commonFields, edits: Enquiry.edits
    ).withLinks(by: [.enquiryOfficer], except: ["awaitingEnquirer"])
}

/// The parts of the table and the words that they share.
enum Enquiry {
    /// Anybody may ask.
    static let filers = RoleWords.filers

    static let common = CommonRules(
        officers: [.enquiryOfficer], filers: filers, adoptable: ["received", "assigned", "referred", "answered"])

    /// The bodies to which a question is referred: Kenya's agencies, a mission abroad, a regional secretariat.
    static let referralBodies = CodeList.kenyanAgencies.codes.map(\.code) + ["mission", "REC"]

    /// What a question must say.
    static let starredFields: [FieldID] = ["question", "topic", "replyChannel"]
    /// What it may say besides; the country of the desk is that of the asker's account unless they say otherwise.
    static let optionalFields: [FieldID] = ["aboutCountry", "product", "hsCode", "contact", "privacyNotice"]
    /// What an officer writes down of somebody who called, wrote or came.
    static let assistedFields: [FieldID] = ["phone", "onBehalfOf"]

    /// Nothing is published, so there is no public text.
    static let commonFields = CommonFields.ofCommonRules.filter { $0.id != "publicText" }

    static let design = LegalSource("Our own rule for the enquiry desk: a service design, not law", .design)
    static let secondReader = LegalSource("Our own rule: a second officer reads what is said of the law", .design)
    static let accessAct = LegalSource("Access to Information Act 2016 (Kenya), s. 9", .recalledHigh)
}
