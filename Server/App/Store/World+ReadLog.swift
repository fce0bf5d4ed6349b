import CaseProtocol

/// What tells one entry of the log of readings from another in its compartment.
struct HandedOutKey: Hashable, Sendable {
    let user: UserID
    let replica: ReplicaID
    let day: CivilDate
    let file: BlobID?
}

extension World {
    /// See ``CaseTransaction/note(_:)``.
    mutating func note(_ handing: Handing) throws {
        let place = HandedOutKey(user: handing.user, replica: handing.replica, day: handing.day, file: handing.file)
        for (key, count) in handing.rows {
            guard compartments.indices.contains(key - 1) else { throw StoreError.damaged("no compartment \(key)") }
            var entry =
                handedOut[key]?[place]
                ?? HandedOut(
                    compartment: compartments[key - 1], user: handing.user, replica: handing.replica,
                    file: handing.file, firstAt: handing.at, lastAt: handing.at, rows: 0, head: handing.head)
            entry.lastAt = max(entry.lastAt, handing.at)
            entry.rows += count
            entry.head = max(entry.head, handing.head)
            handedOut[key, default: [:]][place] = entry
        }
    }
}

extension WorldReading {
    func handedOut(of caseID: CaseID) throws -> [HandedOut] {
        let all = (world.compartmentKeysOfCase[caseID] ?? []).flatMap { key in
            (world.handedOut[key] ?? [:]).values.map { (key: key, entry: $0) }
        }
        let latest = all.sorted { first, second in
            let (one, other) = (first.entry, second.entry)
            return (other.lastAt, first.key, one.user, one.replica, one.file?.hex ?? "", one.firstAt)
                < (one.lastAt, second.key, other.user, other.replica, other.file?.hex ?? "", other.firstAt)
        }
        return latest.prefix(HandedOut.listMax).map(\.entry)
    }

    func isNoted(
        _ file: BlobID, in compartment: Compartment, to user: UserID, on replica: ReplicaID, day: CivilDate
    ) throws -> Bool {
        let place = HandedOutKey(user: user, replica: replica, day: day, file: file)
        return world.compartmentKeys[compartment].flatMap { world.handedOut[$0]?[place] } != nil
    }
}
