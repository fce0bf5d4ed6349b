import CaseProtocol

/// The kinds of effects, as `is` spells them.
enum EffectKind: String, CaseIterable {
    case start, meet, pause, resume, cancel, lapse, lapseNamed, suspend, resumeSuspended, issueNumber, markSubmitted,
        markTransmitted, propose, settle, rejectProposal, publishCard, withdrawCard, adopt, flag, clear, shareIdentity,
        followUp, set, markInitiated, sign, keepStage, seat, unseat, markParty, startForParties, meetForParty,
        extendNamed, explainNamed, recuse, external, confirmDates, link, unlink, mergeInto, unmerge,
        convertToComplaint, convertToRemedy, sharePaper, unsharePaper
}

extension Effect {
    var json: JSONValue {
        switch self {
        case .start(let key): EffectKind.start.object(["deadline": key.text])
        case .meet(let key): EffectKind.meet.object(["deadline": key.text])
        case .pause(let key): EffectKind.pause.object(["deadline": key.text])
        case .resume(let key): EffectKind.resume.object(["deadline": key.text])
        case .cancel(let key): EffectKind.cancel.object(["deadline": key.text])
        case .lapse(let key): EffectKind.lapse.object(["deadline": key.text])
        case .lapseNamed: EffectKind.lapseNamed.object()
        case .suspend: EffectKind.suspend.object()
        case .resumeSuspended: EffectKind.resumeSuspended.object()
        case .issueNumber: EffectKind.issueNumber.object()
        case .markSubmitted: EffectKind.markSubmitted.object()
        case .markTransmitted: EffectKind.markTransmitted.object()
        case .propose(let kind): EffectKind.propose.object(["proposal": .string(kind.rawValue)])
        case .settle(let kind): EffectKind.settle.object(["proposal": .string(kind.rawValue)])
        case .rejectProposal(let kind): EffectKind.rejectProposal.object(["proposal": .string(kind.rawValue)])
        case .publishCard: EffectKind.publishCard.object()
        case .withdrawCard: EffectKind.withdrawCard.object()
        case .adopt: EffectKind.adopt.object()
        case .flag(let field): EffectKind.flag.object(["field": field.text])
        case .clear(let field): EffectKind.clear.object(["field": field.text])
        case .shareIdentity: EffectKind.shareIdentity.object()
        case .followUp(let action): EffectKind.followUp.object(["action": action.text])
        case .set(let field, let word): EffectKind.set.object(["field": field.text, "value": .string(word)])
        case .markInitiated: EffectKind.markInitiated.object()
        case .sign(let field): EffectKind.sign.object(["field": field.text])
        case .keepStage: EffectKind.keepStage.object()
        case .seat(let role): EffectKind.seat.object(["role": role.text])
        case .unseat: EffectKind.unseat.object()
        case .markParty(let field, let word):
            EffectKind.markParty.object(["field": field.text, "value": .string(word)])
        case .startForParties(let key, let role):
            EffectKind.startForParties.object(["deadline": key.text, "role": role.text])
        case .meetForParty(let key): EffectKind.meetForParty.object(["deadline": key.text])
        case .extendNamed: EffectKind.extendNamed.object()
        case .explainNamed: EffectKind.explainNamed.object()
        case .recuse: EffectKind.recuse.object()
        case .external: EffectKind.external.object()
        case .confirmDates: EffectKind.confirmDates.object()
        case .link(let kind): EffectKind.link.object(["link": .string(kind.rawValue)])
        case .unlink(let kind): EffectKind.unlink.object(["link": .string(kind.rawValue)])
        case .mergeInto: EffectKind.mergeInto.object()
        case .unmerge: EffectKind.unmerge.object()
        case .sharePaper: EffectKind.sharePaper.object()
        case .unsharePaper: EffectKind.unsharePaper.object()
        case .convertToComplaint: EffectKind.convertToComplaint.object()
        case .convertToRemedy: EffectKind.convertToRemedy.object()
        }
    }

    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        switch try reader.kind(EffectKind.self) {
        case .start: self = .start(try reader.id("deadline"))
        case .meet: self = .meet(try reader.id("deadline"))
        case .pause: self = .pause(try reader.id("deadline"))
        case .resume: self = .resume(try reader.id("deadline"))
        case .cancel: self = .cancel(try reader.id("deadline"))
        case .lapse: self = .lapse(try reader.id("deadline"))
        case .lapseNamed: self = .lapseNamed
        case .suspend: self = .suspend
        case .resumeSuspended: self = .resumeSuspended
        case .issueNumber: self = .issueNumber
        case .markSubmitted: self = .markSubmitted
        case .markTransmitted: self = .markTransmitted
        case .propose: self = .propose(try reader.proposal())
        case .settle: self = .settle(try reader.proposal())
        case .rejectProposal: self = .rejectProposal(try reader.proposal())
        case .publishCard: self = .publishCard
        case .withdrawCard: self = .withdrawCard
        case .adopt: self = .adopt
        case .flag: self = .flag(try reader.id("field"))
        case .clear: self = .clear(try reader.id("field"))
        case .shareIdentity: self = .shareIdentity
        case .followUp: self = .followUp(try reader.id("action"))
        case .set: self = .set(try reader.id("field"), try reader.text("value"))
        case .markInitiated: self = .markInitiated
        case .sign: self = .sign(try reader.id("field"))
        case .keepStage: self = .keepStage
        case .seat: self = .seat(try reader.id("role"))
        case .unseat: self = .unseat
        case .markParty: self = .markParty(try reader.id("field"), try reader.text("value"))
        case .startForParties: self = .startForParties(try reader.id("deadline"), try reader.id("role"))
        case .meetForParty: self = .meetForParty(try reader.id("deadline"))
        case .extendNamed: self = .extendNamed
        case .explainNamed: self = .explainNamed
        case .recuse: self = .recuse
        case .external: self = .external
        case .confirmDates: self = .confirmDates
        case .link: self = .link(try reader.link())
        case .unlink: self = .unlink(try reader.link())
        case .mergeInto: self = .mergeInto
        case .unmerge: self = .unmerge
        case .sharePaper: self = .sharePaper
        case .unsharePaper: self = .unsharePaper
        case .convertToComplaint: self = .convertToComplaint
        case .convertToRemedy: self = .convertToRemedy
        }
    }
}
