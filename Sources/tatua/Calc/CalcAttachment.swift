import CaseProtocol
import ClientCore
import Workflow

/// Keeps the result of a legal test on a case.
enum CalcAttachment {
    /// How long a remark may be, in UTF-8 bytes; the rules refuse a longer one.
    static let bytesMax = 20_000

    /// Adds an internal note: the result in words, and on its last line the record as JSON.
    ///
    /// The one place that knows how a result is kept; an action of the procedure can take over here.
    ///
    /// - Throws: a ``Problem`` when the case is not found, the person may not note, or the result is too long.
    static func attach(_ result: LegalTestResult, to reference: String, in replica: Replica) throws -> Answer {
        let caseID = try replica.find(reference)
        let prediction = try replica.note(on: caseID, try text(of: result), confidentiality: .internal)
        return PredictionScreen.answer(
            prediction,
            did:
                "\(prediction.reference): the result was noted, class internal (only your own government or body reads "
                + "it).",
            more: ["class": .string(ConfidentialityClass.internal.rawValue)], try Standing(replica))
    }

    /// What is noted. Where the inputs make it too long, the record goes without them, and says so.
    static func text(of result: LegalTestResult) throws -> String {
        let words = LegalTestScreen.page(result).lines.joined(separator: "\n")
        let full = words + "\n\n" + JSONText.printable(result.json)
        if full.utf8.count <= bytesMax { return full }
        var record = result.json.object ?? [:]
        record["inputs"] = ["leftOut": true]
        let short =
            words + "\n\nThe inputs are too long for a note; keep the table that was read.\n"
            + JSONText.printable(.object(record))
        guard short.utf8.count <= bytesMax else {
            throw Problem(
                .tooLong,
                "The result takes \(short.utf8.count) bytes, a note at most \(bytesMax). Keep the answer of --json as a file."
            )
        }
        return short
    }
}
