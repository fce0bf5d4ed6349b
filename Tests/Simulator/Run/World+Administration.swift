import CaseCrypto
import CaseProtocol
import Server
import ServerSQLite
import Workflow

/// What happens at the server by itself and by its administrator.
extension World {
    func lapse() {
        guard server.isUp, !isLapsing else { return }
        isLapsing = true
        let core = server.core
        let generation = server.generation
        Task(executorPreference: thread) { [self] in
            do { _ = try await core.runDueLapses() } catch {
                // The store failed or went; the next look finds the same lapses due.
            }
            if generation == server.generation { isLapsing = false }
        }
    }

    /// Gives somebody other roles: what they see changes with the commit.
    func changeRoles() {
        guard server.isUp, let index = dice.pick(plan.people) else { return }
        let person = Cast.people[index]
        let present = roles[index] ?? person.roles
        let next = present == person.roles ? person.otherRoles : person.roles
        let party = Cast.party(index, next)
        let now = clock.now()
        let core = server.core
        administer { transaction in
            guard var account = try transaction.account(party.id) else { return }
            account.appointments = party.appointments
            try transaction.put(account)
            _ = try transaction.append(RoleChange.draft(account, at: now, isNew: false))
        } then: {
            self.roles[index] = next
            // As an administrator's verb does before it answers.
            core.forgetSessions()
        }
    }

    /// A newer server writes members that this version does not know.
    func addLaterMembers() {
        let kinds: [RowKind] = [.caseHeader, .note, .deadline]
        guard let kind = dice.pick(kinds), let row = dice.pick(oracle.current(kind)) else { return }
        let now = clock.now()
        let text = "later \(dice.draw(1_000_000))"
        administer { transaction in
            guard var next = try transaction.row(row.id) else { return }
            next.rev += 1
            next.unknown[Self.laterMember] = .string(text)
            next.fields[Self.laterMember] = .string(text)
            next.fieldRevs[Self.laterMember] = next.rev
            _ = try transaction.append(Self.draft("later.change", [next], at: now))
        } then: {
        }
    }

    static let laterMember = "xLater"

    /// A remark is made confidential, or opened: it moves to another compartment of its case.
    func moveRow() {
        guard let row = dice.pick(oracle.current(.note)), let caseID = row.caseID else { return }
        let open = oracle.placements.keys.filter { $0.caseID == caseID && $0 != row.compartment }.sorted()
        guard let target = dice.pick(open) else { return }
        let now = clock.now()
        administer { transaction in
            guard let stored = try transaction.row(row.id), stored.compartment != target else { return }
            let next = Row(
                id: stored.id, kind: stored.kind, compartment: target, rev: stored.rev + 1, fields: stored.fields,
                fieldRevs: stored.fieldRevs, unknown: stored.unknown)
            _ = try transaction.append(Self.draft("row.move", [next], at: now))
        } then: {
        }
    }

    /// A new version of the procedure is loaded, with another time for screening.
    func loadPolicy() {
        guard server.isUp, policyVersion < 3 else { return }
        policyVersion += 1
        let table = Catalogue.standard.current("ntb.tripartite") ?? .ntbTripartite
        let days = 6 + policyVersion
        let procedure = Procedure(
            id: table.id, version: table.version + policyVersion, title: table.title, numberPrefix: table.numberPrefix,
            cast: table.cast, calendar: table.calendar, stages: table.stages, rules: table.rules,
            deadlines: table.deadlines.map { spec in
                guard spec.key == "screen" else { return spec }
                return DeadlineSpec(
                    spec.key, spec.kind, .workingDays(days), owner: spec.owner, lapse: spec.lapse, title: spec.title,
                    source: spec.source)
            }, fields: table.fields, edits: table.edits)
        let core = server.core
        Task(executorPreference: thread) {
            do { _ = try await core.load(CatalogueItem(kind: .procedure, body: procedure.json, dryRun: false)) } catch {
                // The store failed, or there is such a version already.
            }
        }
    }

    private static func draft(_ command: String, _ rows: [Row], at now: Timestamp) -> CommitDraft {
        CommitDraft(
            at: now, by: Party.system.id, replica: nil, command: command,
            commandHash: SHA256.hash(rows.flatMap(\.canonicalBytes)), rows: rows)
    }

    private func administer(
        _ body: @escaping @Sendable (any CaseTransaction) throws -> Void, then: @escaping @Sendable () async -> Void
    ) {
        guard server.isUp else { return }
        let store = server.store
        Task(executorPreference: thread) {
            do {
                try await store.write(body)
                await then()
            } catch {
                // The store failed or went: nothing was changed, and nobody relies on it.
            }
        }
    }
}
