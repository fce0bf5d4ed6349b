import CaseProtocol
import ClientCore
import Workflow

/// A change that was made here, and what became of it.
struct OutboxView: Hashable {
    let number: Int
    /// What the case is called now.
    let reference: String
    /// What was asked, in a few words.
    let what: String
    /// What was asked, in full.
    let asked: AskedView
    let madeAt: Timestamp
    /// `waiting`, or the outcome's word.
    let state: String
    let problem: Problem?
    /// What the server changed or left out while applying it.
    let remarks: [String]
    /// Why it will probably be refused.
    let forecast: Problem?
    let unknowns: [String]
    let entry: OutboxEntry

    init(_ entry: OutboxEntry, in replica: Replica) throws {
        self.entry = entry
        number = entry.envelope.n
        reference = try replica.reference(of: entry.caseID) ?? entry.reference
        asked = try AskedView(entry.envelope, in: replica)
        madeAt = entry.envelope.at
        what = Self.words(entry.envelope)
        problem = entry.outcome?.problem
        forecast = entry.forecast
        unknowns = entry.unknowns
        remarks = if case .merged(let notes)? = entry.outcome { notes } else { [] }
        state = entry.outcome?.word ?? (entry.state == .sent ? "sent" : "waiting")
    }

    /// What an envelope asks for, without its content.
    static func words(_ envelope: CommandEnvelope) -> String {
        guard let command = try? envelope.command() else { return envelope.cmd }
        switch command {
        case .open(let open): return "\(open.action) (\(open.procedure))"
        case .act(let act): return act.action.rawValue
        case .edit(let edit): return "edit \(edit.fields.keys.sorted().joined(separator: ", "))"
        case .assign(let assign): return "assign" + (assign.desk.map { " to desk:\($0)" } ?? "")
        case .addNote(let note): return "note (\(note.confidentiality.rawValue))"
        case .addEvidence(let evidence):
            return "attach \(evidence.name ?? "a file") (\(evidence.confidentiality.rawValue))"
        case .recordHistory: return "recorded history"
        }
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "n": .int(Int64(number)), "mid": .string(entry.mid.description), "reference": .string(reference),
            "case": .string(entry.caseID.description), "command": .string(entry.envelope.cmd), "what": .string(what),
            "arguments": asked.json, "madeAt": .string(madeAt.description), "state": .string(state),
            "unknowns": .array(unknowns.map(\.json)),
        ]
        if let problem { members["problem"] = ProblemView.json(problem) }
        if let forecast { members["forecast"] = ProblemView.json(forecast) }
        return .object(members)
    }

    /// As one of a sync's outcomes.
    var outcomeJSON: JSONValue {
        var members: [String: JSONValue] = [
            "n": .int(Int64(number)), "reference": .string(reference), "what": .string(what), "outcome": .string(state),
        ]
        if let problem { members["problem"] = ProblemView.json(problem) }
        if !remarks.isEmpty { members["remarks"] = .array(remarks.map(\.json)) }
        return .object(members)
    }
}

extension Outcome {
    /// The word on the wire.
    var word: String {
        switch self {
        case .applied: "applied"
        case .merged: "merged"
        case .conflict: "conflict"
        case .rejected: "rejected"
        case .deferred: "deferred"
        }
    }
}

extension Replica {
    /// Today, as the rules count.
    var today: CivilDate { Wording.legalDay(now) }

    /// What a case is called now: its number, else its label, else an alias; `nil` when it is not visible here.
    func reference(of caseID: CaseID) throws -> String? {
        try row(RowID(caseID)).flatMap { CaseHeader($0) }?.references.first
    }
}
