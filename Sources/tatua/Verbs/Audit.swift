import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Reads a case for an auditor.
struct Audit: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Read a case as an auditor, every row of it; needs the server, which keeps that you did.",
        discussion: """
            Nothing of it is kept on this device but a file that you ask for, where you ask for it. Which auditor read what, and \
            why, comes to every auditor with a sync; each file that is asked for is a reading of its own. To whose devices what is \
            confidential went, by day, is told with the case: officers, counsel and experts, not those who gave it.
            """)

    @Argument(help: ArgumentHelp("A number, label or id of the case.", valueName: "ref"))
    var reference: String
    @Option(help: "Why, as the record of the reading keeps it.")
    var reason: String
    @Option(
        name: .customLong("file"),
        help: ArgumentHelp("Get this file of the case too, by its hash as the case shows it.", valueName: "sha256:…"))
    var file: String?
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Where to write the file.", valueName: "file"))
    var path: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (file == nil) == (path == nil) else {
            throw ValidationError("A file is asked for with both: --file HASH and --output FILE.")
        }
        if let file, BlobID(file) == nil {
            throw ValidationError("A file's hash reads sha256: and 64 digits, as the case shows it.")
        }
    }

    func answer(in world: World) async throws -> Answer {
        let blob = file.flatMap { BlobID($0) }
        let request = AuditRequest(reference: reference, reason: reason, files: blob.map { [$0] })
        let audited = try await world.withSession { try await $0.audit(request, token: $1) }
        if let blob, let path { try await fetch(blob, of: audited, into: path, world) }
        var page = Page()
        page.say(
            "\(audited.rows.count) rows of case \(audited.caseID). The reading is on record as \(audited.reading).")
        if let path { page.say("Wrote the file to \(path).") }
        page.readings(audited.readings ?? [])
        for row in audited.rows.compactMap({ Row($0) }) {
            page.heading("\(row.kind), \(row.compartment.confidentiality)")
            for (field, value) in row.fields.sorted(by: { $0.key < $1.key }) {
                page.pair(field, value.string ?? value.canonicalText, indent: 2, column: 24)
            }
        }
        return Answer(
            page: page,
            json: [
                "case": .string(audited.caseID.description), "reading": .string(audited.reading.description),
                "rows": .array(audited.rows),
                "readings": .array(
                    try (audited.readings ?? []).map { try JSONValue(parsing: try CanonicalJSON.encode($0)) }),
            ])
    }

    /// By way of memory alone: what an auditor reads is no part of a replica.
    private func fetch(_ blob: BlobID, of audited: AuditedCase, into path: String, _ world: World) async throws {
        let parts = audited.rows.compactMap { Row($0) }.compactMap { Evidence($0) }.flatMap(\.parts)
        guard let part = parts.first(where: { $0.blob == blob }) else {
            throw Problem(.notFound, "The case has no file with this hash.", path: "files")
        }
        let replica = try world.replica()
        let shelf = InMemoryBlobShelf()
        let report = try await world.withFiles(try replica.session.server) { transport in
            try await TransferEngine(replica: replica, shelf: shelf, transport: transport)
                .run([Transfer(.down, blob, length: part.bytes, isThumb: false)])
        }
        if let problem = report?.refused[blob] { throw problem }
        guard let bytes = try shelf.bytes(of: blob) else {
            throw Problem(.hashMismatch, "What came is not the file: its hash is another. Ask again.")
        }
        try world.files.create(path, bytes)
    }
}
