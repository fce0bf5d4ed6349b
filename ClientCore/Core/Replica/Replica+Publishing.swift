public import CaseProtocol
public import Workflow

extension Replica {
    /// Prepares a text for the public.
    ///
    /// - Parameters:
    ///   - text: one of the case's, with what stays confidential marked in it.
    ///   - draft: the draft that is marked anew; `nil` for a new one.
    ///   - replaces: the public text that this one corrects.
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    @discardableResult
    public func draft(
        _ source: TextSource, on caseID: CaseID, marks: [TextMark], title: String?, draft: RowID? = nil,
        replaces: RowID? = nil
    ) throws -> Prediction {
        try perform(
            .draftText(
                TextDraft(
                    caseID: caseID, draft: draft ?? newID(), source: source.row.id, field: source.field,
                    rev: source.rev,
                    marks: marks, title: title, replaces: replaces)))
    }

    /// What stands for a text that somebody has read: 16 hexadecimal digits of its SHA-256.
    public func readingCode(of text: String) -> String {
        crypto.sha256(Array(text.utf8)).prefix(8).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// The version for everybody on the case, as a remark, and the claim that names it.
    func versions(
        of summary: String?, _ claim: ConfidenceClaim?, on caseID: CaseID
    ) -> (summary: [CaseCommand], claim: ConfidenceClaim?) {
        guard let summary, var claim else { return ([], claim) }
        let note: RowID = newID()
        claim.twin = note
        return (
            [.addNote(NoteAdd(caseID: caseID, note: note, text: summary, confidentiality: .parties))], claim
        )
    }

    /// Adds a remark in confidence, with why, and with a summary for everybody on the case.
    ///
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    @discardableResult
    public func note(
        on caseID: CaseID, _ text: String, inConfidence claim: ConfidenceClaim, summary: String?
    ) throws -> Prediction {
        let version = versions(of: summary, claim, on: caseID)
        let note = CaseCommand.addNote(
            NoteAdd(
                caseID: caseID, note: newID(), text: text, confidentiality: .confidential, confidence: version.claim))
        let predictions = try perform(all: version.summary + [note])
        return predictions[predictions.count - 1]
    }

    /// Says why something is kept in confidence; `nil`: that it need not any longer.
    ///
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    @discardableResult
    public func setConfidence(
        _ claim: ConfidenceClaim?, of row: RowID, on caseID: CaseID, summary: String? = nil
    ) throws -> Prediction {
        let version = versions(of: summary, claim, on: caseID)
        let set = CaseCommand.setConfidence(
            ConfidenceSet(caseID: caseID, row: newID(), of: row, claim: version.claim))
        let predictions = try perform(all: version.summary + [set])
        return predictions[predictions.count - 1]
    }

    /// Asks to be told who complained.
    ///
    /// - Parameter days: from the day of consent, 1 to 30.
    /// - Throws: a ``Problem``, see ``perform(_:)``.
    @discardableResult
    public func requestIdentity(on caseID: CaseID, reason: String, days: Int) throws -> Prediction {
        try perform(.requestIdentity(IdentityRequest(caseID: caseID, request: newID(), reason: reason, days: days)))
    }
}
