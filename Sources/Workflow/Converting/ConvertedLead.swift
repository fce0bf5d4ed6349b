import CaseProtocol

/// The lead for a trade remedy that the desk's act records: an office's own file, which nobody filed.
struct ConvertedLead: ConvertedCase {
    let open: CaseOpen
    private let header: CaseHeader
    /// Who reported, as the desk knows it; `nil` where nobody is known, and where the sealed row may not be seen.
    private let reporter: Row?
    let context: DecisionContext

    /// What an act with this rule records; `nil` where it records none.
    init?(
        _ rule: Rule, _ fields: [FieldID: JSONValue], as role: RoleID, on standing: Standing, _ context: DecisionContext
    ) {
        guard rule.effects.contains(.convertToRemedy), let remedy = fields[RemedyConversion.remedy]?.string else {
            return nil
        }
        let open = Converted.opening(
            of: ProcedureID(remedy), "recordLead",
            RemedyConversion.facts + [RemedyConversion.words, RemedyConversion.basis, RemedyConversion.consent],
            from: fields, as: role,
            on: standing, context)
        self.init(open, from: standing.state, standing.header, context)
    }

    /// What the machine was told to record.
    init(_ open: CaseOpen, from desk: CaseState, _ header: CaseHeader, _ context: DecisionContext) {
        self.open = open
        self.header = header
        reporter = desk.sealedParty
        self.context = context
    }

    private var isNamed: Bool { open.fields[RemedyConversion.basis.rawValue]?.string == RemedyConversion.named }

    var decision: Decision {
        get throws(Refusal) {
            guard let procedure = context.catalogue.current(open.procedure), procedure.cast == .remedy,
                let rule = procedure.leadRule
            else { throw .unknownProcedure(open.procedure, known: RemedyConversion.remedies) }
            try checkBasis()
            let answers = self.answers.filter { rule.takes.contains(FieldID($0.key)) }
            let form = FormAnswers(answers)
            let missing = rule.required(by: form, in: procedure).filter { !form.isGiven($0) }
            guard missing.isEmpty else { throw .missingFields(missing) }
            let fields = try FieldCheck.given(
                answers, allowed: rule.takes, choices: rule.choices, in: procedure,
                lists: context.catalogue.codeLists, today: context.today)
            var opening = OpeningFacts(
                open: open, procedure: procedure, rule: rule, role: role, fields: fields, party: officer,
                context: context, country: header.fileCountry, acting: nil, affiliation: nil)
            if isNamed, let reporter {
                opening.reporter = ToldReporter.members(of: reporter.fields, role: header.filerRole ?? role)
            }
            return opening.decision
        }
    }

    private func checkBasis() throws(Refusal) {
        let bases = [RemedyConversion.withheld, RemedyConversion.named]
        guard let basis = open.fields[RemedyConversion.basis.rawValue]?.string, bases.contains(basis) else {
            throw .invalidValue(
                RemedyConversion.basis, reason: "must be `withheld` or `consent`: no duty in law tells the authority")
        }
        guard isNamed else { return }
        guard open.fields[RemedyConversion.consent.rawValue]?.bool == true else {
            throw .invalidValue(
                RemedyConversion.consent, reason: "must be yes where the authority is told who reported")
        }
        if header.isAnonymous {
            throw .invalidValue(RemedyConversion.basis, reason: "must be `withheld`: it came in without a name")
        }
        if reporter == nil, context.isAuthoritative {
            throw .invalidValue(
                RemedyConversion.basis, reason: "must be `withheld`: nobody is known who could be named")
        }
    }

    /// Under the names of every form for a lead.
    private var answers: [String: JSONValue] {
        var answers = open.fields.filter { RemedyConversion.facts.contains(FieldID($0.key)) }
        let words = open.fields[RemedyConversion.words.rawValue]
        answers["allegation"] = words
        answers["text"] = words
        answers["receivedOn"] = header.row["submittedOn"]
        return answers
    }
}
