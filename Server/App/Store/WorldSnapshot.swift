import CaseProtocol
import Workflow

/// Answers every question of ``CaseSnapshot`` from a ``World``.
protocol WorldReading: CaseSnapshot {
    var world: World { get }
}

/// A world that no longer changes.
struct WorldSnapshot: WorldReading {
    let world: World
}

extension WorldReading {
    func head() throws -> Int { world.end.number }
    func setting(_ key: String) throws -> String? { world.settings[key] }

    func row(_ id: RowID) throws -> Row? {
        world.rowKeys[id].flatMap { world.rows[$0 - 1].isErased ? nil : world.rows[$0 - 1].row }
    }

    func commands(about caseID: CaseID) throws -> [CommandRecord] {
        world.commands.values.flatMap(\.values).filter { $0.isAbout(caseID) }
            .sorted { ($0.replica, $0.n) < ($1.replica, $1.n) }
    }

    func isKnown(_ id: RowID) throws -> Bool { world.rowKeys[id] != nil }

    func sharedRows(naming user: UserID) throws -> [Row] {
        world.rows.filter { !$0.isErased && $0.row.caseID == nil && PeopleRows.kinds.contains($0.row.kind) }.map(\.row)
            .filter { String(decoding: $0.json.canonicalBytes, as: UTF8.self).contains(user.description) }
    }

    func versions(of id: RowID) throws -> [Row] { try row(id).map { [$0] } ?? [] }

    func replicas(of user: UserID) throws -> [ReplicaID] {
        world.replicas.values.filter { $0.user == user }.map(\.id).sorted()
    }

    func rows(of caseID: CaseID) throws -> [Row] {
        (world.rowKeysOfCase[caseID] ?? []).map { world.rows[$0 - 1] }.filter { !$0.isErased }.map(\.row)
    }

    func rows(of caseID: CaseID, except kinds: Set<RowKind>) throws -> [Row] {
        try rows(of: caseID).filter { !kinds.contains($0.kind) }
    }

    func placements(of caseID: CaseID) throws -> [Compartment: Set<AudienceID>] {
        var open: [Compartment: Set<AudienceID>] = [:]
        for key in world.compartmentKeysOfCase[caseID] ?? [] {
            let audiences = world.openAudiences(key)
            if !audiences.isEmpty { open[world.compartments[key - 1]] = audiences }
        }
        return open
    }

    func cases(withReference folded: String) throws -> [CaseID] {
        (world.casesOfReference[ReferenceText.folded(folded)] ?? []).sorted()
    }

    func cases(underProcedure procedure: ProcedureID, after caseID: CaseID?, limit: Int) throws -> [CaseID] {
        let headers = world.rows.lazy.filter { !$0.isErased }.map(\.row).filter { $0.kind == .caseHeader }.compactMap {
            CaseHeader($0)
        }
        return headers.filter { header in
            header.procedure == procedure && (caseID.map { $0 < header.caseID } ?? true)
        }.map(\.caseID).sorted().prefix(max(0, limit)).map(\.self)
    }

    func casesDue(before day: CivilDate, limit: Int) throws -> [CaseID] {
        var first: [CaseID: CivilDate] = [:]
        for (caseID, dueOn) in world.due.values where dueOn < day {
            first[caseID] = min(first[caseID] ?? dueOn, dueOn)
        }
        return first.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(max(0, limit)).map(\.key)
    }

    func figures(on day: CivilDate) throws -> StoreFigures {
        StoreFigures(
            deadlines: world.due.count, deadlinesLate: world.due.values.count { $0.dueOn < day },
            files: world.blobs.count, fileBytes: world.blobs.values.reduce(0) { $0 + $1.bytes },
            sessions: world.devices.values.count { !$0.isRevoked }, accounts: world.accounts.count)
    }

    func commit(_ number: Int) throws -> CommitHeader? {
        world.headers.indices.contains(number - 1) ? world.headers[number - 1] : nil
    }

    func cards(after number: String?, limit: Int) throws -> [PublicCard] {
        let start = Array((number ?? "").utf8)
        return world.cards.map { (number: Array($1.number.utf8), rowKey: $0, card: $1) }
            .filter { number == nil || start.lexicographicallyPrecedes($0.number) }
            .sorted {
                $0.number == $1.number ? $0.rowKey < $1.rowKey : $0.number.lexicographicallyPrecedes($1.number)
            }
            .prefix(max(0, limit)).map(\.card)
    }

    func card(_ number: String) throws -> PublicCard? {
        world.cards.filter { $1.number == number }.min { $0.key < $1.key }?.value
    }
}

extension WorldReading {
    func memberships(of user: UserID) throws -> [Membership] {
        (world.memberships[user] ?? []).sorted { ($0.audience, $0.from) < ($1.audience, $1.from) }
    }

    func placements(in audience: AudienceID, touchedAfter commit: Int) throws -> [Placement] {
        (world.compartmentKeysOfAudience[audience] ?? []).sorted().flatMap { key in
            (world.placements[key] ?? []).filter { $0.audience == audience && world.touched($0) > commit }
        }
    }

    func placements(of compartmentKey: Int) throws -> [Placement] {
        (world.placements[compartmentKey] ?? []).sorted { ($0.audience, $0.from) < ($1.audience, $1.from) }
    }

    func changes(in compartmentKey: Int, after commit: Int, fromRowKey rowKey: Int, limit: Int) throws -> [RowChange] {
        let later = (world.changes[compartmentKey] ?? [:]).filter { key, change in
            key > rowKey && change.commit > commit && !(commit == 0 && change.isGone)
        }
        return later.sorted { $0.key < $1.key }.prefix(max(0, limit)).map { key, change in
            let stored = world.rows[key - 1]
            return RowChange(
                rowKey: key, id: stored.row.id, bytes: change.isGone || stored.isErased ? nil : stored.bytes)
        }
    }
}

extension WorldReading {
    func digest(of compartment: Compartment) throws -> DigestSum {
        world.compartmentKeys[compartment].flatMap { world.compartmentDigests[$0] } ?? .zero
    }

    func digests(of user: UserID) throws -> [AudienceID: DigestSum] {
        let digests = world.openAudiences(of: user).map { ($0, world.audienceDigests[$0] ?? .zero) }
        return Dictionary(digests.filter { $0.1.count > 0 }, uniquingKeysWith: { first, _ in first })
    }

    func digests(in audience: AudienceID) throws -> [Compartment: DigestSum] {
        var digests: [Compartment: DigestSum] = [:]
        for key in world.compartmentKeysOfAudience[audience] ?? [] where world.openAudiences(key).contains(audience) {
            digests[world.compartments[key - 1]] = world.compartmentDigests[key] ?? .zero
        }
        return digests
    }

    func key(of compartment: Compartment) throws -> Int? { world.compartmentKeys[compartment] }
}

extension WorldReading {
    func replica(_ id: ReplicaID) throws -> ReplicaRecord? { world.replicas[id] }
    func command(_ replica: ReplicaID, n: Int) throws -> CommandRecord? { world.commands[replica]?[n] }

    func command(_ mid: CommandID) throws -> CommandRecord? {
        world.commandPlaces[mid].flatMap { world.commands[$0.replica]?[$0.n] }
    }

    func commands(of replica: ReplicaID, after n: Int) throws -> [CommandRecord] {
        (world.commands[replica] ?? [:]).filter { $0.key > n }.sorted { $0.key < $1.key }.map(\.value)
    }

    func account(named name: String) throws -> Account? {
        try world.userOfName[name.lowercased()].flatMap { try account($0) }
    }

    func account(_ id: UserID) throws -> Account? { world.accounts[id].map(world.affiliated) }

    func accounts() throws -> [Account] {
        try world.userOfName.sorted { $0.key < $1.key }.compactMap { try account($0.value) }
    }

    func accountsActing() throws -> [Account] {
        let mandated = Set(world.affiliations.values.filter { $0.mandate != nil }.map(\.user))
        return try accounts().filter { account in
            mandated.contains(account.id) || account.appointments.contains { $0.acting != nil }
        }
    }

    func deviceCount(of user: UserID) throws -> Int {
        world.devices.values.count { $0.user == user && !$0.isRevoked }
    }

    func devices(of user: UserID) throws -> [Device] {
        Self.inOrder(world.devices.values.filter { $0.user == user && !$0.isRevoked })
    }

    func secondFactor(of user: UserID) throws -> SecondFactor? { world.secondFactors[user] }
    func device(tokenHash: [UInt8]) throws -> Device? { world.devices[tokenHash] }

    func devices(signingKeyID: String) throws -> [Device] {
        Self.inOrder(world.devices.values.filter { $0.keys?.signingKeyID == signingKeyID })
    }

    private static func inOrder(_ devices: [Device]) -> [Device] {
        devices.sorted {
            $0.signedInAt == $1.signedInAt
                ? $0.tokenHash.lexicographicallyPrecedes($1.tokenHash) : $0.signedInAt < $1.signedInAt
        }
    }

    func oneTimeCode(hash: [UInt8]) throws -> OneTimeCodeRecord? { world.oneTimeCodes[hash] }
    func presentTerms() throws -> TermsRecord? { world.terms.last }
    func terms(_ version: String) throws -> TermsRecord? { world.terms.first { $0.version == version } }

    func acceptances(of user: UserID) throws -> [TermsAcceptance] {
        (world.acceptances[user] ?? []).sorted { $0.at == $1.at ? $0.version < $1.version : $0.at < $1.at }
    }

    func bundleAsk(of replica: ReplicaID) throws -> BundleAsk? { world.bundleAsks[replica] }
}

extension WorldReading {
    func references(to blob: BlobID) throws -> [BlobReference] {
        (world.evidenceOfBlob[blob] ?? []).compactMap { key in
            world.evidenceAuthors[key].map { BlobReference(row: world.rows[key - 1].row.id, author: $0) }
        }.sorted()
    }

    func blobRecord(_ id: BlobID) throws -> BlobRecord? { world.blobs[id] }
    func hasSent(_ blob: BlobID, by user: UserID) throws -> Bool { world.blobSenders[blob]?.contains(user) ?? false }
    func sentBytes(by user: UserID, on day: CivilDate) throws -> Int { world.sentBytes[user]?[day] ?? 0 }

    func unreferencedBlobs(storedBefore moment: Timestamp, limit: Int) throws -> [BlobID] {
        world.blobs.values.filter { $0.storedAt < moment && (world.evidenceOfBlob[$0.id] ?? []).isEmpty }.map(\.id)
            .sorted().prefix(max(0, limit)).map(\.self)
    }
}
