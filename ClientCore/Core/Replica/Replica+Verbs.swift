public import CaseProtocol
import Workflow

extension Replica {
    /// Opens a case at the first stage of a procedure, under a provisional label of this device, and takes `then` on it
    /// at once: all or nothing.
    ///
    /// - Parameters:
    ///   - procedure: opened in its current version.
    ///   - action: an opening action of the procedure, such as `open` or `recordLead`.
    ///   - fields: of the opening action.
    ///   - then: actions and their fields, in order; a filing's `submit`.
    ///   - organisation: for which it is filed; `nil` for a filing of one's own.
    /// - Returns: what the last of them is expected to do.
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    @discardableResult
    public func file(
        procedure: ProcedureID, action: ActionID = "open", fields: [String: JSONValue],
        then: [(action: ActionID, fields: [String: JSONValue])] = [], for organisation: OrganisationID? = nil
    ) throws -> Prediction {
        let catalogue = try catalogue
        guard let version = catalogue.current(procedure)?.version else {
            throw Problem(
                .unknownProcedure, "There is no procedure “\(procedure)”.", path: "procedure",
                allowed: Array(Set(catalogue.procedures.map(\.id.rawValue))).sorted())
        }
        let caseID: CaseID = newID()
        let open: (any ReplicaTransaction) throws -> CaseCommand = { transaction in
            var meta = try transaction.knownMeta()
            meta.labelCounter += 1
            try transaction.setMeta(meta)
            return .open(
                CaseOpen(
                    caseID: caseID, procedure: procedure, version: version, action: action,
                    label: "\(meta.code)-\(meta.labelCounter)", fields: fields, organisation: organisation))
        }
        let acts = then.map { step in acting(on: caseID, step.action, step.fields, occurredOn: nil) }
        let predictions = try performEach([open] + acts)
        return predictions[predictions.count - 1]
    }

    /// Takes an action of the case's procedure, from the stage at which the person sees the case.
    ///
    /// An officer's act is dated by this device's day, so that it counts from when it was done and not from when it is sent.
    ///
    /// - Parameters:
    ///   - occurredOn: the legal day, when it was an earlier one.
    ///   - deadline: the time limit that the act is about, such as the one to extend.
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    @discardableResult
    public func act(
        on caseID: CaseID, _ action: ActionID, fields: [String: JSONValue] = [:], occurredOn: CivilDate? = nil,
        deadline: DeadlineKey? = nil
    ) throws -> Prediction {
        try performEach([acting(on: caseID, action, fields, occurredOn: occurredOn, deadline: deadline)])[0]
    }

    /// Changes fields of a case's header (`null` clears), each against the revision that is shown here.
    ///
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    @discardableResult
    public func edit(_ caseID: CaseID, fields: [String: JSONValue]) throws -> Prediction {
        try performEach([{ try editing(caseID, fields, in: $0) }])[0]
    }

    /// Gives a case to a person or a desk.
    ///
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    @discardableResult
    public func assign(_ caseID: CaseID, to person: UserID?, desk: RoleID? = nil) throws -> Prediction {
        try perform(.assign(CaseAssign(caseID: caseID, person: person, desk: desk)))
    }

    /// Adds a remark.
    ///
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    @discardableResult
    public func note(
        on caseID: CaseID, _ text: String, confidentiality: ConfidentialityClass
    ) throws -> Prediction {
        try perform(.addNote(NoteAdd(caseID: caseID, note: newID(), text: text, confidentiality: confidentiality)))
    }

    private func acting(
        on caseID: CaseID, _ action: ActionID, _ fields: [String: JSONValue], occurredOn: CivilDate?,
        deadline: DeadlineKey? = nil
    ) -> (any ReplicaTransaction) throws -> CaseCommand {
        { transaction in
            let context = try decisionContext(in: transaction)
            let state = try transaction.effectiveState(of: caseID)
            let party = try transaction.signedInParty(at: now)
            // An adoption that is not sent yet is dated by its receipt: what follows it cannot be earlier.
            let there = try transaction.row(RowID(caseID), in: .server)?.row
            let isAdoptedThere = there?["adoptedOn"] == state?.header?.row["adoptedOn"]
            // What a wrong clock says is no legal day: the server dates it by its receipt.
            let isDated = try isAdoptedThere && ClockReading(now, transaction.knownMeta()).isTrusted
            let today = isDated ? state.flatMap { legalDay(of: action, by: party, on: $0, in: context) } : nil
            var fields = fields
            // Sent as the id of the case that the person means here: a reference may mean another one there, or later.
            if let reference = fields[OtherCase.field.rawValue]?.string,
                let meant = try transaction.cases(meantBy: reference).only
            {
                fields[OtherCase.field.rawValue] = .string(meant.description)
            }
            return .act(
                CaseAct(
                    caseID: caseID, action: action, from: state?.header?.stage, fields: fields,
                    occurredOn: occurredOn ?? today, deadline: deadline))
        }
    }
}

extension Collection {
    /// Its element, where it has exactly one.
    fileprivate var only: Element? { count == 1 ? first : nil }
}
