import CaseProtocol

/// From a first question to a documented application. All of it is secret; what is said here stays between the
/// applicant and the authority.
extension RemedyRules {
    /// Advice before an application.
    var advising: [Rule] {
        [
            Rule(
                "askAdvice", from: .nothing, to: .stage("lead"), by: Self.applicants,
                requires: ["country", "product", "exportingCountries", "allegation"],
                accepts: ["hsCodes", "priceEvidence"], effects: [.markSubmitted, .start("advice")],
                record: .confidential, source: Self.design),
            // A call, a letter, or a report of malpractice that points to a trade remedy.
            Rule(
                "recordLead", from: .nothing, to: .stage("lead"), by: [.investigator, .triageOfficer],
                requires: ["product", "exportingCountries", "allegation"],
                accepts: ["hsCodes", "priceEvidence", "contact", "receivedOn"],
                effects: [.markSubmitted, .start("advice")], record: .confidential, source: Self.design),
            Rule(
                "openAdvice", from: .stages(["lead"]), to: .stage("advice"), by: [.investigator],
                requires: ["product", "exportingCountries"], accepts: ["allegation"], record: .confidential,
                source: Self.design),
            Rule(
                "giveAdvice", from: .stages(["advice"]), to: .stay, by: [.investigator], requires: ["advice"],
                effects: [.meet("advice")], record: .confidential, source: Self.design),
            Rule(
                "closeLead", from: .stages(["lead", "advice"]), to: .stage("closedLead"), by: [.investigator],
                requires: ["reason"], effects: [.cancel("advice")], record: .confidential, source: Self.design),
            // Whoever called gets a seat of their own and goes on as the applicant.
            Rule(
                "seatApplicant", from: .stages(["lead", "advice"]), to: .stay, by: [.investigator],
                requires: ["partyName"], accepts: ["partyCountry", "account", "representative", "mandateRef"],
                effects: [.seat(.industryApplicant)], record: .internal, source: Self.design),
            Rule(
                "draft", from: .stages(["advice"]), to: .stage("drafting"), by: Self.applicants,
                effects: [.cancel("advice")], record: .confidential, source: law.application),
        ]
    }

    /// What an application must say (ADA 5.2, SCM 11.2).
    var applicationFields: [FieldID] {
        ["country", "product", "exportingCountries", "industryOutput", "knownTraders"] + practice.allegation
            + ["importVolumes", "injuryFactors", "causalLink", "confidentialVersion", "nonConfidentialVersion"]
    }

    var applying: [Rule] {
        [
            Rule(
                "open", from: .nothing, to: .stage("drafting"), by: Self.applicants,
                accepts: ["country", "product", "hsCodes", "exportingCountries"], source: law.application),
            Rule(
                "file", from: .stages(["drafting"]), to: .stage("filed"), by: Self.applicants,
                requires: applicationFields, accepts: ["hsCodes", "goodCause", "noSummaryReason"],
                guards: [Self.twoVersions], effects: [.markSubmitted, .issueNumber], source: law.application),
            // Without an application, in special circumstances only, and on the same evidence.
            Rule(
                "openOwnMotion", from: .nothing, to: .stage("filed"), by: [.investigator],
                requires: ["product", "exportingCountries", "reason"] + practice.evidence,
                accepts: ["hsCodes"], effects: [.flag("ownMotion"), .markSubmitted, .issueNumber], record: .internal,
                source: law.ownMotion),
            Rule(
                "deficiencyLetter", from: .stages(["filed"]), to: .stage("deficient"), by: [.investigator],
                requires: ["deficiencies"], guards: [.hasNot("ownMotion")], effects: [.start("deficiency")],
                record: .confidential, source: law.application),
            Rule(
                "supply", from: .stages(["deficient"]), to: .stage("filed"), by: Self.applicants,
                requires: ["answers"],
                accepts: ["product", "hsCodes", "exportingCountries", "industryOutput", "knownTraders"]
                    + practice.allegation + ["importVolumes", "injuryFactors", "causalLink"] + Self.papers,
                guards: [Self.twoVersions], effects: [.meet("deficiency")], source: law.summary),
        ]
    }

    /// Accuracy, adequacy and standing; the producers that are related to exporters or import themselves may be left
    /// out of the industry.
    var examining: [Rule] {
        [
            accept(
                requires: ["supportOfExpressed", "supportOfTotal", "producerSurvey"], accepts: ["leftOut"],
                guards: [
                    .hasNot("ownMotion"), .number("supportOfExpressed", .moreThan, "50"),
                    .number("supportOfTotal", .atLeast, "25"),
                ], source: law.standing),
            // Nobody applied, so nobody's support is counted.
            accept(requires: [], accepts: [], guards: [.has("ownMotion")], source: law.ownMotion),
            reject(from: underExamination, guards: []),
            // Returned because it stays incomplete.
            reject(from: ["deficient"], guards: [.lapsed("deficiency")]),
        ]
    }

    private func accept(
        requires fields: [FieldID], accepts more: [FieldID], guards: [Guard], source: LegalSource
    ) -> Rule {
        Rule(
            "acceptAsDocumented", from: .stages(["filed"]), to: .stage("documented"), by: [.investigator],
            requires: ["documentedOn"] + practice.evidence + fields, accepts: more + ["initiationPlannedOn"],
            guards: guards, effects: [.sign("examinedBy"), .start("governmentNotice")], source: source)
    }

    private func reject(from stages: [StageID], guards: [Guard]) -> Rule {
        Rule(
            "reject", from: .stages(stages), to: .stage("rejected"), by: [.authorityHead], requires: ["reason"],
            guards: guards, effects: [.cancel("governmentNotice"), .cancel("deficiency")], source: law.examination)
    }
}
