public import CaseProtocol

/// Up to which value a small consignment may pass with simplified papers.
public struct SimplifiedTradeThreshold: Equatable, Sendable {
    /// ``RegionalCommunity/id``.
    public let community: String
    public let perConsignment: DecimalAmount
    /// The first day on which we know it to hold; `nil` when we do not know since when it has held.
    public let validFrom: CivilDate?
    public let source: LegalSource

    public init(_ community: String, _ perConsignment: DecimalAmount, validFrom: CivilDate?, source: LegalSource) {
        self.community = community
        self.perConsignment = perConsignment
        self.validFrom = validFrom
        self.source = source
    }

    /// What we know. A later row of the same community takes over from its `validFrom` on.
    public static let standard = [
        // Adopted by the Council of Ministers in 2014, on a day that we have not seen; kept after the review of 2022.
        SimplifiedTradeThreshold(
            "COMESA", DecimalAmount(Ratio(2000), "USD"), validFrom: CivilDate(year: 2015, month: 1, day: 1),
            source: LegalSource("COMESA simplified trade regime, US$2,000 per consignment and crossing", .verified)),
        SimplifiedTradeThreshold(
            "EAC", DecimalAmount(Ratio(2000), "USD"), validFrom: nil,
            source: LegalSource("EAC simplified certificate of origin, up to US$2,000", .recalledHigh)),
    ]
}

/// Whether a consignment is probably small enough for the simplified trade regime. A hint: never a reason to refuse.
public enum SimplifiedTradeHint {
    /// Compares `value` with the threshold of `community` on `day`.
    ///
    /// - Returns: ``LegalVerdict/eligible`` up to and with the threshold, ``LegalVerdict/aboveThreshold``, or
    ///   ``LegalVerdict/cannotTell`` where no threshold is known for that day or the currencies differ.
    /// - Throws: only when `value` is below zero.
    public static func evaluate(
        _ value: DecimalAmount, community: String, on day: CivilDate,
        thresholds: [SimplifiedTradeThreshold] = SimplifiedTradeThreshold.standard
    ) throws(LegalTestRefusal) -> LegalTestResult {
        try value.checkedNotNegative("value of the consignment")
        let wanted = community.lowercased()
        let known = thresholds.filter { $0.community.lowercased() == wanted && $0.validFrom.map { $0 <= day } ?? true }
        let found = known.max { left, right in
            guard let later = right.validFrom else { return false }
            return left.validFrom.map { $0 < later } ?? true
        }
        var verdict = LegalVerdict.cannotTell
        var steps: [String] = []
        var figures = [LegalFigure("value", value)]
        if let found {
            figures.append(LegalFigure("threshold", found.perConsignment))
            if found.perConsignment.unit == value.unit {
                let fits = value.value <= found.perConsignment.value
                verdict = fits ? .eligible : .aboveThreshold
                steps.append(
                    "\(value.text) is \(fits ? "not more" : "more") than \(found.perConsignment.text) for one consignment "
                        + "(\(found.community)\(found.validFrom.map { ", from \($0)" } ?? "")).")
            } else {
                steps.append(
                    "The value is in \(value.unit), the threshold in \(found.perConsignment.unit); nothing is converted "
                        + "here.")
            }
            steps.append("The product must also be on the common list; fees, permits and health rules still apply.")
        } else {
            steps.append("No threshold of \(community) is known for \(day).")
        }
        steps.append("This is a hint and decides nothing.")
        return LegalTestResult(
            .str, "Simplified trade regime", verdict, steps: steps, figures: figures,
            sources: found.map { [$0.source] } ?? [],
            inputs: ["value": value.json, "community": .string(community), "day": day.json])
    }
}
