public import CaseProtocol

/// A step that is due.
public struct InboxEntry: Hashable, Sendable {
    public let caseID: CaseID
    public let reference: String
    public let stage: StageID
    /// The row that waits to be settled; `nil` for any other step.
    public let conflict: RowID?
    /// The time limit; `nil` for a step without one.
    public let deadline: DeadlineKey?
    /// What is owed, in words.
    public let title: String
    public let owner: RoleID
    /// The name of the party whose own step it is; `nil` for one that a role owes.
    public let party: String?
    public let dueOn: CivilDate?
    public let isOverdue: Bool
    /// Whether the asking person holds the owner's role on this case, and of a party's own step that party's seat.
    public let isMine: Bool
    /// The person or desk it is assigned to, where that is visible.
    public let assignee: String?
}

/// What is due on a case: who owes which step by when; soonest first, steps without a date last.
///
/// Rights that may lapse (windows) are not steps that somebody owes and are left out. A step that is late is also that of
/// the role which the lapse calls in.
public func dueSteps(on state: CaseState, for party: Party, in context: DecisionContext) -> [InboxEntry] {
    guard let standing = try? Standing(state, party) else { return [] }
    let steps = DueSteps(standing: standing, context: context)
    let owed = steps.suspension ?? steps.limited + steps.proposals + steps.unlimited
    return (owed + steps.conflicts + steps.confidential).sorted {
        ($0.dueOn?.description ?? "~", $0.title) < ($1.dueOn?.description ?? "~", $1.title)
    }
}

private struct DueSteps {
    let standing: Standing
    let context: DecisionContext
    private var header: CaseHeader { standing.header }

    private var owed: [Deadline] {
        standing.state.deadlines.filter { deadline in
            (deadline.isRunning || deadline.isLate && !deadline.isHeld) && deadline.kind != .window
                && deadline.kind != .gate
        }
    }

    /// The one step of a case that stands still; `nil` where it does not.
    var suspension: [InboxEntry]? {
        header.isSuspended
            ? [entry("Suspended: resume it once its reason is gone", owner: .nfpReporting)] : nil
    }

    /// Steps with a time limit, late ones included.
    var limited: [InboxEntry] {
        owed.map { deadline in
            entry(
                deadline.title, deadline: deadline.key, owner: deadline.owner, party: deadline.party,
                orElse: isCalledIn(deadline),
                dueOn: deadline.dueOn,
                isOverdue: deadline.isLate || deadline.isOverdue(on: context.today))
        }
    }

    /// Proposals that wait for a second person and have no time limit.
    var proposals: [InboxEntry] {
        let kinds: [(ProposalKind, String)] = [
            (.card, "Approve or decline the public text"),
            (.cardWithdrawal, "Approve or decline the withdrawal of the public text"),
        ]
        return kinds.filter { standing.state.pendingProposal($0.0) != nil }
            .map { entry($0.1, owner: .nmcMember, orElse: standing.bears(.recOfficer)) }
    }

    /// The step of the stage itself where no time limit says it already.
    var unlimited: [InboxEntry] {
        guard header.isAdopted, let (procedure, stage) = try? standing.procedure(in: context.catalogue),
            let owner = stage.owner,
            !stage.isFinal, owner != .system,
            // In a national matter somebody else may owe the step, by a clock that says so.
            !owed.contains(where: { $0.owner == owner || procedure.deadline($0.key)?.owner == owner })
        else { return [] }
        return [entry(stage.summary, owner: owner)]
    }

    /// What could not be applied and waits for a person; of an act whose sealed part lies apart one step.
    var conflicts: [InboxEntry] {
        guard header.isAdopted else { return [] }
        let settler = Settler(standing, in: context)
        return standing.state.openConflicts.filter { standing.sees($0.compartment) }
            .filter { $0["about"] == "field" || $0.compartment.confidentiality != .sealed }
            .map { row in entry(title(of: row), conflict: row.id, owner: settler.role(for: row)) }
    }

    /// What waits for a second person or a decision about what is kept from others.
    var confidential: [InboxEntry] {
        let drafts = standing.state.rows(.textDraft).compactMap { PublicTextDraft($0) }
            .filter { $0.isWaiting && standing.sees($0.row.compartment) }
            .map { draft in
                let releasers =
                    (try? standing.procedure(in: context.catalogue).0.rules.filter(PublishingStep.release.isTaken))
                let roles = releasers?.roles ?? []
                let owner = roles.first { standing.roles.contains($0) } ?? roles.first ?? .nmcMember
                let isOwn = !draft.drafters.isDisjoint(with: standing.selves)
                return entry(
                    "Release or drop the text “\(draft.title ?? draft.field)” for the public", owner: owner,
                    isOthers: isOwn)
            }
        let requests = standing.state.unsealings.filter {
            $0.state == .asked && $0.isSealed && standing.sees($0.row.compartment)
        }
        .map { request in
            let column = header.roleColumn(of: request.row.compartment)
            let agreeing = RoleTable.roles(with: .agree, on: column)
            return entry(
                "Decide whether \(request.name) may know who complained",
                owner: agreeing.first { standing.roles.contains($0) } ?? agreeing.first ?? .nfpReporting)
        }
        let keeper = Settler(standing, in: context).keeper
        let ended = standing.state.endedConfidence.filter { standing.sees($0.compartment) }
            .map { claim in
                entry(
                    "Decide what becomes of something whose confidence ended on \(claim["endsOn"]?.string ?? "its day")",
                    owner: keeper, orElse: claim.compartment.holder.map(standing.ids.contains) ?? false)
            }
        return drafts + requests + ended
    }

    private func title(of conflict: Row) -> String {
        let author = conflict["byName"]?.string ?? "?"
        if conflict["about"] == "field" {
            let versions = FieldVersion.all(of: conflict)
            let fields = versions.map(\.field.rawValue).joined(separator: ", ")
            let other = versions.max { $0.theirsRev < $1.theirsRev }?.theirsBy?.name ?? "somebody else"
            return "Settle \(fields): \(author) wrote something else than \(other), whose version stands"
        }
        return "Settle “\(conflict["action"]?.string ?? "?")” of \(author), which came too late and was not applied"
    }

    private func entry(
        _ title: String, deadline: DeadlineKey? = nil, conflict: RowID? = nil, owner: RoleID, party: RowID? = nil,
        orElse isCalledIn: Bool = false, isOthers: Bool = false, dueOn: CivilDate? = nil, isOverdue: Bool = false
    ) -> InboxEntry {
        let isOwn = party.map { party in standing.ownSeats.contains { $0.row.id == party } }
        let owner = bearer(of: owner)
        return InboxEntry(
            caseID: standing.state.caseID,
            reference: header.references.first ?? standing.state.caseID.description, stage: header.stage,
            conflict: conflict, deadline: deadline, title: title, owner: owner,
            party: party.flatMap { standing.state[$0]?["name"]?.string }, dueOn: dueOn, isOverdue: isOverdue,
            isMine: !isOthers && standing.mayAct && (isOwn ?? standing.bears(owner) || isCalledIn),
            assignee: assignee)
    }

    /// Who bears what a role owes: where nobody filed, or a call began it, the focal point for the complainant.
    private func bearer(of owner: RoleID) -> RoleID {
        owner == .complainant && (header.isFromLead || header.filer == nil) ? .nfpReporting : owner
    }

    /// Whether the lapse of a late step calls them in; a chair only for what the own country owes.
    private func isCalledIn(_ deadline: Deadline) -> Bool {
        guard deadline.isLate, case .escalate(let role) = deadline.lapse else { return false }
        guard role == .nmcChair else { return standing.bears(role) }
        return standing.acts(for: deadline.owner == .nfpImposing ? .imposing : .reporting, as: role)
    }

    private var assignee: String? {
        let desks = Set(standing.capacities.compactMap(\.desk))
        let row = standing.state.rows(.assignment).first { desks.contains($0.compartment.holder ?? "") }
        return row?["person"]?.string ?? row?["desk"]?.string
    }
}
