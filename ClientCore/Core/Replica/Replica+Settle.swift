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
                let shown = try transaction.shown(ofConflict: conflict, on: caseID)
                return .settle(
                    ConflictSettle(
                        caseID: caseID, conflict: conflict, choice: choice, fields: fields, base: shown.base,
                        seen: shown.seen, reason: reason))
            }
        ])[0]
    }

    /// Who is to settle a conflict of the case; `nil` where the person has no part in it.
    public func settler(of conflict: Row, on state: CaseState) throws -> RoleID? {
        let (party, context) = try store.read { (try $0.signedInParty(at: now), try decisionContext(in: $0)) }
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
        let looked = ShownFields(names, of: shown?.row, over: server)
        return .edit(CaseEdit(caseID: caseID, fields: fields, base: looked.base, seen: looked.seen))
    }
}

extension ReplicaSnapshot {
    /// The fields of a conflict as they are shown here.
    func shown(ofConflict conflict: RowID, on caseID: CaseID) throws -> ShownFields {
        let fields = try effectiveRow(conflict).map { FieldVersion.all(of: $0).map(\.field.rawValue) } ?? []
        return ShownFields(
            fields, of: try effectiveHeader(of: caseID)?.row, over: try row(RowID(caseID), in: .server)?.row)
    }
}

/// What an author had before them when they changed or settled fields.
struct ShownFields {
    /// The revision of each as shown.
    private(set) var base: [String: Int] = [:]
    /// Those that own commands on the way have changed: what is on the way may come there after another's change, and a
    /// revision made here says nothing there.
    private(set) var seen: [String: SeenField]?

    /// - Parameters:
    ///   - shown: the header with what is on the way.
    ///   - server: the header without it.
    init(_ names: [String], of shown: Row?, over server: Row?) {
        for name in names {
            base[name] = shown?.rev(of: name) ?? 0
            let rev = server?.rev(of: name) ?? 0
            if rev != base[name] {
                seen = (seen ?? [:]).merging([name: SeenField(rev: rev, value: shown?[name])]) { $1 }
            }
        }
    }
}
