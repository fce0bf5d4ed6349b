internal import CaseCrypto
public import CaseProtocol
internal import Synchronization
internal import Workflow

/// Which rows of the shared compartment hold procedures, calendars and code lists.
enum CatalogueRows {
    static let compartment = Compartment(caseID: nil, .public)
    private static let key = "catalogue"

    /// - Throws: ``StoreError/damaged(_:)`` when the list cannot be read or a row of it is missing.
    static func all(in snapshot: any CaseSnapshot) throws -> [Row] {
        try ids(in: snapshot).map { id in
            guard let row = try snapshot.row(id) else { throw StoreError.damaged("catalogue row \(id)") }
            return row
        }
    }

    static func add(_ id: RowID, in transaction: any CaseTransaction) throws {
        let ids = try ids(in: transaction) + [id]
        let list = JSONValue.array(ids.map { .string($0.description) })
        try transaction.setSetting(key, list.canonicalText)
    }

    private static func ids(in snapshot: any CaseSnapshot) throws -> [RowID] {
        guard let text = try snapshot.setting(key) else { return [] }
        guard let list = try? JSONValue(parsing: text.utf8).array else { throw StoreError.damaged("setting \(key)") }
        return list.compactMap { $0.string.flatMap { RowID($0) } }
    }
}

extension ServerCore {
    /// Takes a procedure, calendar or code list into the catalogue and gives it to every client as a row. Nothing is taken
    /// of an item that is faulty in any part.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/invalidField`` naming the row and field at fault;
    ///   ``ProblemCode/idUnavailable`` for a version that stands for something else already, or is not a later one.
    public func load(_ item: CatalogueItem) async throws -> CatalogueReport {
        let entry: CatalogueEntry
        do {
            entry = try CatalogueEntry(item.kind, item.body)
        } catch {
            throw Problem(.invalidField, error.description, path: "body")
        }
        _ = try await identity()
        var remarks = try checked(entry)
        remarks += try await recounts(of: entry)
        let hash = SHA256.hash(entry.json.canonicalBytes)
        let known = try await store.read { try CatalogueRows.all(in: $0) }
        let same = known.first {
            $0.kind == entry.kind && $0["id"]?.string == entry.id && $0["version"]?.string == entry.version
        }
        var report = CatalogueReport(
            kind: entry.kind, id: entry.id, version: entry.version, hash: hash.hex, result: .added,
            dryRun: item.dryRun, remarks: remarks)
        if let same {
            guard same["hash"]?.string == report.hash else { throw Self.taken(entry) }
            report.result = .alreadyThere
            return report
        }
        try checkVersion(entry)
        if item.dryRun { return report }
        try await append(entry, hash: report.hash)
        catalogue.withLock { $0.add(entry) }
        return report
    }

    private static func taken(_ entry: CatalogueEntry) -> Problem {
        Problem(
            .idUnavailable,
            "Version \(entry.version) of “\(entry.id)” stands for something else already. A version never changes: give the new "
                + "text a new one.", path: "body.version")
    }

    /// A version says the same on every server: what this build ships under it is not replaced, and what is loaded comes
    /// later.
    private func checkVersion(_ entry: CatalogueEntry) throws(Problem) {
        let catalogue = rules
        let present: Int? =
            switch entry {
            case .procedure(let procedure): catalogue.current(procedure.id)?.version
            case .calendar(let calendar):
                catalogue.calendars.isKnown(calendar.id) ? catalogue.calendars[calendar.id].version : nil
            case .codeList: nil
            }
        guard let present, let version = Int(entry.version), version <= present else { return }
        throw Problem(
            .idUnavailable,
            "“\(entry.id)” is in use in version \(present): a later one is needed, and this is \(version).",
            path: "body.version")
    }

    /// - Returns: the warnings of the check.
    /// - Throws: a ``Problem`` that names every row at fault.
    private func checked(_ entry: CatalogueEntry) throws(Problem) -> [String] {
        guard case .procedure(let procedure) = entry else { return [] }
        let catalogue = rules
        let findings = check(procedure, codeLists: catalogue.codeLists, calendars: catalogue.calendars)
        let errors = findings.filter { $0.severity == .error }.map(\.description)
        guard errors.isEmpty else {
            throw Problem(
                .invalidField, "The procedure is not sound: \(errors.prefix(20).joined(separator: " "))", path: "body")
        }
        return findings.map(\.description)
    }

    private func append(_ entry: CatalogueEntry, hash: String) async throws {
        let now = clock.now()
        let id: RowID = random.id(at: now)
        let row = Row(
            id: id, kind: entry.kind, compartment: CatalogueRows.compartment,
            fields: [
                "id": .string(entry.id), "version": .string(entry.version), "hash": .string(hash), "body": entry.json,
            ])
        let arguments: JSONValue = ["kind": .string(entry.kind.rawValue), "hash": .string(hash)]
        let draft = CommitDraft(
            at: now, by: Party.system.id, replica: nil, command: "catalogue.load",
            commandHash: SHA256.hash(arguments.canonicalBytes), rows: [row],
            placements: [CatalogueRows.compartment: [.all]])
        let taken = Self.taken(entry)
        try await store.write { transaction in
            // Another load may have come between the look and this.
            let isThere = try CatalogueRows.all(in: transaction).contains {
                $0.kind == row.kind && $0["id"] == row["id"] && $0["version"] == row["version"]
            }
            guard !isThere else { throw taken }
            _ = try transaction.append(draft)
            try CatalogueRows.add(id, in: transaction)
        }
        counters.commits(1)
    }
}
