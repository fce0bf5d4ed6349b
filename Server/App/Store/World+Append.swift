import CaseCrypto
import CaseProtocol

extension World {
    /// See ``CaseTransaction/append(_:)``.
    mutating func append(_ draft: CommitDraft, sealer: CommitSealer) throws -> Int {
        try check(draft.rows)
        let access = AccessChange(
            of: draft,
            openPlacements: { compartment in compartmentKeys[compartment].map { openAudiences($0) } ?? [] },
            openMemberships: { openAudiences(of: $0) })
        let sealed = try sealer.seal(draft, access: access, after: end)
        let number = sealed.header.number
        let digests = DigestChange(
            of: draft, replacing: draft.rows.compactMap { storedVersion($0.id) }, access: access,
            digest: { compartmentKeys[$0].flatMap { compartmentDigests[$0] } ?? .zero },
            openAudiences: { compartmentKeys[$0].map { openAudiences($0) } ?? [] })
        headers.append(sealed.header)
        end = sealed.end
        // What a row leaves changes as well.
        let left = draft.rows.compactMap { row in
            rowKeys[row.id].flatMap { compartmentKeys[rows[$0 - 1].row.compartment] }
        }
        for (row, leaf) in zip(draft.rows, sealed.rows) { put(row, leaf.bytes, at: number, by: draft.by) }
        let changedKeys = Set(left + draft.rows.compactMap { compartmentKeys[$0.compartment] })
        put(access, at: number)
        put(digests)
        touched.add(access)
        for key in changedKeys { touched.audiences.formUnion(openAudiences(key)) }
        return number
    }

    private func storedVersion(_ id: RowID) -> DigestChange.StoredVersion? {
        rowKeys[id].map { rows[$0 - 1] }.map {
            DigestChange.StoredVersion(id: id, rev: $0.row.rev, compartment: $0.row.compartment, bytes: $0.bytes)
        }
    }

    private mutating func put(_ digests: DigestChange) {
        for (compartment, digest) in digests.compartments { compartmentDigests[key(of: compartment)] = digest }
        for (audience, change) in digests.audiences { audienceDigests[audience, default: .zero] += change }
    }

    private func check(_ rows: [Row]) throws {
        var seen: Set<RowID> = []
        for row in rows {
            guard seen.insert(row.id).inserted else { throw StoreError.rowTwice(row.id) }
            let stored = rowKeys[row.id].map { self.rows[$0 - 1].row }
            try row.checkFollows(rev: stored?.rev, kind: stored?.kind, caseID: stored?.caseID)
        }
    }

    private mutating func put(_ row: Row, _ bytes: [UInt8], at number: Int, by author: UserID) {
        let compartmentKey = key(of: row.compartment)
        let stored = StoredRow(row: row, bytes: bytes)
        let rowKey: Int
        if let known = rowKeys[row.id] {
            rowKey = known
            let earlier = rows[rowKey - 1].row
            if let left = compartmentKeys[earlier.compartment], left != compartmentKey {
                note(rowKey, in: left, Change(commit: number, isGone: true))
            }
            unproject(earlier, rowKey)
            rows[rowKey - 1] = stored
        } else {
            rows.append(stored)
            rowKey = rows.count
            rowKeys[row.id] = rowKey
            if let caseID = row.caseID { rowKeysOfCase[caseID, default: []].append(rowKey) }
            if row.kind == .evidence { evidenceAuthors[rowKey] = author }
        }
        note(rowKey, in: compartmentKey, Change(commit: number, isGone: false))
        project(row, rowKey)
    }

    private mutating func note(_ rowKey: Int, in compartmentKey: Int, _ change: Change) {
        changes[compartmentKey, default: [:]][rowKey] = change
        changedAt[compartmentKey] = change.commit
    }

    /// See ``CaseTransaction/erase(_:keeping:_:)``.
    mutating func erase(_ caseID: CaseID, keeping kept: Set<Compartment>, _ erased: [CommandRecord]) {
        for rowKey in rowKeysOfCase[caseID] ?? [] where !kept.contains(rows[rowKey - 1].row.compartment) {
            let row = rows[rowKey - 1].row
            unproject(row, rowKey)
            rows[rowKey - 1] = StoredRow(
                row: Row(id: row.id, kind: row.kind, compartment: row.compartment, rev: row.rev, fields: [:]), bytes: []
            )
        }
        for key in compartmentKeysOfCase[caseID] ?? [] where !kept.contains(compartments[key - 1]) {
            compartmentDigests[key] = nil
            handedOut[key] = nil
        }
        for record in erased { commands[record.replica]?[record.n] = record.erased }
    }

    private mutating func unproject(_ row: Row, _ rowKey: Int) {
        let projection = RowProjection(row)
        for reference in projection.references { casesOfReference[reference]?.remove(CaseID(row.id)) }
        for blob in projection.blobs { evidenceOfBlob[blob]?.remove(rowKey) }
        due[rowKey] = nil
        cards[rowKey] = nil
    }

    private mutating func project(_ row: Row, _ rowKey: Int) {
        let projection = RowProjection(row)
        for reference in projection.references { casesOfReference[reference, default: []].insert(CaseID(row.id)) }
        if let dueOn = projection.dueOn, let caseID = row.caseID { due[rowKey] = (caseID, dueOn) }
        if let card = projection.card { cards[rowKey] = card }
        for blob in projection.blobs { evidenceOfBlob[blob, default: []].insert(rowKey) }
    }

    private mutating func put(_ access: AccessChange, at number: Int) {
        for (compartment, audiences) in access.closed {
            let key = key(of: compartment)
            for index in (placements[key] ?? []).indices {
                guard let open = placements[key]?[index], open.to == nil, audiences.contains(open.audience) else {
                    continue
                }
                placements[key]?[index].to = number
            }
        }
        for (compartment, audiences) in access.opened.sorted(by: { $0.key < $1.key }) {
            let key = key(of: compartment)
            for audience in audiences {
                placements[key, default: []].append(
                    Placement(compartmentKey: key, compartment: compartment, audience: audience, from: number, to: nil))
                compartmentKeysOfAudience[audience, default: []].insert(key)
            }
        }
        for (user, audiences) in access.left {
            for index in (memberships[user] ?? []).indices {
                guard let open = memberships[user]?[index], open.to == nil, audiences.contains(open.audience) else {
                    continue
                }
                memberships[user]?[index].to = number
            }
        }
        for (user, audiences) in access.joined {
            memberships[user, default: []] += audiences.map { Membership(audience: $0, from: number, to: nil) }
        }
    }
}
