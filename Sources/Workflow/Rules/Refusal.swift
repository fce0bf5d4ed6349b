public import CaseProtocol

/// The rules say no. The order of the cases is the order of the checks: which refusal wins is part of the API.
public enum Refusal: Error, Hashable, Sendable {
    /// There is no such case, or the asking person has no part in it: the two look alike.
    case notFound
    /// The id of a new case or note is taken.
    case idUnavailable
    /// This procedure, or this version of it, is not known here. A case may be held under it until it is.
    case unknownProcedure(ProcedureID, known: [ProcedureID])
    /// The procedure has no such action; `allowed` are open to the asking person now.
    case unknownAction(ActionID, allowed: [ActionID])
    /// No rule lets these capacities do this.
    case notPermitted(ActionID, capacities: [RoleID], allowed: [RoleID])
    /// They stepped back from the case.
    case recused(ActionID)
    /// The goods are of another sector than that for which this focal point is appointed.
    case otherSector(ActionID, goods: HSCode?, own: HSChapters)
    /// No rule takes this action at this stage.
    case wrongStage(ActionID, at: StageID, allowed: [StageID])
    /// Imported history that no officer has adopted.
    case notAdopted(ActionID)
    case suspended(ActionID)
    /// Everything that is missing, in the order of the form.
    case missingFields([FieldID])
    case unknownField(FieldID, allowed: [FieldID])
    /// `reason` completes “… must be” or stands as a clause.
    case invalidValue(FieldID, reason: String)
    case unknownCode(FieldID, value: String, near: [String])
    case tooLong(FieldID, bytes: Int, bytesMax: Int)
    /// A legal date after today; `path` is `occurredOn` or the field's.
    case dateInFuture(path: String, CivilDate, today: CivilDate)
    /// The act is said to have happened before the case was filed.
    case beforeFiling(CivilDate, filedOn: CivilDate)
    /// The act is said to have happened before the case came to its stage.
    case beforeStage(CivilDate, at: StageID, reachedOn: CivilDate)
    /// The act has no other day than that of its receipt.
    case datedByReceipt(ActionID)
    /// A gate has not opened; `earliest` is the first lawful day.
    case tooEarly(ActionID, earliest: CivilDate)
    /// A window has closed; `limit` is what people call it.
    case tooLate(ActionID, limit: String, closedOn: CivilDate?)
    /// Whoever proposed may not settle.
    case secondPersonNeeded(ActionID)
    /// A condition of the rule does not hold; the sentence says which.
    case guardFailed(ActionID, String)
    /// A text for the public still holds what must not be public; the sentence says what and where.
    case confidentialRemains(FieldID, String)
}

extension Refusal {
    /// As sent: a stable code and a sentence that a trader understands.
    public var problem: Problem {
        switch self {
        case .notFound:
            Problem(.notFound, "There is no such case, or it is not yours to see.")
        case .idUnavailable:
            Problem(.idUnavailable, "This id is taken; make a new one.")
        case .unknownProcedure(let procedure, let known):
            Problem(
                .unknownProcedure,
                "The procedure “\(procedure)” is not in use here yet: a case under it is held at its published status, "
                    + "and nothing can be done on it until the procedure exists.",
                path: "procedure", allowed: known.map(\.rawValue))
        case .unknownAction(let action, let allowed):
            Problem(
                .unknownAction, "There is no action “\(action)” in this procedure.", path: "action",
                allowed: allowed.map(\.rawValue))
        case .notPermitted(let action, let capacities, let allowed):
            Problem(
                .notPermitted,
                "“\(action)” is for \(RoleWords.list(allowed)); you act on this case as \(RoleWords.list(capacities)).",
                allowed: allowed.map(\.rawValue))
        case .recused(let action):
            Problem(
                .recused, "You stepped back from this case: “\(action)” is for a colleague of yours.")
        case .otherSector(let action, let goods, let own):
            Problem(
                .notPermitted,
                "The goods are of chapter \(goods?.chapter ?? "?") and you are the focal point for \(own.words): “\(action)” is for the focal point of that sector, or the one for all goods.",
                allowed: [RoleID.focalPoint.rawValue])
        case .wrongStage(let action, let stage, let allowed):
            Problem(
                .wrongStage, "The case stands at “\(stage)”, where “\(action)” is not taken.", path: "action",
                allowed: allowed.map(\.rawValue))
        case .notAdopted(let action):
            Problem(
                .notAdopted,
                "The case was imported and no officer has adopted it: until then there is no “\(action)”, only notes.",
                allowed: ["adopt"])
        case .suspended(let action):
            Problem(
                .suspended, "The case is suspended: “\(action)” has to wait until it is resumed.",
                allowed: ["resume", "withdraw"])
        case .missingFields(let fields):
            Problem(
                .missingField, "Still missing: \(fields.map(\.rawValue).joined(separator: ", ")).",
                path: fields.first.map { "fields.\($0)" }, allowed: fields.map(\.rawValue))
        case .unknownField(let field, let allowed):
            Problem(
                .unknownField, "There is no field “\(field)” here.", path: "fields.\(field)",
                allowed: allowed.map(\.rawValue))
        case .invalidValue(let field, let reason):
            // A label stands beside the fields of an opening.
            Problem(.invalidField, "“\(field)” \(reason).", path: field == "label" ? "label" : "fields.\(field)")
        case .unknownCode(let field, let value, let near):
            Problem(
                .unknownCode, "“\(value)” is not in the list for “\(field)”.", path: "fields.\(field)", allowed: near)
        case .tooLong(let field, let bytes, let bytesMax):
            Problem(
                .tooLong, "“\(field)” has \(bytes) bytes; at most \(bytesMax) are taken.", path: "fields.\(field)")
        case .dateInFuture(let path, let date, let today):
            Problem(.invalidField, "\(date) is in the future; today is \(today).", path: path)
        case .beforeFiling(let date, let filedOn):
            Problem(
                .invalidField, "\(date) is before the case was filed on \(filedOn).", path: "occurredOn", from: filedOn)
        case .beforeStage(let date, let stage, let reachedOn):
            Problem(
                .invalidField, "\(date) is before the case came to “\(stage)” on \(reachedOn).", path: "occurredOn",
                from: reachedOn)
        case .datedByReceipt(let action):
            Problem(
                .invalidField, "“\(action)” counts from the day it is received: leave out an earlier day.",
                path: "occurredOn")
        case .tooEarly(let action, let earliest):
            Problem(.tooEarly, "“\(action)” is lawful from \(earliest) on, not before.", from: earliest)
        case .tooLate(let action, let limit, let closedOn):
            Problem(
                .tooLate,
                "It is too late for “\(action)”: \(limit) "
                    + (closedOn.map { "ended on \($0)." } ?? "does not run, or no longer does."))
        case .secondPersonNeeded(let action):
            Problem(.secondPersonNeeded, "“\(action)” must be done by somebody else than whoever proposed it.")
        case .guardFailed(_, let sentence):
            Problem(.guardFailed, sentence)
        case .confidentialRemains(let field, let sentence):
            Problem(.confidentialRemains, sentence, path: field.rawValue)
        }
    }
}
