internal import CaseProtocol
internal import Workflow

extension ServerCore {
    /// Puts on record what a page is about to hand out of what is confidential, before it goes. What people gave themselves is
    /// theirs to have: traders, applicants and parties, who read nothing else, are not on it.
    ///
    /// The device is that which signed in, whatever replica the request names: who has a token cannot put it on another.
    ///
    /// - Throws: what the store throws; the page does not go out then.
    func note(_ handed: HandedRows, to person: SignedIn) async throws {
        guard !handed.rows.isEmpty, person.party.readsForOthers else { return }
        let handing = Handing(
            to: person.party.id, on: person.replica, at: clock.now(), head: handed.head, rows: handed.rows)
        try await store.note(handing)
    }

    /// The same for bytes of a file, once a day for each device.
    func note(_ file: BlobID, in compartment: Compartment?, to person: SignedIn) async throws {
        guard let compartment, compartment.isReadOnRecord, person.party.readsForOthers else { return }
        let now = clock.now()
        let isNoted = try await store.read { snapshot in
            try snapshot.isNoted(file, in: compartment, to: person.party.id, on: person.replica, day: now.day())
        }
        guard !isNoted else { return }
        try await store.write { transaction in
            guard let key = try transaction.key(of: compartment) else { return }
            try transaction.note(
                Handing(
                    to: person.party.id, on: person.replica, at: now, head: try transaction.head(), rows: [key: 1],
                    file: file))
        }
    }
}

/// How much of what is confidential a page holds, by compartment.
struct HandedRows: Hashable, Sendable {
    var head = 0
    var rows: [Int: Int] = [:]
}

extension CaseSnapshot {
    /// What was handed out of a case, as an auditor is told: the latest first.
    func readings(of caseID: CaseID) throws -> [ConfidentialReading] {
        var names: [UserID: String] = [:]
        return try handedOut(of: caseID).map { handed in
            if names[handed.user] == nil { names[handed.user] = try account(handed.user)?.name ?? "" }
            return ConfidentialReading(
                user: handed.user, name: names[handed.user].flatMap { $0.isEmpty ? nil : $0 }, replica: handed.replica,
                confidentiality: handed.compartment.confidentiality, holder: handed.compartment.holder,
                file: handed.file, rows: handed.rows, firstAt: handed.firstAt, lastAt: handed.lastAt,
                commit: handed.head)
        }
    }
}
