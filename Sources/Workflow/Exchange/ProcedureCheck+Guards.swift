import CaseProtocol

/// The conditions of a rule.
extension ProcedureCheck {
    mutating func check(_ condition: Guard, _ rule: Rule, _ row: String) {
        switch condition {
        case .lapsed(let key), .within(let key), .before(let key): checkKey(key, row)
        case .gate(let key):
            checkKey(key, row)
            if let spec = procedure.deadline(key), spec.kind != .gate {
                find(.notAGate, row, "It waits for “\(key)” to open, which is no gate: it would wait for nothing.")
            }
        case .notProposer(let kind), .pending(let kind):
            if !walk.effects.contains(.propose(kind)) {
                find(.neverMade, row, "It settles a proposal (\(kind.rawValue)) that no rule makes.")
            }
        case .notActor(let action): checkAction(action, row)
        case .actsFor(_, let role): checkRole(role, row)
        case .hidesComplainant(let field), .onlyMissing(let field): checkKnown(field, row)
        case .fieldIs(let field, let words):
            checkRead(field, rule, row)
            checkWords(words, of: field, row, rule: rule.takes.contains(field) ? rule : nil)
        case .has(let field), .hasNot(let field), .notSigner(let field): checkKept(field, row)
        case .leadTime(_, let field): checkReadDate(field, rule, row)
        case .notBefore(let later, let earlier), .daysApart(let later, let earlier, _),
            .monthsAtMost(let later, let earlier, _):
            checkReadDate(later, rule, row)
            checkReadDate(earlier, rule, row)
        case .number(let field, _, _), .bothIn(let field): checkRead(field, rule, row)
        case .twin(let paper, let twin, let reason):
            for field in [paper, twin, reason] { checkNeeded(field, "a version for the public file", rule, row) }
        case .seated(let role), .notSeated(let role): checkSeat(role, row)
        case .namesParty(let roles):
            checkNeeded("party", "the party that it names", rule, row)
            for role in roles { checkSeat(role, row) }
        case .nationalMatter, .twoSides, .namedOverdue, .fromLead, .noFiler, .noReportingCountry, .nonePending,
            .cardPublished, .notAdopted, .suspended, .datesToConfirm, .feature, .namedRuns, .namedOverrun, .linked,
            .notLinked, .filedForAnother:
            break
        case .underMandate:
            for field in [FilingMandate.purpose] + FilingMandate.fields {
                checkNeeded(field, "the mandate on file", rule, row)
            }
        }
    }

    private mutating func checkSeat(_ role: RoleID, _ row: String) {
        guard !walk.seated.contains(role) else { return }
        find(.neverMade, row, "It asks for a seat of “\(role)”, and no rule gives one.")
    }

    mutating func checkAction(_ action: ActionID, _ row: String) {
        guard procedure.rules(for: action).isEmpty else { return }
        find(.unknownAction, row, "No rule takes the action “\(action)”.")
    }

    /// A field that the engine takes from the act itself.
    mutating func checkNeeded(_ field: FieldID, _ what: String, _ rule: Rule, _ row: String) {
        guard !rule.takes.contains(field) else { return }
        find(.effectNeedsField, row, "It needs the field “\(field)” for \(what), and does not take it.")
    }
}

/// The effects of a rule.
extension ProcedureCheck {
    mutating func check(_ effect: Effect, _ rule: Rule, _ row: String) {
        switch effect {
        case .start(let key), .meet(let key), .pause(let key), .resume(let key), .cancel(let key), .lapse(let key):
            checkKey(key, row)
        case .meetForParty(let key):
            checkKey(key, row)
            checkNeeded("party", "the party that it names", rule, row)
        case .startForParties(let key, let role):
            checkKey(key, row)
            checkRole(role, row)
        case .clear(let field): checkKnown(field, row)
        case .flag(let field), .sign(let field): checkName(field, row)
        case .set(let field, let word):
            checkName(field, row)
            if let type = walk.fields[field]?.type, let words = words(of: type), !words.contains(word) {
                find(.impossibleValue, row, "It sets “\(field)” to “\(word)”, which that never takes.")
            }
        case .followUp(let action):
            if !procedure.rules(for: action).contains(where: { $0.roles.contains(.system) }) {
                find(.unknownAction, row, "It is followed by “\(action)”, which no rule lets the system take.")
            }
        case .seat: checkNeeded("partyName", "the name of the party", rule, row)
        case .unseat, .markParty: checkNeeded("party", "the party that it names", rule, row)
        case .link, .mergeInto: checkNeeded("otherCase", "the other case", rule, row)
        case .sharePaper, .unsharePaper: checkNeeded("paper", "the paper that it names", rule, row)
        case .convertToComplaint:
            for field in [Conversion.mechanism, Conversion.words, Conversion.naming, Conversion.consent] {
                checkNeeded(field, "the complaint", rule, row)
            }
            checkBounds(of: rule.roles, .create, row, on: [.complaint])
        case .convertToRemedy:
            for field in [RemedyConversion.remedy, RemedyConversion.words, RemedyConversion.basis] {
                checkNeeded(field, "the lead", rule, row)
            }
            checkBounds(of: rule.roles, .create, row, on: [.secretRemedy])
        case .extendNamed: checkNeeded("extendedTo", "the new last day", rule, row)
        case .explainNamed: checkNeeded("reason", "the explanation", rule, row)
        case .external: checkNeeded("documentRef", "the paper of the outside body", rule, row)
        case .propose(.card): checkNeeded("publicText", "the public text", rule, row)
        case .lapseNamed, .suspend, .resumeSuspended, .issueNumber, .markSubmitted, .markTransmitted, .propose, .settle,
            .rejectProposal, .publishCard, .withdrawCard, .adopt, .shareIdentity, .markInitiated, .keepStage, .recuse,
            .confirmDates, .unlink, .unmerge:
            break
        }
    }

    private static let core: Set<FieldID> = [
        "procedure", "version", "stage", "number", "label", "aliases", "cast", "filer", "filerRole", "reachedBy",
    ]

    /// What a rule puts on the header may not stand in place of what the engine keeps there.
    private mutating func checkName(_ field: FieldID, _ row: String) {
        guard Self.core.contains(field) else { return }
        find(.reservedName, row, "It would overwrite “\(field)”, which every header has.")
    }
}
