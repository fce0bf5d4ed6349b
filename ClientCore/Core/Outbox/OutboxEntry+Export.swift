public import CaseProtocol
public import Workflow

extension OutboxEntry {
    /// All that is kept of it: the envelope as sent, what the server said, and what was written in plain words.
    ///
    /// - Parameter procedure: of its case, for what fields are called; `nil` where it is not known.
    /// - Throws: where what the server said cannot be written: half of it would pass for all.
    public func export(procedure: Procedure?) throws -> JSONValue {
        var envelope: [String: JSONValue] = [
            "n": .int(Int64(self.envelope.n)), "mid": .string(mid.description), "cmd": .string(self.envelope.cmd),
            "v": .int(Int64(self.envelope.v)), "at": .string(self.envelope.at.description),
            "args": .string(self.envelope.args),
        ]
        envelope["after"] = self.envelope.after.map { .array($0.map { .int(Int64($0)) }) }
        var members: [String: JSONValue] = [
            "number": .int(Int64(number)), "replica": .string(replica.description), "case": .string(caseID.description),
            "reference": .string(reference), "envelope": .object(envelope), "state": .string(state.rawValue),
            "text": .string(written(procedure: procedure, upTo: .sealed).joined(separator: "\n")),
        ]
        members["outcome"] = try outcome.map { try JSONValue(parsing: CanonicalJSON.encode($0)) }
        return .object(members)
    }

    /// What its author wrote, a line each, without the fields of a class narrower than `confidentiality`.
    ///
    /// - Parameter procedure: for what fields are called and who may read them; without it all are left out but those of an
    ///   export.
    public func written(procedure: Procedure?, upTo confidentiality: ConfidentialityClass) -> [String] {
        guard let command = try? envelope.command() else { return [envelope.cmd, envelope.args] }
        let title = "\(envelope.cmd) of \(envelope.at)"
        func lines(_ fields: [String: JSONValue]) -> [String] {
            fields.sorted { $0.key < $1.key }.compactMap { name, value in
                let spec = procedure?.field(FieldID(name))
                let narrowest = spec?.confidentiality ?? (confidentiality == .sealed ? .parties : .sealed)
                guard narrowest.narrowness <= confidentiality.narrowness else {
                    return "\(spec?.label ?? name): not repeated here, others would read it"
                }
                return "\(spec?.label ?? name): \(value.plainText)"
            }
        }
        switch command {
        case .open(let open): return ["“\(open.action)” (\(open.procedure)) of \(envelope.at)"] + lines(open.fields)
        case .act(let act):
            let day = act.occurredOn.map { ["Day: \($0)"] } ?? []
            return ["“\(act.action)” of \(envelope.at)"] + day + lines(act.fields)
        case .edit(let edit): return [title] + lines(edit.fields)
        case .assign(let assign):
            return [title, assign.person?.description ?? assign.desk?.rawValue].compactMap(\.self)
        case .addNote(let note):
            guard note.confidentiality.narrowness <= confidentiality.narrowness else {
                return [title, "The note was for fewer people than would read it here."]
            }
            return [note.text]
        case .addEvidence(let evidence):
            guard evidence.confidentiality.narrowness <= confidentiality.narrowness else {
                return [title, "The file was for fewer people than would read of it here."]
            }
            return [title, evidence.name, evidence.caption, "\(evidence.blob)"].compactMap(\.self)
        case .settle(let settle):
            return ["\(title): \(settle.choice.rawValue)"] + lines(settle.fields ?? [:])
                + [settle.reason].compactMap(\.self)
        case .draftText, .setConfidence, .requestIdentity:
            // What is marked, claimed or asked is for few.
            return confidentiality == .sealed ? [title, envelope.args] : [title]
        case .releaseText(let release): return [title, release.text]
        case .withdrawText(let withdraw): return [title, withdraw.reason]
        case .answerIdentity(let answer):
            return [title] + (confidentiality == .sealed ? [answer.reason].compactMap(\.self) : [])
        case .recordHistory: return [title]
        }
    }
}
