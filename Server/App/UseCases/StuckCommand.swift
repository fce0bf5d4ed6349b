internal import CaseCrypto
internal import CaseProtocol

/// A command on which the server itself breaks: it is tried again for a while, and then taken out of the way of what comes
/// after it.
///
/// Numbers are decided in order, so whatever comes after it on the same device waits with it: where something does, it is
/// given one more chance only. Alone it may wait for as long as a deferred command may.
struct StuckCommand {
    /// How often a command is tried that nothing waits behind.
    static let triesMax = 50
    /// For how long, in milliseconds from the first time: a day.
    static let millisecondsMax: Int64 = 86_400_000
    /// How often it is tried where others wait behind it: they are held up by one round.
    static let triesMaxBeforeOthers = 2

    let envelope: CommandEnvelope
    let sender: Sender
    let now: Timestamp

    /// Notes that the server broke on the command again. Returns what its sender is told: it waits, or it is refused now and
    /// its number used up. Where it was decided before, that is what its sender is told, and no try is noted.
    ///
    /// - Parameter isBeforeOthers: whether commands wait behind it.
    /// - Throws: what stands in the way of noting it; a ``Problem``, as performing it does.
    func failed(
        isBeforeOthers: Bool, by performer: PerformCommand, in transaction: any CaseTransaction
    ) throws -> Performed {
        let hash = SHA256.hash(envelope.hashedBytes)
        // Another push of the same, on its way beside this one, or a copy of the replica may have brought it meanwhile.
        if let known = try performer.known(envelope, hash: hash, from: sender, at: now, in: transaction) {
            return known
        }
        var tally = try Tally(transaction.setting(key), of: hash, at: now)
        tally.tries += 1
        guard isOver(tally, isBeforeOthers) else {
            try transaction.setSetting(key, tally.text)
            return Performed(outcome: .deferred(problem(.internal, Self.waits)))
        }
        try transaction.setSetting(key, "")
        return try performer.refuse(
            envelope, hash: hash, because: problem(.stuck, Self.isRefused), from: sender, at: now, in: transaction)
    }

    private func isOver(_ tally: Tally, _ isBeforeOthers: Bool) -> Bool {
        #if PLANTED_BUGS
            if PlantedBug.isOn(.stuckForEver) { return false }
        #endif
        return tally.tries >= (isBeforeOthers ? Self.triesMaxBeforeOthers : Self.triesMax)
            || now.milliseconds - tally.since > Self.millisecondsMax
    }

    /// One for each replica: only the first command that is not decided can be stuck.
    private var key: String { "stuckCommand/\(sender.replica)" }

    private func problem(_ code: ProblemCode, _ message: String) -> Problem {
        Problem(code, message, requestID: envelope.mid.description)
    }

    private static let waits = "Something broke on our side while this was decided. It waits and is tried again."
    private static let isRefused =
        "Something breaks on our side each time this is decided, so it was taken out of the way of what you did after it."
        + " None of it is in effect, and nothing of it is lost here."
}

/// How often the server broke on a command, and since when.
private struct Tally {
    let hash: String
    var tries = 0
    /// Milliseconds since 1970.
    var since: Int64

    /// What was noted, where it was about the same command.
    init(_ text: String?, of hash: Digest, at now: Timestamp) throws {
        self.hash = hash.hex
        since = now.milliseconds
        guard let text, !text.isEmpty, let known = try JSONValue(parsing: text.utf8).object,
            known["hash"]?.string == self.hash, let tries = known["tries"]?.int, let since = known["since"]?.int
        else { return }
        self.tries = tries
        self.since = Int64(since)
    }

    var text: String {
        JSONValue.object(["hash": .string(hash), "since": .int(since), "tries": .int(Int64(tries))]).canonicalText
    }
}
