import CaseCrypto
import CaseProtocol
import GRDB
import Server

extension SQLiteTransaction {
    func append(_ draft: CommitDraft) throws -> Int {
        let earlier = try draft.rows.map { try storedRow($0.id) }
        try check(draft.rows, follow: earlier)
        let access = try AccessChange(of: draft, openPlacements: openAudiences, openMemberships: openAudiences)
        let sealed = try sealer.seal(draft, access: access, after: try chainEnd())
        let digests = try DigestChange(
            of: draft, replacing: try earlier.compactMap { try $0.map(storedVersion) }, access: access,
            digest: digest, openAudiences: openAudiences)
        let number = sealed.header.number
        #if PLANTED_BUGS
            PlantedBug.triedCommit = max(PlantedBug.triedCommit, number)
        #endif
        try insert(sealed)

        var changed: Set<Int> = []
        var compartmentKeys: [Compartment: Int] = [:]
        var newRowKey = earlier.contains { $0 == nil } ? try nextRowKey() : 0
        for (ord, row) in draft.rows.enumerated() {
            let compartmentKey = try compartmentKeys[row.compartment] ?? madeKey(of: row.compartment)
            compartmentKeys[row.compartment] = compartmentKey
            let place = VersionPlace(
                commit: number, ord: ord, rowKey: earlier[ord]?.key ?? newRowKey, compartmentKey: compartmentKey)
            try put(row, sealed.rows[ord], at: place, after: earlier[ord])
            if earlier[ord] == nil { newRowKey += 1 }
            changed.insert(compartmentKey)
            if let left = earlier[ord]?.compartmentKey { changed.insert(left) }
        }
        for key in changed.sorted() {
            try db.run("UPDATE placement SET touched = ? WHERE compartment_key = ?", number, key)
        }
        try put(access, at: number)
        try put(digests)
        note.touched.add(access)
        for key in changed { note.touched.audiences.formUnion(try openAudiences(ofCompartment: key)) }
        return number
    }

    private func check(_ rows: [Row], follow earlier: [StoredRow?]) throws {
        var seen: Set<RowID> = []
        for (row, stored) in zip(rows, earlier) {
            guard seen.insert(row.id).inserted else { throw StoreError.rowTwice(row.id) }
            try row.checkFollows(rev: stored?.rev, kind: stored?.kind, caseID: stored?.caseID)
        }
    }

    private func chainEnd() throws -> CommitSealer.ChainEnd {
        try db.first("SELECT number, hash FROM commit_log ORDER BY number DESC LIMIT 1") {
            CommitSealer.ChainEnd(number: try $0.int(0), hash: try $0.digest(1))
        } ?? .start
    }

    private func insert(_ sealed: SealedCommit) throws {
        let header = sealed.header
        try db.run(
            "INSERT INTO commit_log (\(CommitHeader.columns), hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            header.number, blob(header.previous.bytes), header.at.milliseconds, blob(header.by),
            header.replica.map { blob($0) }, header.command, blob(header.commandHash.bytes), blob(header.root.bytes),
            header.leafCount, blob(header.signature), header.device.map { blob($0.key.rawBytes) },
            header.device.map { blob($0.bytes) }, blob(sealed.hash.bytes))
        guard let access = sealed.access else { return }
        try db.run(
            "INSERT INTO access_change (commit_number, text, salt) VALUES (?, ?, ?)", header.number,
            String(decoding: access.bytes, as: UTF8.self), blob(access.salt))
    }

    /// The key of a compartment, made when it has none.
    func madeKey(of compartment: Compartment) throws -> Int {
        if let key = try key(of: compartment) { return key }
        try db.run(
            "INSERT INTO compartment (text, case_id) VALUES (?, ?)", compartment.description,
            compartment.caseID.map { blob($0) })
        return Int(db.lastInsertedRowID)
    }
}

// Rows.
extension SQLiteTransaction {
    /// What is kept beside a row's bytes.
    struct StoredRow {
        var key: Int
        var rev: Int
        var kind: RowKind
        var caseID: CaseID?
        var compartmentKey: Int
        var versionKey: Int
    }

    /// Where a version goes.
    private struct VersionPlace {
        var commit: Int
        var ord: Int
        var rowKey: Int
        var compartmentKey: Int
        var key: Int { commit * 65_536 + ord }
    }

    private func storedRow(_ id: RowID) throws -> StoredRow? {
        try db.first("SELECT key, rev, kind, case_id, compartment_key, version_key FROM row WHERE id = ?", blob(id)) {
            StoredRow(
                key: try $0.int(0), rev: try $0.int(1), kind: RowKind(try $0.text(2)), caseID: try $0.optionalID(3),
                compartmentKey: try $0.int(4), versionKey: try $0.int(5))
        }
    }

    private func storedVersion(_ row: StoredRow) throws -> DigestChange.StoredVersion {
        let version = try db.first(
            """
            SELECT row.id, compartment.text, version.bytes FROM version JOIN row ON row.key = version.row_key
            JOIN compartment ON compartment.key = row.compartment_key WHERE version.key = ?
            """, row.versionKey
        ) {
            DigestChange.StoredVersion(
                id: try $0.id(0), rev: row.rev, compartment: try $0.compartment(1), bytes: try $0.bytes(2))
        }
        guard let version else { throw StoreError.damaged("the version of row number \(row.key)") }
        return version
    }

    private func put(_ row: Row, _ leaf: SealedLeaf, at place: VersionPlace, after earlier: StoredRow?) throws {
        let rowKey = place.rowKey
        try db.run(
            """
            INSERT INTO version (key, commit_number, ord, row_key, rev, compartment_key, leaf, salt, bytes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, place.key, place.commit, place.ord, rowKey, row.rev, place.compartmentKey, blob(leaf.hash.bytes),
            blob(leaf.salt), blob(leaf.bytes))
        if let earlier {
            try db.run(
                "UPDATE row SET compartment_key = ?, rev = ?, version_key = ? WHERE key = ?", place.compartmentKey,
                row.rev, place.key, rowKey)
            if earlier.compartmentKey != place.compartmentKey {
                try note(rowKey, in: earlier.compartmentKey, at: place.commit, isGone: true)
            }
        } else {
            try db.run(
                """
                INSERT INTO row (key, id, case_id, kind, compartment_key, rev, version_key) VALUES (?, ?, ?, ?, ?, ?, ?)
                """, rowKey, blob(row.id), row.caseID.map { blob($0) }, row.kind.rawValue, place.compartmentKey,
                row.rev,
                place.key)
        }
        try note(rowKey, in: place.compartmentKey, at: place.commit, isGone: false)
        if RowProjection.exists(for: row.kind) { try project(row, rowKey, isNew: earlier == nil) }
    }

    private func nextRowKey() throws -> Int {
        (try db.first("SELECT max(key) FROM row") { try $0.optionalInt(0) }.flatMap(\.self) ?? 0) + 1
    }

    private func note(_ rowKey: Int, in compartmentKey: Int, at commit: Int, isGone: Bool) throws {
        try db.run(
            """
            INSERT INTO row_change (compartment_key, row_key, commit_number, is_gone) VALUES (?, ?, ?, ?)
            ON CONFLICT (compartment_key, row_key)
            DO UPDATE SET commit_number = excluded.commit_number, is_gone = excluded.is_gone
            """, compartmentKey, rowKey, commit, isGone)
    }

    private func project(_ row: Row, _ rowKey: Int, isNew: Bool) throws {
        if !isNew {
            for table in ["reference", "deadline_due", "card", "blob_ref"] {
                try db.run("DELETE FROM \(table) WHERE row_key = ?", rowKey)
            }
        }
        let projection = RowProjection(row)
        for folded in projection.references {
            try db.run("INSERT INTO reference (row_key, folded) VALUES (?, ?)", rowKey, folded)
        }
        if let dueOn = projection.dueOn, let caseID = row.caseID {
            try db.run(
                "INSERT INTO deadline_due (row_key, case_id, due_on) VALUES (?, ?, ?)", rowKey, blob(caseID),
                dueOn.dayNumber)
        }
        if let card = projection.card {
            try db.run("INSERT INTO card (row_key, number) VALUES (?, ?)", rowKey, card.number)
        }
        for blob in projection.blobs {
            // Who made the first version attached it, whoever changed it since.
            try db.run(
                """
                INSERT INTO blob_ref (row_key, hash, author)
                SELECT row_key, ?, commit_log.by_user
                FROM version JOIN commit_log ON commit_log.number = version.commit_number
                WHERE version.row_key = ? AND version.rev = 1
                """, blob.data, rowKey)
        }
    }
}
