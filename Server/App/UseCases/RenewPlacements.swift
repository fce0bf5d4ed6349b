internal import CaseCrypto
internal import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Counts the changes of who sees what: raise it with each change of `Workflow`'s casts or table of roles that is to hold
    /// for cases that stand.
    static let audiencesVersion = 4
    private static let setting = "audiencesVersion"
    private static let batchCount = 64

    /// Opens and closes the compartments of every case as the rules of this build say, once after they changed. Without it a
    /// case would keep what it opened to whom until its next change. Cases that were linked before they told each other's
    /// readers do so now.
    ///
    /// - Returns: how many cases were opened to others than before.
    @discardableResult
    public func renewPlacements() async throws -> Int {
        let version = String(Self.audiencesVersion)
        guard try await store.read({ try $0.setting(Self.setting) }) != version else { return 0 }
        let performer = performer(try await identity())
        var count = 0
        for procedure in Set(rules.procedures.map(\.id)).sorted() {
            var after: CaseID?
            while true {
                let from = after
                let batch = try await store.read {
                    try $0.cases(underProcedure: procedure, after: from, limit: Self.batchCount)
                }
                guard let last = batch.last else { break }
                let now = clock.now()
                count += try await store.write { transaction in
                    try batch.filter { try Self.renew($0, at: now, by: performer, in: transaction) }.count
                }
                after = last
            }
        }
        try await renewDirectories()
        try await store.write { try $0.setSetting(Self.setting, version) }
        counters.commits(count)
        if count > 0 { log.notice("cases were opened to others than before", metadata: ["cases": "\(count)"]) }
        return count
    }

    /// The names of a desk's officers, to those who work there now.
    private func renewDirectories() async throws {
        let now = clock.now()
        try await store.write { transaction in
            for desk in Set(try transaction.accounts().compactMap(\.party.desk)).sorted() {
                let place = DirectoryReaders.place(of: desk)
                let wanted = DirectoryReaders.of(desk: desk)
                guard let key = try transaction.key(of: place),
                    Set(try transaction.placements(of: key).filter { $0.to == nil }.map(\.audience)) != wanted
                else { continue }
                _ = try transaction.append(
                    CommitDraft(
                        at: now, by: Party.system.id, replica: nil, command: "audiences.renew",
                        commandHash: SHA256.hash(Array("\(desk) \(Self.audiencesVersion)".utf8)), rows: [],
                        placements: [place: wanted]))
            }
        }
    }

    private static func renew(
        _ caseID: CaseID, at now: Timestamp, by performer: PerformCommand, in transaction: any CaseTransaction
    ) throws -> Bool {
        let file = try CaseFile(caseID, in: transaction)
        guard let state = file.state else { return false }
        for note in readerNotes(before: nil, after: state) {
            _ = try performer.perform(.act(note), bySystemAt: now, in: transaction)
        }
        var hasEnded = false
        for person in state.namedPeople.sorted() {
            guard let account = try transaction.account(person),
                let act = officeEnd(of: person, holding: account.appointments, in: state)
            else { continue }
            _ = try performer.perform(.act(act), bySystemAt: now, in: transaction)
            hasEnded = true
        }
        // What they opened was closed with the act.
        if hasEnded { return true }
        let changed = file.changedPlacements(in: state)
        guard !changed.isEmpty else { return false }
        _ = try transaction.append(
            CommitDraft(
                at: now, by: Party.system.id, replica: nil, command: "audiences.renew",
                commandHash: SHA256.hash(Array("\(caseID) \(audiencesVersion)".utf8)), rows: [], placements: changed))
        return true
    }
}
