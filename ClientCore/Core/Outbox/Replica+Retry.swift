public import CaseProtocol
import Workflow

/// What an author changes about a command before it is made anew; nothing where it is tried again as it was.
public struct Amendment: Hashable, Sendable {
    /// New values of fields; `null` takes one out of the command (of an edit: clears the field).
    public var fields: [String: JSONValue]
    /// The other words of a note.
    public var text: String?
    /// The other legal day of an act.
    public var occurredOn: CivilDate?

    public init(fields: [String: JSONValue] = [:], text: String? = nil, occurredOn: CivilDate? = nil) {
        self.fields = fields
        self.text = text
        self.occurredOn = occurredOn
    }

    /// The same command again.
    public static let none = Amendment()
}

extension Replica {
    /// Makes a command that came back anew, on what is here now: the same arguments under another id, against the stage and
    /// the revisions that are shown. The entry that came back is closed, with the number of the new one.
    ///
    /// - Throws: a ``Problem`` where it is not an entry that came back (``ProblemCode/notFound``,
    ///   ``ProblemCode/guardFailed``), or where the rules refuse it here; nothing is changed then.
    @discardableResult
    public func retry(_ mid: CommandID, with amendment: Amendment = .none) throws -> Prediction {
        try replace(mid) { entry, transaction in
            try anew(entry, amendment, in: transaction)
        }
    }

    /// Files what was written for a command that came back as a note on its case, and closes the entry.
    ///
    /// - Parameter text: what to write, as ``writtenText(of:for:)`` has it.
    /// - Throws: a ``Problem``, see ``retry(_:with:)``; ``ProblemCode/notFound`` where the case is not here any more.
    @discardableResult
    public func fileAsNote(_ mid: CommandID, _ text: String, confidentiality: ConfidentialityClass) throws -> Prediction
    {
        try replace(mid) { entry, transaction in
            guard try transaction.effectiveHeader(of: entry.caseID) != nil else {
                throw Problem(
                    .notFound,
                    "The case is not here any more, so nothing can be noted on it. What you wrote can be exported.")
            }
            return .addNote(
                NoteAdd(caseID: entry.caseID, note: newID(), text: text, confidentiality: confidentiality))
        }
    }

    /// Queues another command in the place of one that came back: both or neither.
    private func replace(
        _ mid: CommandID, by make: (OutboxEntry, any ReplicaTransaction) throws -> CaseCommand
    ) throws -> Prediction {
        try store.write { transaction in
            var entry = try transaction.cameBack(mid)
            let number = try transaction.knownMeta().nextPosition
            let (prediction, _) = try transaction.queue(
                try make(entry, transaction), mid: newID(), at: now, by: try transaction.signedInParty(at: now),
                catalogue: try known.catalogue(in: transaction), resting: nil)
            entry.close(.replaced(by: number), at: now)
            try transaction.put(entry)
            return prediction
        }
    }

    private func anew(
        _ entry: OutboxEntry, _ amendment: Amendment, in transaction: any ReplicaTransaction
    ) throws -> CaseCommand {
        switch try entry.envelope.command() {
        case .open(var open):
            // Only an id that somebody else has is given up: what rests on the opening names the case by it.
            if entry.outcome?.problem?.code == .idUnavailable { open.caseID = newID() }
            open.version = try known.catalogue(in: transaction).current(open.procedure)?.version ?? open.version
            open.fields = amendment.amending(open.fields)
            return .open(open)
        case .act(var act):
            act.from = try transaction.effectiveHeader(of: act.caseID)?.stage ?? act.from
            act.fields = amendment.amending(act.fields)
            act.occurredOn = amendment.occurredOn ?? act.occurredOn
            return .act(act)
        case .edit(let edit):
            return try editing(edit.caseID, edit.fields.merging(amendment.fields) { $1 }, in: transaction)
        case .assign(let assign): return .assign(assign)
        case .addNote(var note):
            note.note = newID()
            note.text = amendment.text ?? note.text
            return .addNote(note)
        case .addEvidence(var evidence):
            evidence.evidence = newID()
            evidence.caption = amendment.text ?? evidence.caption
            return .addEvidence(evidence)
        case .settle(var settle):
            let shown = try transaction.shown(ofConflict: settle.conflict, on: settle.caseID)
            settle.base = shown.base
            settle.seen = shown.seen
            if !amendment.fields.isEmpty {
                settle.choice = .other
                settle.fields = (settle.fields ?? [:]).merging(amendment.fields) { $1 }
            }
            settle.reason = amendment.text ?? settle.reason
            return .settle(settle)
        case .draftText(var draft):
            if entry.outcome?.problem?.code == .idUnavailable { draft.draft = newID() }
            return .draftText(draft)
        case .releaseText, .withdrawText, .answerIdentity: return try entry.envelope.command()
        case .setConfidence(var set):
            set.row = newID()
            return .setConfidence(set)
        case .requestIdentity(var ask):
            ask.request = newID()
            ask.reason = amendment.text ?? ask.reason
            return .requestIdentity(ask)
        case .recordHistory:
            throw Problem(.notPermitted, "Cases of other registers are recorded by the server's import.")
        }
    }
}

extension Amendment {
    fileprivate func amending(_ given: [String: JSONValue]) -> [String: JSONValue] {
        given.merging(fields) { $1 }.filter { !$0.value.isNull }
    }
}
