import CaseProtocol
import ClientCore
import Workflow

/// What the person who made a change wrote, so that it can be read again, and made anew if it did not take effect.
struct AskedView: Hashable {
    /// What was filled in; `none` clears a field.
    private(set) var fields: [FieldView] = []
    /// The legal date, where one was given.
    private(set) var occurredOn: String?
    /// The words of a note.
    private(set) var text: String?
    /// Whom a case was to go to, as people call them.
    private(set) var assignee: String?
    /// The arguments as they were sent.
    let json: JSONValue

    init(_ envelope: CommandEnvelope, in replica: Replica) throws {
        // What is not JSON is shown as it lies here: nothing that was written is hidden.
        json = (try? JSONValue(parsing: envelope.args.utf8)) ?? .string(envelope.args)
        // A command that only a newer program knows has its arguments in JSON, and no words here.
        guard let command = try? envelope.command() else { return }
        let lists = try replica.catalogue.codeLists
        switch command {
        case .open(let open):
            let procedure = try replica.catalogue.procedure(open.procedure, version: open.version)
            fields = FieldView.list(open.fields, in: FieldWords(procedure: procedure, lists: lists))
        case .act(let act):
            fields = FieldView.list(
                act.fields, in: FieldWords(procedure: try replica.procedure(of: act.caseID), lists: lists),
                withCleared: true)
            occurredOn = act.occurredOn?.description
        case .edit(let edit):
            fields = FieldView.list(
                edit.fields, in: FieldWords(procedure: try replica.procedure(of: edit.caseID), lists: lists),
                withCleared: true)
        case .assign(let assign):
            assignee = try Names(replica).assignee(assign.person?.description ?? assign.desk?.rawValue)
        case .addNote(let note): text = note.text
        case .settle(let settle):
            fields = FieldView.list(
                settle.fields ?? [:],
                in: FieldWords(procedure: try replica.procedure(of: settle.caseID), lists: lists), withCleared: true)
            text = settle.reason
        case .addEvidence(let evidence): text = evidence.caption
        case .releaseText(let release): text = release.text
        case .withdrawText(let withdraw): text = withdraw.reason
        case .requestIdentity(let ask): text = ask.reason
        case .answerIdentity(let answer): text = answer.reason
        case .setConfidence(let set): text = set.claim?.why
        case .draftText(let draft): text = draft.title
        case .recordHistory: break
        }
    }
}

extension Replica {
    /// The procedure of a case that is visible here; `nil` when either is not known.
    fileprivate func procedure(of caseID: CaseID) throws -> Procedure? {
        guard let header = try row(RowID(caseID)).flatMap({ CaseHeader($0) }) else { return nil }
        return try catalogue.procedure(of: header)
    }
}
