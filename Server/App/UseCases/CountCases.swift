internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// How many cases one snapshot counts: none is held open for all of them.
    static let countedAtOnce = 200

    /// What a case says of how it stands; who is on it, and what they wrote, is not read.
    static let uncounted: Set<RowKind> = [
        .party, .note, .proposal, .publicCard, .assignment, .conflict, .link, .receipt, .textDraft, .publicText,
        .confidence,
        .unsealing, .evidence,
    ]

    /// How many cases there are and how they stand: all, for an auditor, that is on record before anything is counted; what
    /// was referred to an agency, for its liaison officers; or what a desk has in hand, for its officers.
    ///
    /// - Throws: ``ProblemCode/notPermitted`` for anybody else, in the same words whatever there is to count, and for those who
    ///   may read the counts and not hand them on; a ``Problem`` naming the reason.
    public func counts(_ request: CountsRequest, for person: SignedIn) async throws -> CountsReply {
        let now = clock.now()
        let today = ServerCore.day(at: now)
        if let cases = request.of {
            guard request.agency == nil else {
                throw Problem(
                    .invalidField, "Counts are of one thing: say of which cases, or which agency.", path: "of",
                    allowed: ["of", "agency"])
            }
            return try await counts(of: cases, isToExport: request.export ?? false, for: person, on: today)
        }
        var reading: RowID?
        if let agency = request.agency {
            let own = person.party.on(today).appointments.filter {
                RoleTable.counts($0.role, .agency) && $0.scope == agency
            }
            guard !own.isEmpty else {
                throw Problem(
                    .notPermitted, "Counts of what came to an agency are for its own liaison officers.",
                    allowed: RoleTable.roles(counting: .agency).map(\.rawValue))
            }
            if request.export ?? false, !own.contains(where: StatisticsExport.isAllowed) {
                throw StatisticsExport.refusal(of: .agency)
            }
            try await store.read { try $0.check(person) }
        } else {
            reading = try await recordCounting(request.reason ?? "", by: person, at: now)
        }
        let tally = try await tally(ofReferrals: request.agency != nil, on: today)
        return CountsReply(
            countedOn: today, reading: reading, cases: request.agency == nil ? tally.cases : [],
            agencies: tally.agencies.filter { request.agency == nil || $0.agency == request.agency })
    }

    /// - Parameter areReferrals: looks at no case that is never with an agency. Remedies before initiation are secret: an agency's
    ///   answer takes no longer for one more of them.
    private func tally(ofReferrals areReferrals: Bool, on today: CivilDate) async throws -> CaseTally {
        let catalogue = rules
        var tally = CaseTally(in: catalogue, on: today)
        let counted = catalogue.procedures.filter { !areReferrals || CaseTally.hasReferrals($0.cast) }
        for procedure in Set(counted.map(\.id)).sorted(by: { $0.rawValue < $1.rawValue }) {
            var last: CaseID?
            while true {
                let states = try await store.read { [last] snapshot in
                    try snapshot.cases(underProcedure: procedure, after: last, limit: Self.countedAtOnce).map {
                        CaseState(caseID: $0, rows: try snapshot.rows(of: $0, except: Self.uncounted))
                    }
                }
                for state in states { tally.add(state) }
                guard states.count == Self.countedAtOnce else { break }
                last = states.last?.caseID
            }
        }
        return tally
    }

    /// That an auditor counted all cases, and why, is a reading like any other; it showed no case.
    private func recordCounting(_ reason: String, by person: SignedIn, at now: Timestamp) async throws -> RowID {
        try Self.checkAuditor(person.party)
        try Self.checkReason(reason)
        let reading: RowID = random.id(at: now)
        let draft = try Self.record(
            of: "counts", because: reason, classes: [], as: reading, by: person, at: now,
            hash: SHA256.hash(try CanonicalJSON.encode(CountsRequest(reason: reason))))
        try await store.write { transaction in
            try transaction.check(person)
            _ = try transaction.append(draft)
        }
        counters.commits(1)
        log.notice("an auditor counted cases", metadata: ["user": "\(person.party.id)", "reading": "\(reading)"])
        return reading
    }
}
