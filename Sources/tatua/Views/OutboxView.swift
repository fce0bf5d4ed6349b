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
    /// Why the server does not take a file that it attaches.
    let fileProblem: Problem?
    let entry: OutboxEntry
    /// The number of the change that came back before it and on which it rests.
    private(set) var restsOn: Int?

    init(_ entry: OutboxEntry, in replica: Replica) throws {
        self.entry = entry
        number = entry.number
        reference = try replica.reference(of: entry.caseID) ?? entry.reference
        asked = try AskedView(entry.envelope, in: replica)
        madeAt = entry.envelope.at
        what = Self.words(entry.envelope)
        problem = entry.outcome?.problem
        forecast = entry.forecast
        unknowns = entry.unknowns
        let refusals = try replica.uploadRefusals()
        fileProblem = entry.state == .closed ? nil : entry.blobs.compactMap { refusals[$0]?.problem }.first
        remarks = if case .merged(let notes)? = entry.outcome { notes } else { [] }
        state = Self.word(entry)
    }

    /// Whether it waits, came back, or is in effect without its file.
    var isOpen: Bool { entry.isPending || entry.state == .attention || fileProblem != nil }

    /// Every change of this device, each after the one on which it rests if that came back.
    static func list(in replica: Replica) throws -> [OutboxView] {
        let entries = try replica.outbox()
        var views = try entries.map { try OutboxView($0, in: replica) }
        for index in views.indices { views[index].restsOn = entries[index].cause(among: entries)?.number }
        var ordered = views.filter { $0.restsOn == nil }
        for view in views where view.restsOn != nil {
            let place = ordered.lastIndex { $0.number == view.restsOn || $0.restsOn == view.restsOn }
            ordered.insert(view, at: place.map { $0 + 1 } ?? ordered.endIndex)
        }
        return ordered
    }

    private static func word(_ entry: OutboxEntry) -> String {
        switch entry.closing {
        case .replaced(let number)?: "replaced by #\(number)"
        case .dismissed?: "off the list"
        case .discarded?: "discarded"
        case nil: entry.outcome?.word ?? (entry.state == .sent ? "sent" : "waiting")
        }
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
        case .draftText: return "mark a text for the public"
        case .releaseText: return "release a text to the public"
        case .withdrawText: return "withdraw a public text"
        case .setConfidence(let set): return set.claim == nil ? "give up confidence" : "ask for confidence"
        case .requestIdentity: return "ask who complained"
        case .answerIdentity(let answer):
            return answer.agrees ? "agree that another is told" : "refuse that another is told"
        case .recordHistory: return "recorded history"
        case .settle(let settle): return "settle (\(settle.choice.rawValue))"
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
        if let fileProblem { members["fileProblem"] = ProblemView.json(fileProblem) }
        if let forecast { members["forecast"] = ProblemView.json(forecast) }
        if let restsOn { members["restsOn"] = .int(Int64(restsOn)) }
        if case .replaced(let number)? = entry.closing { members["replacedBy"] = .int(Int64(number)) }
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

extension OutboxEntry {
    /// The command that came back and drew this one with it; `nil` where none did.
    fileprivate func cause(among entries: [OutboxEntry]) -> OutboxEntry? {
        guard state == .attention, outcome?.problem?.code == .dependencyRefused else { return nil }
        let earlier = entries.filter { $0.position < position && $0.state == .attention }
        return earlier.last { $0.replica == replica && envelope.after?.contains($0.envelope.n) == true }
            ?? earlier.last { $0.caseID == caseID && $0.envelope.cmd == "case.open" }
    }
}
