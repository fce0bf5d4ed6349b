import CaseProtocol
import ClientCore
import Workflow

/// The files on a case, one a line, for a person and for a program.
enum EvidenceScreen {
    static func answer(
        _ items: [EvidenceItem], reference: String, _ caseID: CaseID, _ standing: Standing
    ) throws -> Answer {
        var page = Page()
        if items.isEmpty { page.say("No files on \(reference).") }
        for item in items {
            let evidence = item.evidence
            page.row([
                (String(item.number), 3), (evidence.original.media.title, 20), (size(evidence.original.bytes), 8),
                (place(item), 16), (evidence.name ?? "", 26),
            ])
            if let caption = evidence.caption { page.say(caption, indent: 5) }
            page.say(attached(item, among: items), indent: 5)
            if let refusal = item.refusal {
                page.say("The server does not take this file. To offer it again, see tatua outbox.", indent: 5)
                ProblemScreen.write(refusal, to: &page, indent: 5)
            }
        }
        StandingScreen.write(standing, to: &page)
        return Answer(
            page: page,
            json: .object(
                standing.json.merging([
                    "reference": .string(reference), "case": .string(caseID.description),
                    "evidence": .array(items.map(json)),
                ]) { $1 }))
    }

    /// `181 KB`; bytes by themselves below a thousand.
    static func size(_ bytes: Int) -> String {
        if bytes < 1_000 { return "\(bytes) B" }
        return bytes < 1_000_000 ? "\((bytes + 999) / 1_000) KB" : "\((bytes + 99_999) / 1_000_000) MB"
    }

    private static func place(_ item: EvidenceItem) -> String {
        if item.refusal != nil { return "here, refused" }
        if item.isUploadDue { return "here, not sent" }
        return item.isHere ? "here" : "not here"
    }

    private static func attached(_ item: EvidenceItem, among items: [EvidenceItem]) -> String {
        let row = item.evidence.row
        let moment = row["recordedAt"]?.string.flatMap { Timestamp($0) }.map(Wording.moment)
        var words = "\(row["byName"]?.string ?? "somebody"), \(moment ?? ""), class \(row.compartment.confidentiality)"
        if let original = item.evidence.publicCopyOf {
            let number = items.first { $0.evidence.id == original }?.number
            words += "; public copy of " + (number.map { "file \($0)" } ?? "a file that is not shown here")
        }
        if item.isPredicted { words += "; not yet received by the server" }
        return words
    }

    private static func json(_ item: EvidenceItem) -> JSONValue {
        let evidence = item.evidence
        let row = evidence.row
        return [
            "n": .int(Int64(item.number)), "id": .string(evidence.id.description),
            "blob": .string(evidence.original.blob.description), "bytes": .int(Int64(evidence.original.bytes)),
            "mime": .string(evidence.original.media.rawValue), "name": evidence.name.json,
            "caption": evidence.caption.json, "takenOn": (row["takenOn"]?.string).json,
            "by": (row["byName"]?.string).json, "class": .string(row.compartment.confidentiality.rawValue),
            "recordedAt": (row["recordedAt"]?.string).json, "here": .bool(item.isHere),
            "uploadDue": .bool(item.isUploadDue), "pending": .bool(item.isPredicted),
            "refusal": item.refusal.map { ProblemView.json($0) } ?? .null,
            "thumb": (evidence.thumb?.blob.description).json,
            "publicCopyOf": (evidence.publicCopyOf?.description).json,
        ]
    }
}
