internal import CaseProtocol
internal import Workflow

/// The commit that goes with a new or changed account: to whose audiences the person belongs from then on, and the row by
/// which colleagues of an officer's desk know them.
struct AccountDraft {
    private let account: Account
    private let command: String

    /// - Parameter command: what is recorded in the ledger: `account.add`, `account.change`.
    init(_ account: Account, command: String) {
        self.account = account
        self.command = command
    }

    func draft(at now: Timestamp, in snapshot: any CaseSnapshot) throws -> CommitDraft {
        let listed = account.party
        let party = listed.on(ServerCore.day(at: now))
        let roles = listed.appointments.map(\.description)
        var draft = CommitDraft(
            at: now, by: Party.system.id, replica: nil, command: command, commandHash: account.statementHash, rows: [],
            memberships: [account.id: party.audiences])
        let known = try snapshot.row(RowID(account.id))
        // Who no longer sits at any desk stays known to the last one, without a role there.
        guard let desk = party.desk ?? known?["desk"]?.string else { return draft }
        let compartment = DirectoryReaders.place(of: desk)
        draft.rows = [
            Row(
                id: RowID(account.id), kind: .person, compartment: compartment, rev: (known?.rev ?? 0) + 1,
                fields: [
                    "desk": .string(desk), "name": .string(account.name),
                    "roles": .array(roles.map { .string($0) }),
                ])
        ]
        draft.placements = [compartment: DirectoryReaders.of(desk: desk)]
        return draft
    }
}
