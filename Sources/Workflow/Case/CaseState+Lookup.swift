public import CaseProtocol

extension CaseState {
    /// The time limit of this key that runs or is paused; where none does, the one that was made last. The day from which
    /// it counts says nothing of that: it may be claimed.
    func latestDeadline(_ key: DeadlineKey) -> Deadline? {
        deadlines.filter { $0.key == key }.max { ($0.isOpen ? 1 : 0, $0.row.id) < ($1.isOpen ? 1 : 0, $1.row.id) }
    }

    /// Of a limit that each party has for itself, that of `party`; otherwise the case's.
    func latestDeadline(_ key: DeadlineKey, of party: RowID?) -> Deadline? {
        guard let party, deadlines.contains(where: { $0.key == key && $0.party != nil }) else {
            return latestDeadline(key)
        }
        return deadlines.filter { $0.key == key && $0.party == party }
            .max { ($0.isOpen ? 1 : 0, $0.row.id) < ($1.isOpen ? 1 : 0, $1.row.id) }
    }

    /// The proposal of this kind that waits for a second person.
    func pendingProposal(_ kind: ProposalKind) -> Row? {
        rows(.proposal).last { $0["kind"]?.string == kind.rawValue && $0["state"]?.string == "pending" }
    }

    /// Who filed, with name and contact; `nil` where that is not known or may not be seen.
    var sealedParty: Row? {
        rows(.party).first {
            $0.compartment.confidentiality == .sealed && $0.compartment.holder != Seat.filersOwn
                && !ToldReporter.isPlace($0.compartment)
        }
    }

    /// The account of whoever filed, for themself or for an organisation (``isFiler(_:)`` tells who stands for it now); `nil` for recorded history, and where the sealed row may not be seen: then the person
    /// who looks is not the filer, who always sees it.
    var filerAccount: UserID? {
        let own = rows(.party).first { $0.compartment.holder == Seat.filersOwn }
        return (sealedParty?["user"] ?? own?["user"])?.string.flatMap { UserID($0) }
    }

    /// What the public register holds of the case, whether it stands or was withdrawn.
    var publicCard: Row? { rows(.publicCard).first }

    /// What could not be applied and waits to be settled.
    public var openConflicts: [Row] { rows(.conflict).filter { $0["state"] == "open" } }

    /// The conflicts on a field that wait to be settled.
    func openConflicts(on field: FieldID) -> [Row] {
        openConflicts.filter { row in FieldVersion.all(of: row).contains { $0.field == field && $0.mine != nil } }
    }

    /// The acts that came too late, of this action, that wait to be settled.
    func openConflicts(about action: ActionID) -> [Row] {
        rows(.conflict).filter {
            $0["about"] == "act" && $0["action"]?.string == action.rawValue && $0["state"] == "open"
        }
    }
}

extension JSONValue {
    /// Whether nobody would call this an answer: `null`, blank text, an empty list.
    var isBlank: Bool {
        switch self {
        case .null: true
        case .string(let text): text.allSatisfy(\.isWhitespace)
        case .array(let values): values.isEmpty
        case .bool, .int, .object: false
        }
    }
}
