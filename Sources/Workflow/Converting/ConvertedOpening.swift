import CaseProtocol

/// The complaint that a desk's act files: what it says, for whom, and who filed it.
struct ConvertedOpening: ConvertedCase {
    let open: CaseOpen
    private let header: CaseHeader
    /// What is known of the reporter, with what the act says of them.
    private let sealed: [String: JSONValue]?
    let context: DecisionContext

    /// What an act with this rule files; `nil` where it files nothing.
    init?(
        _ rule: Rule, _ fields: [FieldID: JSONValue], as role: RoleID, on standing: Standing,
        in procedure: Procedure, _ context: DecisionContext
    ) {
        guard rule.effects.contains(.convertToComplaint), let mechanism = fields[Conversion.mechanism]?.string else {
            return nil
        }
        open = Converted.opening(
            of: ProcedureID(mechanism), "submit", Conversion.facts + [Conversion.words, Conversion.naming],
            from: fields,
            as: role, on: standing, context)
        header = standing.header
        let given = fields.filter { procedure.field($0.key)?.confidentiality == .sealed }
        sealed = standing.state.sealedParty?.fields.merging(given.map { ($0.key.rawValue, $0.value) }) { $1 }
        self.context = context
    }

    /// What the machine was told to file.
    init(_ open: CaseOpen, from desk: CaseState, _ header: CaseHeader, _ context: DecisionContext) {
        self.open = open
        self.header = header
        sealed = desk.sealedParty?.fields
        self.context = context
    }

    private var isNamed: Bool { open.fields[Conversion.naming.rawValue]?.string == Conversion.named }

    var decision: Decision {
        get throws(Refusal) {
            guard let procedure = context.catalogue.current(open.procedure), let rule = procedure.assistedFiling,
                procedure.cast.roleColumns == [.complaint]
            else { throw .unknownProcedure(open.procedure, known: Conversion.mechanisms) }
            try checkNaming()
            let complainant = isNamed ? self.complainant : nil
            var answers = facts
            for field in [Conversion.trader, Conversion.consent, "contact"] {
                answers[field.rawValue] = complainant?.identity[field.rawValue]
            }
            let form = FormAnswers(answers)
            let missing = rule.required(by: form, in: procedure).filter { field in
                !form.isGiven(field) && (isNamed || ![Conversion.trader, Conversion.consent].contains(field))
            }
            guard missing.isEmpty else { throw .missingFields(missing) }
            let fields = try FieldCheck.given(
                answers, allowed: rule.takes, choices: rule.choices, in: procedure,
                lists: context.catalogue.codeLists, today: context.today)
            var opening = OpeningFacts(
                open: open, procedure: procedure, rule: rule, role: role, fields: fields, party: officer,
                context: context, country: header.fileCountry, acting: nil, affiliation: nil)
            opening.complainant = complainant ?? nobody
            return opening.decision
        }
    }

    private func checkNaming() throws(Refusal) {
        guard isNamed else { return }
        if header.isAnonymous {
            throw .invalidValue(Conversion.naming, reason: "must be `withheld`: it came in without a name")
        }
        if sealed == nil, context.isAuthoritative {
            throw .invalidValue(Conversion.naming, reason: "must be `withheld`: nobody is known who could be named")
        }
    }

    private var facts: [String: JSONValue] {
        var facts = open.fields.filter { Conversion.facts.contains(FieldID($0.key)) }
        facts["description"] = open.fields[Conversion.words.rawValue]
        facts["reportingCountry"] = header.fileCountry.map { .string($0) }
        return facts
    }

    /// Nobody: the focal point acts for whoever it was, as for somebody who called.
    private var nobody: DeskComplainant {
        DeskComplainant(
            role: role, identity: ["role": .string(role.rawValue), "takenBy": .string(officer.name)], isNamed: false,
            hasAccount: false)
    }

    /// The reporter, with what those may know who call a complainant back. Their account follows the complaint where it may
    /// file one.
    private var complainant: DeskComplainant {
        let known = sealed ?? [:]
        let filed = header.filerRole ?? role
        let isOwn = RoleWords.filers.contains(filed)
        let hasAccount = isOwn && RoleWords.complainants.contains(filed)
        var told: Set<String> = ["contact", "phone", Conversion.trader.rawValue, Conversion.consent.rawValue]
        if isOwn { told.formUnion(["name", "organisation"]) }
        if hasAccount { told.formUnion(["user", "organisationID", FilerNames.people]) }
        var identity = known.filter { told.contains($0.key) }
        let role = hasAccount ? filed : self.role
        identity["role"] = .string(role.rawValue)
        identity["takenBy"] = .string(officer.name)
        identity[Conversion.trader.rawValue] = identity[Conversion.trader.rawValue] ?? identity["name"]
        identity["contact"] = identity["contact"] ?? identity["phone"]
        return DeskComplainant(role: role, identity: identity, isNamed: true, hasAccount: hasAccount)
    }
}

/// For whom a desk files a complaint.
struct DeskComplainant {
    /// Their own, or that of the desk where no account of theirs acts on the complaint.
    let role: RoleID
    /// What the sealed row says.
    let identity: [String: JSONValue]
    let isNamed: Bool
    let hasAccount: Bool
}
