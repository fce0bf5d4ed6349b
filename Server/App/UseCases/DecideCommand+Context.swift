internal import CaseProtocol
internal import Workflow

/// What a command names beside its own case, looked up for the rules.
extension DecideCommand {
    /// The case of a desk out of which the machine opens a complaint.
    func origin(of command: CaseCommand, in transaction: any CaseTransaction) throws -> CaseState? {
        guard sender.party.isSystem, case .open(let open) = command, let desk = open.convertedFrom else { return nil }
        return CaseState(caseID: desk, rows: try transaction.rows(of: desk))
    }

    /// The account that an act names as that of a party. Whether it may take the seat is for the rules to say, in one
    /// sentence whatever the reason: nobody learns here which login names there are. Of an answer to a request to be told who
    /// complained: the account that asked, by its id; and that of a receipt code, by its id too.
    func namedAccounts(
        in command: CaseCommand, on state: CaseState?, in transaction: any CaseTransaction
    ) throws -> [String: Party] {
        if case .answerIdentity(let answer) = command {
            guard let asker = state?.unsealings.first(where: { $0.request == answer.request })?.user,
                let account = try transaction.account(asker), account.suspendedAt == nil
            else { return [:] }
            return [asker.description: account.party.on(ServerCore.day(at: now))]
        }
        if case .act(let act) = command, let text = act.fields[AssistedTrader.account.rawValue]?.string,
            let id = UserID(text), let account = try transaction.account(id)
        {
            return [text: account.party]
        }
        guard case .act(let act) = command, let login = act.fields[Seating.account.rawValue]?.string,
            let account = try transaction.namedAccount(login)
        else { return [:] }
        return [login: account.party.on(ServerCore.day(at: now))]
    }
}
