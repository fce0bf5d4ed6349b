import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Puts a file on a case.
struct Attach: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Put a file on a case: a picture, a document, a voice note.",
        discussion: """
            Taken are pictures (JPEG, PNG, HEIC, WebP), PDF, text, CSV, video (MP4, 3GP, MOV), sound (Ogg, AMR, M4A, \
            MP3), DOCX, XLSX and ODT, up to 25 MB. Without --class the file is read by those who would read a note.

            A picture says where and by what it was taken. --public-copy attaches beside it a copy that does not, for \
            everybody on the case; --public-copy-of N makes such a copy of a picture that is on the case already. \
            What is kept of a copy: pixels, colours, and which way is up.
            """)

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: "The file; none with --public-copy-of.")
    var file: String?
    @Option(help: "What it shows.")
    var caption: String?
    @Option(name: .customLong("class"), help: ArgumentHelp("parties, internal or confidential.", valueName: "class"))
    var confidentiality: String?
    @Option(help: ArgumentHelp("The day on which it was taken or written.", valueName: "YYYY-MM-DD"))
    var taken: String?
    @Flag(help: "Attach a copy beside it that says neither where nor by what it was taken.")
    var publicCopy = false
    @Option(help: ArgumentHelp("Make such a copy of number N of the case's files.", valueName: "N"))
    var publicCopyOf: Int?
    @OptionGroup var confidence: ConfidenceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (file == nil) != (publicCopyOf == nil) else {
            throw ValidationError("Name a file, or with --public-copy-of the number of one that is on the case.")
        }
        if let confidentiality, !["parties", "internal", "confidential"].contains(confidentiality) {
            throw ValidationError(
                "There is no class “\(confidentiality)”; a file is for “parties”, “internal” or “confidential”.")
        }
        if let taken, CivilDate(taken) == nil { throw ValidationError("“\(taken)” is not a day (YYYY-MM-DD).") }
    }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let shelf = try world.openShelf()
        let caseID = try replica.find(reference)
        let state = try replica.state(of: caseID)
        let chosen = confidentiality.flatMap { ConfidentialityClass(rawValue: $0) }
        if let number = publicCopyOf {
            let item = try replica.evidence(number, of: caseID, on: shelf)
            guard let bytes = try shelf.bytes(of: item.evidence.original.blob) else {
                throw Problem(
                    .notFound, "File \(number) is not on this device. Run: tatua fetch \(reference) \(number)")
            }
            let copy = try Self.copy(
                of: bytes, item.evidence.original.media, item.evidence.name, item.evidence.id, caption, chosen)
            return try Self.say(try replica.attach(copy, to: caseID, on: shelf), copy, state, replica)
        }
        let bytes = try world.files.read(file ?? "", bytesMax: BlobLimits.standard.blobBytesMax)
        let claim = try confidence.claim(in: chosen)
        let kept = try claim == nil ? chosen ?? AddNote.standard(for: replica.party, on: state) : .confidential
        let original = NewEvidence(
            bytes: bytes, name: file, caption: caption, confidentiality: kept, takenOn: taken.flatMap { CivilDate($0) },
            thumb: world.thumbnailer.thumbnail(of: bytes, bytesMax: BlobLimits.standard.thumbBytesMax),
            confidence: claim, summary: confidence.summary)
        if publicCopy, try !original.isPicture {
            throw Problem(
                .contentMismatch, "Copies for the public are made of JPEG and PNG pictures only.", path: "file")
        }
        let prediction = try replica.attach(original, to: caseID, on: shelf)
        guard publicCopy else { return try Self.say(prediction, original, state, replica) }
        let row = try replica.evidence(of: caseID, on: shelf).last { $0.evidence.original.bytes == bytes.count }
        guard let row else { throw Problem(.notFound, "The file that was just attached is not here.") }
        let copy = try Self.copy(
            of: bytes, row.evidence.original.media, row.evidence.name, row.evidence.id, caption, .parties)
        try replica.attach(copy, to: caseID, on: shelf)
        return try Self.say(prediction, original, state, replica, withCopy: true)
    }

    private static func copy(
        of bytes: [UInt8], _ media: MediaType, _ name: String?, _ original: RowID, _ caption: String?,
        _ confidentiality: ConfidentialityClass?
    ) throws -> NewEvidence {
        let stripped: [UInt8]
        do {
            stripped = try PublicCopy(of: ByteArray(bytes), media).bytes(from: ByteArray(bytes))
        } catch PublicCopy.Fault.notOfThisType {
            throw Problem(
                .contentMismatch, "Copies for the public are made of JPEG and PNG pictures only.", path: "file")
        } catch is PublicCopy.Fault {
            throw Problem(.contentRefused, "The picture is damaged, so no copy can be made of it.", path: "file")
        }
        // What a file is called may say what its picture does not: who, or where.
        let name = name?.split(separator: ".").last.map { "public-copy.\($0.lowercased())" }
        return NewEvidence(
            bytes: stripped, name: name, media: media, caption: caption, confidentiality: confidentiality ?? .parties,
            publicCopyOf: original)
    }

    private static func say(
        _ prediction: Prediction, _ file: NewEvidence, _ state: CaseState, _ replica: Replica, withCopy: Bool = false
    ) throws -> Answer {
        let kept = file.confidentiality
        return PredictionScreen.answer(
            prediction,
            did: "\(prediction.reference): attached, class \(kept.rawValue) "
                + "(\(AddNote.readers(kept, of: state.header)))."
                + (withCopy ? " A copy without where and by what it was taken is attached beside it." : ""),
            more: [
                "class": .string(kept.rawValue), "bytes": .int(Int64(file.bytes.count)),
                "withPublicCopy": .bool(withCopy),
            ],
            try Standing(replica))
    }
}

extension NewEvidence {
    /// Whether a public copy can be made of it.
    fileprivate var isPicture: Bool {
        get throws {
            guard case .media(let media) = try Content(of: bytes) else { return false }
            return media.contains(where: \.canBeStripped)
        }
    }
}

extension Replica {
    /// Number `number` of a case's files.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound``.
    func evidence(_ number: Int, of caseID: CaseID, on shelf: any BlobShelf) throws -> EvidenceItem {
        let items = try evidence(of: caseID, on: shelf)
        guard let item = items.first(where: { $0.number == number }) else {
            throw Problem(
                .notFound, "There is no file \(number) on this case.", path: "n",
                allowed: items.map { String($0.number) })
        }
        return item
    }
}
