internal import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Gives the server's history another name: for a store that was put back to an earlier day. Replicas that hold what
    /// came after it then compare what they have and send again what they did; without a new name their places in the
    /// history would look valid, and what was lost would stay lost (`sync.md` 2.14).
    ///
    /// Running numbers of cases go on at a distance, so that none that was issued after that day is given to another case.
    ///
    /// - Returns: the new name, 16 hexadecimal digits.
    @discardableResult
    public func rotateEpoch() async throws -> String {
        _ = try await identity()
        let epoch = random.word()
        // Those of trade remedies and of what is asked for them are drawn, and not counted.
        let prefixes = Set(rules.procedures.filter { !$0.cast.isByAssignment }.map(\.numberPrefix)).sorted()
        let year = Self.day(at: clock.now()).year
        let identity = try await store.write { transaction in
            // Numbers of this year may have been issued that a backup of last year, or of before the first, lacks.
            for prefix in prefixes { try NumberSerial.skip(prefix: prefix, year: year, in: transaction) }
            return try ServerIdentity.rename(epoch: epoch, in: transaction)
        }
        adopt(identity)
        return identity.epochText
    }

    /// A place in the history that this server sealed itself lies ahead of the history, or in another one: the store was put
    /// back without a new name. It gets one now.
    ///
    /// - Parameter epoch: the name under which this was found; of several that find it at once, one renames.
    private func rolledBack(in epoch: UInt64) async throws {
        guard try await identity().epoch == epoch else { return }
        #if PLANTED_BUGS
            if PlantedBug.isOn(.epochNotRotated) { throw Problem.cursorInvalid }
        #endif
        log.critical("the store is older than what it has told: it was restored; its history gets a new name")
        try await rotateEpoch()
    }
}

extension ServerCore {
    /// Reads with a cursor: what it is held against is the history that goes by the name of `epoch`.
    ///
    /// - Throws: ``ProblemCode/epochChanged`` where the cursor tells that the store was put back.
    func readHistory<Value: Sendable>(
        _ epoch: UInt64, _ body: @escaping @Sendable (any CaseSnapshot) throws -> Value
    ) async throws -> Value {
        do {
            return try await store.read(body)
        } catch is RolledBack {
            try await rolledBack(in: epoch)
            throw Problem.epochChanged
        }
    }
}

/// A cursor is not from the history that the store holds.
struct RolledBack: Error {}
