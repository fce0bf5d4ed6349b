internal import CaseProtocol
internal import Workflow

/// A case that somebody meant to open and did not get: what they send for it later rests on that, whether it says so or not.
/// A replica that was renewed has forgotten which number its opening had.
struct RefusedOpening {
    private let key: String

    /// - Returns: `nil` for another command.
    init?(_ envelope: CommandEnvelope, by party: Party) {
        guard case .open(let open)? = try? envelope.command() else { return nil }
        key = Self.key(open.caseID, party)
    }

    func remember(in transaction: any CaseTransaction) throws { try transaction.setSetting(key, "refused") }

    /// Whether `party` was refused the opening of the case that a command is about.
    static func precedes(_ command: CaseCommand, by party: Party, in snapshot: any CaseSnapshot) throws -> Bool {
        try snapshot.setting(key(command.caseID, party)) != nil
    }

    private static func key(_ caseID: CaseID, _ party: Party) -> String { "refusedOpening/\(party.id)/\(caseID)" }
}
