public import CaseProtocol
public import Workflow

extension Replica {
    /// The headers of all cases that are visible here, by ascending id.
    public func cases() throws -> [CaseHeader] {
        try store.read { try $0.effectiveRows(ofKind: .caseHeader).compactMap { CaseHeader($0) } }
    }

    /// What is known of a case here, predictions included.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` when nothing of it is.
    public func state(of caseID: CaseID) throws -> CaseState {
        try store.read { try $0.knownState(of: caseID) }
    }

    /// One row, predictions included; `nil` when it is not here.
    public func row(_ id: RowID) throws -> Row? { try store.read { try $0.effectiveRow(id) } }

    /// All rows of a kind, predictions included, by ascending id; kinds that this version does not know as well.
    public func rows(ofKind kind: RowKind) throws -> [Row] { try store.read { try $0.effectiveRows(ofKind: kind) } }

    /// Officers as colleagues may know them: rows of kind `person`, by ascending id.
    public func directory() throws -> [Row] { try rows(ofKind: .person) }

    /// Whether the row is as a pending command makes it, and not yet as the server has it.
    public func isPredicted(_ row: RowID) throws -> Bool { try store.read { try $0.row(row, in: .predicted) != nil } }

    /// Whether any row of the case is predicted.
    public func isPredicted(case caseID: CaseID) throws -> Bool {
        try store.read { try !$0.rows(of: caseID, in: .predicted).isEmpty }
    }

    /// What is due on all cases: soonest first, steps without a date last; then by reference.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn``.
    public func inbox() throws -> [InboxEntry] {
        let entries = try store.read { snapshot in
            let party = try snapshot.signedInParty(at: now)
            let context = try decisionContext(in: snapshot)
            return try snapshot.casesWithSteps(context.catalogue).flatMap { caseID in
                guard let state = try snapshot.effectiveState(of: caseID) else { return [InboxEntry]() }
                return dueSteps(on: state, for: party, in: context)
            }
        }
        return entries.sorted { left, right in
            switch (left.dueOn, right.dueOn) {
            case (let left?, let right?) where left != right: left < right
            case (.some, .none): true
            case (.none, .some): false
            default: left.reference < right.reference
            }
        }
    }

    /// The actions open to the person on a case now, in table order.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` or ``ProblemCode/notSignedIn``.
    public func moves(on caseID: CaseID) throws -> [Move] {
        let (party, state, context) = try store.read {
            (try $0.signedInParty(at: now), try $0.knownState(of: caseID), try decisionContext(in: $0))
        }
        return Workflow.moves(for: party, on: state, in: context)
    }

    /// How the dates of a case came about.
    ///
    /// - Parameter key: of one deadline; `nil` for all of the case, in order of their making.
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` when there is no such case or deadline.
    public func explain(_ caseID: CaseID, deadline key: DeadlineKey? = nil) throws -> [DeadlineExplanation] {
        let (state, context) = try store.read { (try $0.knownState(of: caseID), try decisionContext(in: $0)) }
        let deadlines = state.deadlines.filter { key == nil || $0.key == key }
        if let key, deadlines.isEmpty {
            throw Problem(
                .notFound, "This case has no deadline “\(key)”.", path: "deadline",
                allowed: Array(Set(state.deadlines.map(\.key.rawValue))).sorted())
        }
        return deadlines.map {
            DeadlineExplanation(deadline: $0, sentences: explanation(of: $0, on: state, in: context))
        }
    }

    /// What questions to the rules rest on. Asking makes nothing, so the command id in it is never used.
    func decisionContext(in snapshot: any ReplicaSnapshot) throws -> DecisionContext {
        DecisionContext(
            now: ClockReading(now, try snapshot.knownMeta()).now,
            mid: CommandID(high: 0x7000, low: 0x8000_0000_0000_0000),
            catalogue: try known.catalogue(in: snapshot), isAuthoritative: false)
    }
}

/// How one date came about.
public struct DeadlineExplanation: Hashable, Sendable {
    /// The time limit that it is about.
    public let deadline: Deadline
    /// Event, counting, skipped days, pauses, source, owner, lapse.
    public let sentences: [String]

    /// Puts sentences to a deadline.
    public init(deadline: Deadline, sentences: [String]) {
        self.deadline = deadline
        self.sentences = sentences
    }
}

extension ReplicaSnapshot {
    /// Cases in which somebody may owe a step: those that have not ended, and those with something to settle. Recorded
    /// history that nobody adopted owes nothing, so that a register of thousands costs an inbox one look at each header.
    fileprivate func casesWithSteps(_ catalogue: Catalogue) throws -> [CaseID] {
        let proposed = Set(
            try effectiveRows(ofKind: .proposal).filter { $0["state"]?.string == "pending" }.map(\.caseID)
                + effectiveRows(ofKind: .conflict).filter { $0["state"] == "open" }.map(\.caseID))
        return try effectiveRows(ofKind: .caseHeader).compactMap { CaseHeader($0) }.filter { header in
            guard header.isAdopted else { return false }
            let stage = catalogue.procedure(of: header)?.stage(header.stage)
            return stage?.isFinal != true || proposed.contains(header.caseID)
        }.map(\.caseID)
    }

    fileprivate func knownState(of caseID: CaseID) throws -> CaseState {
        guard let state = try effectiveState(of: caseID) else {
            throw Problem(.notFound, "There is no such case here, or it is not yours to see.")
        }
        return state
    }
}
