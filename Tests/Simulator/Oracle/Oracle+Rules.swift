import CaseProtocol
import Server
import Workflow

// The rules of the workflow and of merging, checked on what was committed.
extension Oracle {
    /// I14: a case changes its stage only by an act, along a rule of its procedure, from where it stood. Nothing that the server
    /// does by itself moves a case but what its rules let `system` do: a lapse and what follows an act are acts as well.
    func checkStages(_ changed: [Version], _ header: CommitHeader) throws {
        for version in changed where version.row.kind == .caseHeader {
            guard let after = CaseHeader(version.row) else {
                throw Violation("I14", "commit \(header.number) leaves a case without a stage")
            }
            let earlier = rows[version.row.id]?.last { $0.commit < header.number }
            let before = earlier.flatMap { CaseHeader($0.row) }
            if earlier != nil, before?.stage == after.stage { continue }
            let deeds = changed.filter { $0.row.kind == .event && $0.row.caseID == after.caseID }
            guard header.command == (earlier == nil ? "case.open" : "case.act"), !deeds.isEmpty else {
                throw Violation(
                    "I14",
                    "commit \(header.number), \(header.command), brings a case to \(after.stage), and is no act that may"
                )
            }
            let procedure = try procedure(of: after, header)
            let isLegal = deeds.allSatisfy { deed in
                guard let action = deed.row["action"]?.string, let role = deed.row["role"]?.string,
                    deed.row["to"]?.string == after.stage.rawValue
                else { return false }
                return procedure.rules.contains { rule in
                    rule.action.rawValue == action && rule.roles.contains(RoleID(role))
                        && rule.starts(at: before.flatMap { procedure.stage($0.stage) }) && rule.to.allows(after.stage)
                }
            }
            if !isLegal {
                throw Violation(
                    "I14",
                    "commit \(header.number) moves a case from \(before?.stage.rawValue ?? "nothing") to \(after.stage) by no rule"
                )
            }
        }
    }

    /// I14: what is recorded as done was open to its author where the case stood, in the role that the record names: by what
    /// is known here of who was given which office, not by what the server wrote.
    mutating func checkDeeds(_ changed: [Version], _ header: CommitHeader) throws {
        for deed in changed where deed.row.kind == .event {
            guard let caseID = deed.row.caseID, let role = deed.row["role"]?.string,
                let action = deed.row["action"]?.string, let versions = rows[RowID(caseID)]
            else { throw Violation("I14", "commit \(header.number) records a deed of nobody") }
            let stood = versions.last { $0.commit < header.number }
            guard let present = stood ?? versions.last, let after = versions.last.flatMap({ CaseHeader($0.row) }) else {
                continue
            }
            if let stood, let from = deed.row["from"]?.string, from != stood.row["stage"]?.string {
                throw Violation("I14", "commit \(header.number) is a deed from \(from) on a case that stood elsewhere")
            }
            let isOpening = stood == nil
            guard holds(role, header.by, on: present.row, isOpening: isOpening, at: header.number) else {
                throw Violation(
                    "I14", "commit \(header.number), \(header.command) \(action): its author is not \(role) on the case"
                )
            }
            if recusals.contains(where: { $0.user == header.by && $0.caseID == caseID && $0.commit < header.number }) {
                throw Violation("I14", "commit \(header.number): its author had stepped back from the case")
            }
            if action == "recuse" { recusals.append(Recusal(caseID: caseID, user: header.by, commit: header.number)) }
            guard header.command == "case.act" else { continue }
            if role == "system", Self.systemDeeds.contains(action) { continue }
            let procedure = try procedure(of: after, header)
            let stage = stood?.row["stage"]?.string.flatMap { procedure.stage(StageID($0)) }
            let isInTable = procedure.rules.contains {
                $0.action.rawValue == action && $0.roles.contains(RoleID(role)) && $0.starts(at: stage)
            }
            if !isInTable {
                throw Violation("I14", "commit \(header.number): \(action) by \(role) is in no table at that stage")
            }
        }
    }

    /// What the server does by itself beside the tables, and brings no case to another stage with in a run: the other end of a
    /// link, who reads by it, who holds an office no longer, what ends on its day. `migrate` and `recount` are an
    /// administrator's, whom no run has.
    private static let systemDeeds = [
        "noteLink", "noteUnlink", "noteReaders", "endOffice", "endConfidence", "closeIdentity",
    ]

    private func procedure(of header: CaseHeader, _ commit: CommitHeader) throws -> Procedure {
        let known = Catalogue.standard.procedures.filter { $0.id == header.procedure }
        // What a run loads has the rules of the last version that it was made from.
        guard
            let found = known.first(where: { $0.version == header.version })
                ?? known.max(by: { $0.version < $1.version })
        else { throw Violation("I14", "commit \(commit.number) is of a procedure that nobody knows") }
        return found
    }

    /// I15: an edit of a field that nobody changed meanwhile, nor those that go with it, takes effect, and any other leaves the field as it is.
    func checkEdit(_ record: CommandRecord) throws {
        guard record.cmd == "case.edit", let commit = record.commit,
            let edit = try? CanonicalJSON.decode(CaseEdit.self, from: record.args.utf8),
            let versions = rows[RowID(edit.caseID)],
            let before = versions.last(where: { $0.commit < commit })?.row,
            let after = versions.last(where: { $0.commit <= commit })?.row
        else { return }
        // What the author had in view: the field as of a revision, or as own commands on the way had made it.
        func hasMoved(_ field: String) -> Bool {
            guard edit.fields[field] != nil || edit.base[field] != nil else { return false }
            if let seen = edit.seen?[field] {
                return seen.rev != before.rev(of: field) && (seen.value ?? .null) != (before[field] ?? .null)
            }
            return edit.base[field] ?? 0 != before.rev(of: field)
        }
        for (field, given) in edit.fields {
            let mine: JSONValue = given.isBlankText ? .null : given
            let group =
                MergeGroup.standard.first { $0.fields.contains(FieldID(field)) }?.fields.map(\.rawValue) ?? [field]
            let isCurrent = !group.contains(where: hasMoved)
            let held = before[field] ?? .null
            let expected = isCurrent ? mine : held
            if (after[field] ?? .null) != expected {
                throw Violation(
                    "I15",
                    "commit \(commit): an edit of “\(field)” \(isCurrent ? "had no effect" : "overwrote another")")
            }
        }
    }
}

extension JSONValue {
    fileprivate var isBlankText: Bool { isNull || string.map { $0.allSatisfy(\.isWhitespace) } ?? false }
}

extension Rule {
    /// - Parameter stage: where the case stands; `nil` where there is none yet.
    fileprivate func starts(at stage: Stage?) -> Bool { stage.map(from.includes) ?? (from == .nothing) }
}

extension Destination {
    fileprivate func allows(_ stage: StageID) -> Bool {
        switch self {
        case .stage(let only): only == stage
        case .stay: false
        case .byProposal(_, let stages, let otherwise), .byField(_, let stages, let otherwise):
            stages.values.contains(stage) || otherwise == stage
        case .back(let stages): stages.isEmpty || stages.contains(stage)
        }
    }
}
