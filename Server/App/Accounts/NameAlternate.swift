public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// For how many days at most somebody acts for another.
    static let alternateDaysMax = 366

    /// Lets a colleague act for the officer who asks, in all offices that the officer holds, from one day through another; or
    /// ends it. Who acted before does so no longer. It begins and ends by itself (``runAlternates()``).
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notPermitted`` for somebody without an office; ``ProblemCode/notFound`` for a name
    ///   that no colleague at the same desk has, whatever the reason; one naming the dates.
    public func nameAlternate(_ request: AlternateRequest, for person: SignedIn) async throws -> AlternateReply {
        let now = clock.now()
        let today = Self.day(at: now)
        let performer = performer(try await identity())
        let reply = try await store.write { transaction in
            guard let officer = try transaction.account(person.party.id), officer.suspendedAt == nil else {
                throw Problem.notSignedIn
            }
            let offices = officer.offices
            guard !offices.isEmpty else {
                throw Problem(
                    .notPermitted, "Only an officer has an alternate: your account holds no office.",
                    allowed: Party.officials.map(\.rawValue).sorted())
            }
            let acting = try Self.acting(request, for: officer, on: today)
            let alternate = try request.name.map { try Self.colleague($0, of: officer, in: transaction) }
            try Self.endAlternates(of: officer.id, except: alternate?.id, at: now, by: performer, in: transaction)
            guard var alternate, let acting else {
                return AlternateReply(name: nil, from: nil, until: nil, roles: [])
            }
            let before = alternate.appointments.compactMap(\.acting).first { $0.user == officer.id }
            alternate.appointments.removeAll { $0.acting?.user == officer.id }
            alternate.appointments += offices.map { $0.held(by: acting) }
            try Self.put(alternate, as: "account.alternate", at: now, in: transaction)
            if let before, acting.until < before.until || today < acting.from {
                try Self.endUnsealings(
                    of: alternate.id, actingFor: officer.id, at: now, by: performer, in: transaction)
            }
            return AlternateReply(
                name: alternate.name, from: acting.from, until: acting.until, roles: offices.map(\.description))
        }
        sessions.forgetAll()
        log.notice("an alternate was named", metadata: ["user": "\(person.party.id)"])
        return reply
    }

    /// Lets those begin whose first day has come, and ends what is over: alternates, and representatives of organisations.
    ///
    /// - Returns: how many people hold other offices than before.
    @discardableResult
    public func runAlternates() async throws -> Int {
        let now = clock.now()
        let today = Self.day(at: now)
        let due = try await store.read { snapshot in
            try snapshot.accountsActing().filter { try $0.isBehind(on: today, in: snapshot) }.map(\.id)
        }
        guard !due.isEmpty else { return 0 }
        let changed = try await store.write { transaction in
            var changed = 0
            for id in due {
                let hasEnded = try Self.endMandates(of: id, before: today, at: now, in: transaction)
                guard var account = try transaction.account(id), try account.isBehind(on: today, in: transaction) else {
                    changed += hasEnded ? 1 : 0
                    continue
                }
                account.appointments.removeAll { $0.acting.map { $0.until < today } ?? false }
                try Self.put(account, as: "account.alternate", at: now, in: transaction)
                changed += 1
            }
            return changed
        }
        sessions.forgetAll()
        return changed
    }

    /// The day on which something happens at that moment, by the calendar of deadlines.
    static func day(at now: Timestamp) -> CivilDate {
        DecisionContext(now: now, mid: CommandID(high: 0, low: 0), isAuthoritative: true).today
    }

    /// Takes from everybody but `kept` the offices that they hold for an officer, and what they were told in them of who
    /// complained.
    static func endAlternates(
        of officer: UserID, except kept: UserID? = nil, at now: Timestamp, by performer: PerformCommand,
        in transaction: any CaseTransaction
    ) throws {
        for var account in try transaction.accountsActing() where account.id != kept {
            let before = account.appointments
            account.appointments.removeAll { $0.acting?.user == officer }
            guard account.appointments != before else { continue }
            try put(account, as: "account.alternate", at: now, in: transaction)
            try endUnsealings(of: account.id, actingFor: officer, at: now, by: performer, in: transaction)
        }
    }

    private static func put(
        _ account: Account, as command: String, at now: Timestamp, in transaction: any CaseTransaction
    ) throws {
        try transaction.put(account)
        _ = try transaction.append(AccountDraft(account, command: command).draft(at: now, in: transaction))
    }

    private static func acting(
        _ request: AlternateRequest, for officer: Account, on today: CivilDate
    ) throws(Problem) -> Acting? {
        guard request.name != nil else { return nil }
        guard let from = request.from, let until = request.until else {
            throw Problem(
                .missingField, "An alternate acts from one day through another.",
                path: request.from == nil ? "from" : "until", allowed: ["from", "until"])
        }
        guard from <= until, today <= until else {
            throw Problem(
                .invalidField, "The last day, \(until), is before the first one, or is over.", path: "until",
                from: max(from, today))
        }
        guard until <= from.adding(days: alternateDaysMax) else {
            throw Problem(
                .invalidField, "An alternate acts for at most \(alternateDaysMax) days.", path: "until")
        }
        return Acting(for: officer.id, name: officer.name, from: from, until: until)
    }

    private static func colleague(
        _ name: String, of officer: Account, in snapshot: any CaseSnapshot
    ) throws -> Account {
        guard let account = try snapshot.namedAccount(name), account.id != officer.id, account.suspendedAt == nil,
            !Set(account.offices.compactMap(\.desk)).isDisjoint(with: officer.offices.compactMap(\.desk))
        else { throw Problem(.notFound, "There is no such person at your desk.", path: "name") }
        return account
    }
}

extension Account {
    /// The offices that the person holds in their own right.
    fileprivate var offices: [Appointment] {
        appointments.filter { $0.acting == nil && Party.officials.contains($0.role) }
    }

    /// Whether what the person sees is not what they should see on that day.
    fileprivate func isBehind(on day: CivilDate, in snapshot: any CaseSnapshot) throws -> Bool {
        let open = try snapshot.memberships(of: id).filter { $0.to == nil }.map(\.audience)
        let isOver =
            appointments.contains { $0.acting.map { $0.until < day } ?? false }
            || affiliations.contains { $0.mandate.map { $0.until < day } ?? false }
        return isOver || Set(open) != party.on(day).audiences
    }
}
