import CaseProtocol
import Server
import Workflow

// The rules of the workflow and of merging, checked on what was committed.
extension Oracle {
    /// I14: a case changes its stage only along a rule of its procedure, taken by somebody whom the rule names.
    func checkStages(_ changed: [Version], _ header: CommitHeader) throws {
        for deed in changed where header.command == "case.act" && deed.row.kind == .event {
            guard let from = deed.row["from"]?.string, let caseID = deed.row.caseID,
                let stood = rows[RowID(caseID)]?.last(where: { $0.commit < header.number })?.row["stage"]?.string
            else { continue }
            if from != stood {
                throw Violation(
                    "I14", "commit \(header.number) is an act from \(from) on a case that stood at \(stood)")
            }
        }
        for version in changed where version.row.kind == .caseHeader && version.row.rev > 1 {
            guard header.command == "case.act",
                let versions = rows[version.row.id], versions.count > 1,
                let before = CaseHeader(versions[versions.count - 2].row), let after = CaseHeader(version.row),
                before.stage != after.stage, !after.isImported
            else { continue }
            let procedures = Catalogue.standard.procedures.filter { $0.id == after.procedure }
            guard let procedure = procedures.first(where: { $0.version == after.version }) ?? procedures.first,
                let stage = procedure.stage(before.stage)
            else { continue }
            let deeds = changed.filter { $0.row.kind == .event }
            let isLegal = deeds.contains { deed in
                guard let action = deed.row["action"]?.string, let role = deed.row["role"]?.string else { return false }
                return procedure.rules.contains { rule in
                    rule.action.rawValue == action && rule.from.includes(stage)
                        && rule.roles.contains(RoleID(role)) && rule.to.allows(after.stage)
                }
            }
            if !isLegal {
                throw Violation(
                    "I14", "commit \(header.number) moves a case from \(before.stage) to \(after.stage) by no rule")
            }
        }
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
