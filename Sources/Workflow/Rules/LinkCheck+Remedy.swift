import CaseProtocol

/// A request for data names the trade remedy that it is for, and the agency does not learn of that one.
extension LinkCheck {
    /// - Throws: ``Refusal/invalidValue(_:reason:)`` for a case of another kind or country, and for a text that tells the
    ///   agency of a remedy that is a secret yet.
    func checkRemedy(_ other: OtherCase) throws(Refusal) {
        guard other.header.cast == .remedy, let country = standing.header.fileCountry,
            other.header.fileCountry == country
        else { throw refusal("must be a trade remedy of your authority") }
        for field in UnfairDataRequest.told {
            let text = (fields[field] ?? standing.header.row[field.rawValue])?.string
            guard let text, other.isTold(by: text) else { continue }
            throw .invalidValue(
                field,
                reason:
                    "names the case or who applied: before initiation no agency may learn that there is one (ADA 5.5)"
            )
        }
    }
}

extension OtherCase {
    /// Whether a text gives the case away to whoever may not know of it, however it is spelled.
    func isTold(by text: String) -> Bool {
        let folded = FoldedText(text)
        return secretWords.lazy.map { FoldedText($0) }
            // Two letters are anybody's.
            .contains { $0.letters.count >= 3 && !folded.ranges(of: $0).isEmpty }
    }
}

extension CaseState {
    /// Who applied, as far as the case says it: whole names, a firm's with its legal form and without. A part of a name may be
    /// that of the goods.
    var applicantNames: [String] {
        let sealed = rows(.party).filter { $0.compartment.confidentiality == .sealed }
        let given = sealed.flatMap { row in
            ["name", "onBehalfOf", "organisation"].compactMap { row[$0]?.string }
        }
        let seated = seatsEver.filter { $0.role == .industryApplicant }.map(\.name)
        return (given + seated).flatMap { [$0, ComplainantProtection.withoutForm($0)] }
    }
}
