import CaseProtocol

/// The kinds of guards, as `is` spells them.
enum GuardKind: String, CaseIterable {
    case nationalMatter, twoSides, lapsed, within, before, namedOverdue, fromLead, noFiler, noReportingCountry,
        notProposer,
        notActor, actsFor, pending, nonePending, cardPublished, hidesComplainant, onlyMissing, notAdopted, suspended,
        gate, fieldIs, has, hasNot, leadTime, notBefore, daysApart, monthsAtMost, number, twin, bothIn, notSigner,
        datesToConfirm,
        seated, notSeated, namesParty, feature, namedRuns, namedOverrun, linked, notLinked,
        underMandate, filedForAnother
}

extension Guard {
    var json: JSONValue {
        switch self {
        case .nationalMatter: GuardKind.nationalMatter.object()
        case .twoSides: GuardKind.twoSides.object()
        case .lapsed(let key): GuardKind.lapsed.object(["deadline": key.text])
        case .within(let key): GuardKind.within.object(["deadline": key.text])
        case .before(let key): GuardKind.before.object(["deadline": key.text])
        case .namedOverdue: GuardKind.namedOverdue.object()
        case .fromLead: GuardKind.fromLead.object()
        case .noFiler: GuardKind.noFiler.object()
        case .underMandate: GuardKind.underMandate.object()
        case .filedForAnother: GuardKind.filedForAnother.object()
        case .noReportingCountry: GuardKind.noReportingCountry.object()
        case .notProposer(let kind): GuardKind.notProposer.object(["proposal": .string(kind.rawValue)])
        case .notActor(let action): GuardKind.notActor.object(["action": action.text])
        case .actsFor(let side, let role):
            GuardKind.actsFor.object(["side": .string(side.rawValue), "role": role.text])
        case .pending(let kind): GuardKind.pending.object(["proposal": .string(kind.rawValue)])
        case .nonePending(let kind): GuardKind.nonePending.object(["proposal": .string(kind.rawValue)])
        case .cardPublished: GuardKind.cardPublished.object()
        case .hidesComplainant(let field): GuardKind.hidesComplainant.object(["field": field.text])
        case .onlyMissing(let field): GuardKind.onlyMissing.object(["field": field.text])
        case .notAdopted: GuardKind.notAdopted.object()
        case .suspended: GuardKind.suspended.object()
        case .gate(let key): GuardKind.gate.object(["deadline": key.text])
        case .fieldIs(let field, let words):
            GuardKind.fieldIs.object(["field": field.text, "values": .texts(words)])
        case .has(let field): GuardKind.has.object(["field": field.text])
        case .hasNot(let field): GuardKind.hasNot.object(["field": field.text])
        case .leadTime(let days, let field):
            GuardKind.leadTime.object(["days": .number(days), "before": field.text])
        case .notBefore(let later, let earlier):
            GuardKind.notBefore.object(["field": later.text, "than": earlier.text])
        case .daysApart(let later, let earlier, let days):
            GuardKind.daysApart.object(["field": later.text, "after": earlier.text, "days": .number(days)])
        case .monthsAtMost(let later, let earlier, let months):
            GuardKind.monthsAtMost.object(["field": later.text, "after": earlier.text, "months": .number(months)])
        case .number(let field, let comparison, let bound):
            GuardKind.number.object([
                "field": field.text, "compares": .string(comparison.rawValue), "with": .string(bound),
            ])
        case .twin(let paper, let twin, let reason):
            GuardKind.twin.object(["field": paper.text, "public": twin.text, "orReason": reason.text])
        case .bothIn(let field): GuardKind.bothIn.object(["field": field.text])
        case .notSigner(let field): GuardKind.notSigner.object(["field": field.text])
        case .datesToConfirm: GuardKind.datesToConfirm.object()
        case .seated(let role): GuardKind.seated.object(["role": role.text])
        case .notSeated(let role): GuardKind.notSeated.object(["role": role.text])
        case .namesParty(let roles): GuardKind.namesParty.object(["roles": .ids(roles)])
        case .feature(let name): GuardKind.feature.object(["feature": .string(name)])
        case .namedRuns: GuardKind.namedRuns.object()
        case .namedOverrun: GuardKind.namedOverrun.object()
        case .linked(let kind): GuardKind.linked.object(["link": .string(kind.rawValue)])
        case .notLinked(let kind): GuardKind.notLinked.object(["link": .string(kind.rawValue)])
        }
    }

    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        switch try reader.kind(GuardKind.self) {
        case .nationalMatter: self = .nationalMatter
        case .twoSides: self = .twoSides
        case .lapsed: self = .lapsed(try reader.id("deadline"))
        case .within: self = .within(try reader.id("deadline"))
        case .before: self = .before(try reader.id("deadline"))
        case .namedOverdue: self = .namedOverdue
        case .fromLead: self = .fromLead
        case .noFiler: self = .noFiler
        case .underMandate: self = .underMandate
        case .filedForAnother: self = .filedForAnother
        case .noReportingCountry: self = .noReportingCountry
        case .notProposer: self = .notProposer(try reader.proposal())
        case .notActor: self = .notActor(try reader.id("action"))
        case .actsFor:
            self = .actsFor(
                try reader.word("side", of: [CaseSide.reporting, .imposing]), as: try reader.id("role"))
        case .pending: self = .pending(try reader.proposal())
        case .nonePending: self = .nonePending(try reader.proposal())
        case .cardPublished: self = .cardPublished
        case .hidesComplainant: self = .hidesComplainant(try reader.id("field"))
        case .onlyMissing: self = .onlyMissing(try reader.id("field"))
        case .notAdopted: self = .notAdopted
        case .suspended: self = .suspended
        case .gate: self = .gate(try reader.id("deadline"))
        case .fieldIs: self = .fieldIs(try reader.id("field"), try reader.texts("values", atLeast: 1))
        case .has: self = .has(try reader.id("field"))
        case .hasNot: self = .hasNot(try reader.id("field"))
        case .leadTime: self = .leadTime(days: try reader.days(), before: try reader.id("before"))
        case .notBefore: self = .notBefore(try reader.id("field"), than: try reader.id("than"))
        case .daysApart:
            let bounds = -ProcedureLimits.daysMax...ProcedureLimits.daysMax
            self = .daysApart(
                try reader.id("field"), after: try reader.id("after"), atLeast: try reader.number("days", in: bounds))
        case .monthsAtMost:
            self = .monthsAtMost(
                try reader.id("field"), after: try reader.id("after"), try reader.number("months", in: 0...1_200))
        case .number:
            let field: FieldID = try reader.id("field")
            let comparison = try reader.word("compares", of: Comparison.allCases)
            let bound = try reader.text("with")
            guard DecimalText.isNumber(bound) else {
                throw reader.fault("with", "must be a number as text, as in “27.5”")
            }
            self = .number(field, comparison, bound)
        case .twin:
            self = .twin(try reader.id("field"), public: try reader.id("public"), orReason: try reader.id("orReason"))
        case .bothIn: self = .bothIn(community: try reader.id("field"))
        case .notSigner: self = .notSigner(try reader.id("field"))
        case .datesToConfirm: self = .datesToConfirm
        case .seated: self = .seated(try reader.id("role"))
        case .notSeated: self = .notSeated(try reader.id("role"))
        case .namesParty: self = .namesParty(try reader.ids("roles", atLeast: 1))
        case .feature: self = .feature(try reader.id(reader.value("feature"), "feature"))
        case .namedRuns: self = .namedRuns
        case .namedOverrun: self = .namedOverrun
        case .linked: self = .linked(try reader.link())
        case .notLinked: self = .notLinked(try reader.link())
        }
    }
}

extension ProcedureReader {
    mutating func proposal() throws(ProcedureFault) -> ProposalKind {
        try word("proposal", of: [ProposalKind.resolution, .card, .cardWithdrawal])
    }

    mutating func link() throws(ProcedureFault) -> LinkKind { try word("link", of: LinkKind.allCases) }

    mutating func days() throws(ProcedureFault) -> Int { try number("days", in: 0...ProcedureLimits.daysMax) }
}
