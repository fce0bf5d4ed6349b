import CaseProtocol
import Server
import Workflow

/// What was written and could not be applied is kept: three versions, where both people see them.
extension Oracle {
    /// I15 for an edit that met another: a row keeps what stood and what was wanted, and both authors see it.
    mutating func checkConflict(_ record: CommandRecord) throws {
        guard record.cmd == "case.edit", case .conflict = record.outcome,
            let edit = try? CanonicalJSON.decode(CaseEdit.self, from: record.args.utf8)
        else { return }
        guard let commit = record.commit else {
            throw Violation("I15", "an edit is in conflict and nothing of it is kept")
        }
        let kept = rowsOf(commit).filter { $0.kind == .conflict && $0.rev == 1 && $0["about"]?.string == "field" }
        guard !kept.isEmpty, let header = rows[RowID(edit.caseID)],
            let before = header.last(where: { $0.commit < commit })
        else { throw Violation("I15", "commit \(commit) is a conflict and keeps no versions") }
        for row in kept {
            for version in FieldVersion.all(of: row) {
                let name = version.field.rawValue
                guard (version.theirs ?? .null) == (before.row[name] ?? .null) else {
                    throw Violation("I15", "commit \(commit): what stood of “\(name)” is not what is kept of it")
                }
                if let given = edit.fields[name], (version.mine ?? .null) != (given.isEmptyText ? .null : given) {
                    throw Violation("I15", "commit \(commit): what was wanted of “\(name)” is not what is kept of it")
                }
                try checkTold(row, about: name, header, before, at: commit)
            }
        }
    }

    /// Before a case is transmitted, what happens on it is the filer's and their focal point's. An officer of a secretariat may
    /// edit it by then and does not see that two versions are kept (decision 91); as author they read it in their outbox. Nor
    /// does whoever wrote what stands in an office that they no longer hold.
    private mutating func gap(_ role: String?, _ user: UserID, on row: Row, at commit: Int) throws {
        let isPast = role.map { !holds($0, user, on: row, isOpening: false, at: commit) } ?? false
        guard role == "recOfficer" || isPast else {
            throw Violation(
                "I15", "commit \(commit): \(role ?? "somebody") is not told of a conflict before transmission")
        }
        let who = isPast ? "whoever was \(role ?? "something") then" : "an officer of a secretariat"
        gaps["KNOWN GAP: a conflict before transmission does not show to \(who)", default: 0] += 1
    }

    private mutating func checkTold(
        _ conflict: Row, about field: String, _ header: [Version], _ before: Version, at commit: Int
    ) throws {
        let author = headers[commit - 1].by
        // Whoever lost the case with the same commit reads of it in their outbox.
        guard
            isVisible(conflict.compartment, to: author, at: commit)
                || !isVisible(before.compartment, to: author, at: commit)
        else {
            if conflict.compartment.confidentiality == .confidential {
                return try gap(conflict["role"]?.string, author, on: before.row, at: commit)
            }
            throw Violation(
                "I15",
                "commit \(commit): the author of an edit sees \(before.compartment) and not what became of it in \(conflict.compartment)"
            )
        }
        let rev = before.row.rev(of: field)
        guard let made = header.first(where: { $0.row.rev == rev }), made.commit > 0 else { return }
        let other = headers[made.commit - 1].by
        if isVisible(before.compartment, to: other, at: commit),
            !isVisible(conflict.compartment, to: other, at: commit)
        {
            if conflict.compartment.confidentiality == .confidential {
                let deed = rowsOf(made.commit).first { $0.kind == .event && $0.caseID == conflict.caseID }
                return try gap(deed?["role"]?.string, other, on: before.row, at: commit)
            }
            throw Violation(
                "I15",
                "commit \(commit): whose version stands sees \(before.compartment) and not that there is another in \(conflict.compartment)"
            )
        }
    }

    /// A conflict that was settled still tells all its versions, and its fields are what was decided.
    func checkSettled(_ record: CommandRecord) throws {
        guard record.cmd == "conflict.settle", let commit = record.commit,
            let settle = try? CanonicalJSON.decode(ConflictSettle.self, from: record.args.utf8)
        else { return }
        switch record.outcome {
        case .applied, .merged: break
        case .conflict, .rejected, .deferred: return
        }
        guard let after = rowsOf(commit).first(where: { $0.id == settle.conflict }),
            let earlier = rows[settle.conflict]?.last(where: { $0.commit < commit })?.row
        else { throw Violation("I15", "commit \(commit) settles a conflict and does not say so") }
        for (name, value) in earlier.fields where name != "state" && after[name] != value {
            throw Violation("I15", "commit \(commit): “\(name)” of a conflict is lost by its being settled")
        }
        guard after["state"]?.string != "open" else {
            throw Violation("I15", "commit \(commit): a conflict that was settled is still open")
        }
        let header = rows[RowID(settle.caseID)] ?? []
        guard let before = header.last(where: { $0.commit < commit })?.row,
            let now = header.last(where: { $0.commit <= commit })?.row
        else { return }
        for version in FieldVersion.all(of: earlier) {
            let name = version.field.rawValue
            let held = before[name] ?? .null
            let wanted: JSONValue =
                switch settle.choice {
                case .theirs, .discard, .note: held
                case .mine: version.mine ?? held
                case .other: settle.fields?[name] ?? held
                }
            if (now[name] ?? .null) != (wanted.isEmptyText ? .null : wanted) {
                throw Violation("I15", "commit \(commit): “\(name)” is not what was decided of it")
            }
        }
    }

    private func rowsOf(_ commit: Int) -> [Row] {
        rowOrder.compactMap { rows[$0]?.last(where: { $0.commit <= commit }) }.filter { $0.commit == commit }
            .map(\.row)
    }
}

extension JSONValue {
    fileprivate var isEmptyText: Bool { isNull || string.map { $0.allSatisfy(\.isWhitespace) } ?? false }
}
