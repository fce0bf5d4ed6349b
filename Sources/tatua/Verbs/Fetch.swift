import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Gets a file of a case.
struct Fetch: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Get a file of a case into a file of your own; needs the server if it is not here yet.",
        discussion: "What arrives is compared with the hash under which it was attached before it is written anywhere.")

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: "The number of the file, as `tatua evidence` has it.")
    var n: Int
    @Option(
        name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("Where to write it.", valueName: "file"))
    var path: String?
    @Flag(name: .customLong("thumbnail"), help: "Get the small picture, which a sync brings by itself.")
    var isThumbnail = false
    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let shelf = try world.openShelf()
        let caseID = try replica.find(reference)
        let item = try replica.evidence(n, of: caseID, on: shelf)
        let part = try wanted(of: item.evidence)
        if try shelf.count(of: part.blob) == nil { try await download(part, replica, shelf, world) }
        guard let bytes = try shelf.bytes(of: part.blob) else {
            throw Problem(.notFound, "The bytes of file \(n) have not come to the server yet. Try again after a sync.")
        }
        // What lies on this device may have been damaged since.
        guard replica.isIntact(bytes, as: part.blob) else {
            try shelf.remove(part.blob)
            throw Problem(.hashMismatch, "The file was damaged on this device and is taken off it. Fetch it again.")
        }
        let target = path ?? name(of: item.evidence, part)
        try world.files.create(target, bytes)
        let standing = try Standing(replica)
        var page = Page()
        page.say("Wrote \(target): \(part.media.title), \(EvidenceScreen.size(bytes.count)).")
        StandingScreen.write(standing, to: &page)
        return Answer(
            page: page,
            json: .object(
                standing.json.merging([
                    "case": .string(caseID.description), "n": .int(Int64(n)), "file": .string(target),
                    "bytes": .int(Int64(bytes.count)), "mime": .string(part.media.rawValue),
                    "blob": .string(part.blob.description),
                ]) { $1 }))
    }

    private func wanted(of evidence: Evidence) throws -> EvidencePart {
        guard isThumbnail else { return evidence.original }
        guard let thumb = evidence.thumb else {
            throw Problem(.notFound, "File \(n) has no thumbnail. Without --thumbnail, the file itself is fetched.")
        }
        return thumb
    }

    private func name(of evidence: Evidence, _ part: EvidencePart) -> String {
        if isThumbnail { return "evidence-\(n)-thumbnail.\(part.media.endings[0])" }
        return evidence.name ?? "evidence-\(n).\(part.media.endings[0])"
    }

    private func download(_ part: EvidencePart, _ replica: Replica, _ shelf: any BlobShelf, _ world: World) async throws
    {
        guard let session = try replica.signedIn else {
            throw Problem(.notSignedIn, "Nobody is signed in here any more. Run: tatua login URL --user NAME")
        }
        do {
            let report = try await world.withFiles(session.server) { transport in
                try await TransferEngine(replica: replica, shelf: shelf, transport: transport)
                    .run([Transfer(.down, part.blob, length: part.bytes, isThumb: false)])
            }
            if let problem = report?.refused[part.blob], problem.code != .notFound { throw problem }
        } catch TransportError.unreachable(let sentence) {
            throw Problem(.unreachable, sentence + " What came of the file is kept; fetch goes on from there.")
        }
    }
}
