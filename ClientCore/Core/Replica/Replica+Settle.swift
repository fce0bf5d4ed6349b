public import CaseProtocol
public import Workflow

extension Replica {
    /// Settles a conflict of a case, on the versions that are shown here.
    ///
    /// - Parameters:
    ///   - conflict: the row of it.
    ///   - fields: the values of ``SettleChoice/other``; `null` clears.
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    @discardableResult
    public func settle(
        _ conflict: RowID, on caseID: CaseID, _ choice: SettleChoice, fields: [String: JSONValue]? = nil,
        reason: String? = nil
    ) throws -> Prediction {
        try performEach([
            { transaction in
                .settle(
                    ConflictSettle(
                        caseID: caseID, conflict: conflict, choice: choice, fields: fields,
                        base: try transaction.base(ofConflict: conflict, on: caseID), reason: reason))
            }
        ])[0]
    }

    /// Who is to settle a conflict of the case; `nil` where the person has no part in it.
    public func settler(of conflict: Row, on state: CaseState) throws -> RoleID? {
        let (party, context) = try store.read { (try $0.signedInParty(), try decisionContext(in: $0)) }
        return Workflow.settler(of: conflict, on: state, for: party, in: context)
    }

    /// The edit of `fields` (`null` clears) against what is shown here.
    func editing(
        _ caseID: CaseID, _ fields: [String: JSONValue], in snapshot: any ReplicaSnapshot
    ) throws -> CaseCommand {
        let shown = try snapshot.effectiveHeader(of: caseID)
        let server = try snapshot.row(RowID(caseID), in: .server)?.row
        let procedure = try shown.flatMap { try known.catalogue(in: snapshot).procedure(of: $0) }
        let edited = fields.keys.map { FieldID($0) }
        let names = (procedure?.coupled(with: edited) ?? Set(edited)).map(\.rawValue)
        var base: [String: Int] = [:]
        var seen: [String: SeenField] = [:]
        for name in names {
            base[name] = shown?.row.rev(of: name) ?? 0
            // What is on the way may come there after another's change: a revision made here says nothing there.
            let rev = server?.rev(of: name) ?? 0
            if rev != base[name] { seen[name] = SeenField(rev: rev, value: shown?.row[name]) }
        }
        return .edit(CaseEdit(caseID: caseID, fields: fields, base: base, seen: seen.isEmpty ? nil : seen))
    }
}

extension ReplicaSnapshot {
    /// The revisions of the fields of a conflict as they are shown here.
    func base(ofConflict conflict: RowID, on caseID: CaseID) throws -> [String: Int] {
        guard let row = try effectiveRow(conflict) else { return [:] }
        let header = try effectiveHeader(of: caseID)?.row
        return Dictionary(
            FieldVersion.all(of: row).map { ($0.field.rawValue, header?.rev(of: $0.field.rawValue) ?? 0) },
            uniquingKeysWith: { $1 })
    }
}
