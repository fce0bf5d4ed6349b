import CaseProtocol

/// The two-version rule: what a party gives in confidence comes with a version for everybody on the case, or with the reason
/// why there can be none (ADA 6.5.1; `roles.md` 3.4). Trade remedies demand it; elsewhere it is offered.
struct ConfidenceCheck {
    let standing: Standing
    let recorder: Recorder
    let context: DecisionContext

    /// How long an explanation may be, in UTF-8 bytes.
    static let wordsBytesMax = 2_000

    /// Checks what is said of something that is about to be put into a class.
    ///
    /// - Throws: ``Refusal/missingFields(_:)`` where the procedure demands more.
    func check(_ claim: ConfidenceClaim?, in confidentiality: ConfidentialityClass) throws(Refusal) {
        guard confidentiality == .confidential else {
            guard claim == nil else {
                throw .invalidValue("confidence", reason: "is asked for what is of class confidential")
            }
            return
        }
        if let claim { try checkWords(claim) }
        guard isDemanded else { return }
        guard let claim else { throw .missingFields(["confidence"]) }
        guard claim.twin != nil || claim.noSummary.map({ !JSONValue.string($0).isBlank }) ?? false else {
            throw .guardFailed(
                "confidence",
                "What is given in confidence here needs a version for everybody on the case (“twin”), or the reason why "
                    + "there can be none (“noSummary”): ADA 6.5.1.")
        }
    }

    /// What a party gives on the file of a trade remedy; what the authority writes to a party is the authority's.
    private var isDemanded: Bool {
        standing.header.cast == .remedy
            && (recorder.seat != nil || RoleWords.filers.contains(recorder.role))
    }

    private func checkWords(_ claim: ConfidenceClaim) throws(Refusal) {
        try ConfidentialityGround.check(claim.reason)
        for (field, words) in [("why", claim.why), ("noSummary", claim.noSummary)] {
            guard let bytes = words?.utf8.count, bytes > Self.wordsBytesMax else { continue }
            throw .tooLong(FieldID(field), bytes: bytes, bytesMax: Self.wordsBytesMax)
        }
        if let until = claim.until, until < context.today {
            throw .invalidValue("until", reason: "must not be over: it is \(until)")
        }
        if let twin = claim.twin { try checkTwin(twin) }
    }

    /// A version for the others is there, by the same author, where the others read it or will.
    private func checkTwin(_ id: RowID) throws(Refusal) {
        guard let row = standing.state[id], [.note, .evidence].contains(row.kind), standing.sees(row.compartment),
            row["by"]?.string == recorder.author.description,
            row.compartment == recorder.compartment(.parties), standing.state.confidence(of: id) == nil
        else {
            throw .invalidValue(
                "twin", reason: "must be a remark or a file of your own that is there for everybody on the case")
        }
    }
}

extension ConfidenceClaim {
    /// The members of the claim's row.
    func fields(of row: RowID) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "of": .string(row.description), "reason": .string(reason.rawValue), "state": "standing",
        ]
        fields["why"] = why.map { .string($0) }
        fields["endsOn"] = until.map { .string($0.description) }
        fields["twin"] = twin.map { .string($0.description) }
        fields["noSummary"] = noSummary.map { .string($0) }
        return fields
    }
}

extension CaseState {
    /// What is said of why a row is kept in confidence: what stands, or ended and was not answered; `nil` for nothing.
    func confidence(of id: RowID) -> Row? {
        rows(.confidence).last {
            $0["of"]?.string == id.description && ["standing", "over"].contains($0["state"]?.string)
        }
    }

    /// The claims that ended, and that nobody has answered.
    var endedConfidence: [Row] { rows(.confidence).filter { $0["state"] == "over" } }
}

extension Recorder {
    /// The facts of something that is put on the case in confidence, with why.
    mutating func claimed(_ claim: ConfidenceClaim?, of row: RowID, in compartment: Compartment) -> [CaseEvent] {
        guard let claim else { return [] }
        let fields = signature(in: compartment.confidentiality).merging(claim.fields(of: row)) { $1 }
        return [.confidenceClaimed(MadeRow(id: newRow(), compartment: compartment, fields: fields))]
    }
}
