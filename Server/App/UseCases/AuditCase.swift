internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// How long the reason of a reading may be, in UTF-8 bytes.
    static let auditReasonBytesMax = 2_000

    /// Every row of a case, of every class, for an auditor, to whom what is confidential was handed, and for a while the bytes of
    /// the files that were asked for. That
    /// it was read, by whom and why, is in the ledger before anything is answered, and every auditor gets it with the next
    /// sync. Nothing of the case changes, and nobody on it is told.
    ///
    /// - Throws: ``ProblemCode/notPermitted`` for anybody else, whatever they ask for; a ``Problem`` naming the reason, the
    ///   files or the reference; ``ProblemCode/notFound``, of a file too that is not of this case or has not come.
    public func audit(_ request: AuditRequest, for person: SignedIn) async throws -> AuditedCase {
        try Self.checkAuditor(person.party)
        try Self.checkReason(request.reason)
        try Self.checkCount(of: request.files ?? [])
        let now = clock.now()
        let reading: RowID = random.id(at: now)
        let (audited, parts) = try await store.write { transaction in
            try transaction.check(person)
            let caseID = try transaction.caseMeant(by: request.reference)
            let rows = try transaction.rows(of: caseID, except: [])
                .sorted { ($0.compartment, $0.id) < ($1.compartment, $1.id) }
            let parts = try (request.files ?? []).map { try transaction.part(of: $0, in: rows) }
            _ = try transaction.append(
                try Self.reading(request, of: rows, on: caseID, as: reading, by: person, at: now))
            let readings = try transaction.readings(of: caseID)
            return (
                AuditedCase(caseID: caseID, reading: reading, rows: rows.map(\.json), readings: readings), parts
            )
        }
        auditedFiles.open(parts, to: person.party.id, at: now)
        counters.commits(1)
        log.notice("an auditor read a case", metadata: ["user": "\(person.party.id)", "reading": "\(reading)"])
        return audited
    }

    static func checkAuditor(_ party: Party) throws(Problem) {
        guard party.isAuditor else {
            throw Problem(
                .notPermitted, "Reading cases in which one has no part is for an auditor.",
                allowed: [RoleID.auditor.rawValue])
        }
    }

    static func checkReason(_ reason: String) throws(Problem) {
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw Problem(.missingField, "An audit says why it reads a case.", path: "reason", allowed: ["reason"])
        }
        guard reason.utf8.count <= auditReasonBytesMax else {
            throw Problem(.tooLong, "A reason has at most \(auditReasonBytesMax) bytes.", path: "reason")
        }
    }

    private static func checkCount(of files: [BlobID]) throws(Problem) {
        guard files.count <= AuditRequest.filesMax else {
            throw Problem(
                .tooLong, "One reading has at most \(AuditRequest.filesMax) files. Read the others in another.",
                path: "files")
        }
    }

    /// What is put on record: the classes that were shown, and nothing of what stands in them.
    private static func reading(
        _ request: AuditRequest, of rows: [Row], on caseID: CaseID, as id: RowID, by person: SignedIn, at now: Timestamp
    ) throws -> CommitDraft {
        let classes = Set(rows.map(\.compartment.confidentiality)).sorted { $0.narrowness < $1.narrowness }
        return try record(
            of: caseID.description, because: request.reason, classes: classes, files: request.files ?? [], as: id,
            by: person,
            at: now, hash: SHA256.hash(try CanonicalJSON.encode(request)))
    }

    /// The row and commit that keep a reading.
    ///
    /// - Parameters:
    ///   - read: the id of the case, or `counts`.
    ///   - hash: of what was asked.
    static func record(
        of read: String, because reason: String, classes: [ConfidentialityClass], files: [BlobID] = [], as id: RowID,
        by person: SignedIn, at now: Timestamp, hash: Digest
    ) throws -> CommitDraft {
        let compartment = Compartment(caseID: nil, .internal, holder: "audit")
        var fields: [String: JSONValue] = [
            "by": .string(person.party.id.description), "byName": .string(person.party.name),
            "read": .string(read), "reason": .string(reason),
            "classes": .array(classes.map { .string($0.rawValue) }), "recordedAt": .string(now.description),
        ]
        if !files.isEmpty {
            fields["files"] = .array(files.map { .string($0.description) })
        }
        var draft = CommitDraft(
            at: now, by: person.party.id, replica: person.replica, command: "audit.read",
            commandHash: hash,
            rows: [Row(id: id, kind: .reading, compartment: compartment, rev: 1, fields: fields)])
        draft.placements = [compartment: [.auditors]]
        return draft
    }
}

extension Party {
    /// Whether they may read everything, on record.
    var isAuditor: Bool {
        appointments.contains { appointment in
            appointment.role == .auditor
                && RoleColumn.allCases.allSatisfy { RoleTable.allows(appointment.role, .read, on: $0) }
        }
    }
}

extension CaseSnapshot {
    /// What the rows of a case say of bytes that are here.
    fileprivate func part(of blob: BlobID, in rows: [Row]) throws -> EvidencePart {
        let absent = Problem(
            .notFound, "The case has no file with this hash, or its bytes have not come.", path: "files")
        guard let record = try blobRecord(blob) else { throw absent }
        for reference in try references(to: blob) {
            guard let row = rows.first(where: { $0.id == reference.row }),
                try hasSent(blob, by: reference.author),
                let part = Evidence(row)?.parts.first(where: { record.fits($0) })
            else { continue }
            return part
        }
        throw absent
    }
}
