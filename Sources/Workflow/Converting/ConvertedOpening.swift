public import CaseProtocol

/// The complaint that a desk's act files: what it says, for whom, and who filed it.
///
/// The act checks it whole, so that it is refused whole; the server then opens the complaint in the same transaction, as
/// `system`. The command names the case from which it comes and no person: who complains is read there, where it is sealed.
struct ConvertedOpening {
    /// The member of an opening by the machine that names the case which is converted.
    static let origin = "convertedFrom"
    /// Far from the rows that the act makes, and beside the ids of its filer, copies and receipt.
    private static let ordinal = 4093

    let open: CaseOpen
    private let desk: CaseState
    private let header: CaseHeader
    /// What is known of the reporter, with what the act says of them.
    private let sealed: [String: JSONValue]?
    private let context: DecisionContext

    /// What an act with this rule files; `nil` where it files nothing.
    init?(
        _ rule: Rule, _ fields: [FieldID: JSONValue], as role: RoleID, on standing: Standing,
        in procedure: Procedure, _ context: DecisionContext
    ) {
        guard rule.effects.contains(.convertToComplaint), let mechanism = fields[Conversion.mechanism]?.string else {
            return nil
        }
        let mechanismID = ProcedureID(mechanism)
        var said: [String: JSONValue] = [
            Self.origin: .string(standing.state.caseID.description), "by": .string(standing.party.id.description),
            "byName": .string(standing.party.name), "role": .string(role.rawValue),
        ]
        for field in Conversion.facts + [Conversion.words, Conversion.naming] {
            said[field.rawValue] = fields[field] ?? standing.header.row[field.rawValue]
        }
        let code = ProvisionalLabel.code(high: context.mid.high, low: context.mid.low)
        open = CaseOpen(
            caseID: context.mid.derived(Self.ordinal), procedure: mechanismID,
            version: context.catalogue.current(mechanismID)?.version ?? 0, action: "submit", label: "\(code)-0",
            fields: said)
        desk = standing.state
        header = standing.header
        let given = fields.filter { procedure.field($0.key)?.confidentiality == .sealed }
        sealed = standing.state.sealedParty?.fields.merging(given.map { ($0.key.rawValue, $0.value) }) { $1 }
        self.context = context
    }

    /// What the machine was told to file; `nil` for any other opening, and for anybody else's.
    init?(_ open: CaseOpen, by party: Party, _ context: DecisionContext) {
        guard party.isSystem, open.fields[Self.origin] != nil, let desk = context.origin, let header = desk.header
        else { return nil }
        self.open = open
        self.desk = desk
        self.header = header
        sealed = desk.sealedParty?.fields
        self.context = context
    }

    private var isNamed: Bool { open.fields[Conversion.naming.rawValue]?.string == Conversion.named }

    /// What makes the complaint: refused in the words of its own form.
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

    /// What the machine is told to open, and the complaint as links tell of it: with those who will see it.
    func filed() throws(Refusal) -> (open: CaseOpen, other: OtherCase) {
        var state = CaseState(caseID: open.caseID)
        _ = apply(try decision.events, to: &state)
        guard let other = OtherCase(state, in: context.catalogue) else { throw .notFound }
        return (open, other)
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

    private var role: RoleID { open.fields["role"]?.string.map { RoleID($0) } ?? .system }

    /// Who filed it, as the machine was told.
    private var officer: Party {
        let id = open.fields["by"]?.string.flatMap { UserID($0) }
        return Party(id: id ?? Party.system.id, name: open.fields["byName"]?.string ?? "", appointments: [])
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

extension CaseOpen {
    /// The case of a desk that an opening by the machine names as the one which is converted.
    public var convertedFrom: CaseID? { fields[ConvertedOpening.origin]?.string.flatMap { CaseID($0) } }
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
