import CaseProtocol

/// Whether an application is made by or on behalf of the domestic industry: both tests of ADA 5.4 and SCM 11.4.
public enum StandingTest {
    public enum Position: String, CaseIterable, Hashable, Sendable { case supports, opposes, silent }

    /// A domestic producer of the like product.
    public struct Producer: Equatable, Sendable {
        public let name: String
        public let output: DecimalAmount
        public let position: Position
        /// Related to exporters or importers, or itself an importer of the product.
        public let isRelated: Bool

        public init(_ name: String, output: DecimalAmount, _ position: Position, isRelated: Bool = false) {
            self.name = name
            self.output = output
            self.position = position
            self.isRelated = isRelated
        }

        var label: String { "output of “\(name)”" }
    }

    static let sources = [
        LegalSource("ADA 5.4, SCM 11.4", .verified), LegalSource("ADA 4.1(i) (related producers)", .verified),
    ]

    /// Tests supporters against those who speak (more than 50 %) and against the whole industry (at least 25 %).
    ///
    /// - Parameters:
    ///   - totalOutput: of the whole domestic industry, those who are not listed too; the sum of those listed when `nil`.
    ///   - excludesRelated: leaves related producers out of the domestic industry, on both sides of both fractions.
    /// - Returns: ``LegalVerdict/standingMet`` or ``LegalVerdict/standingNotMet``.
    public static func evaluate(
        _ producers: [Producer], totalOutput: DecimalAmount? = nil, excludesRelated: Bool = false
    ) throws(LegalTestRefusal) -> LegalTestResult {
        let outputs = try Outputs(producers, total: totalOutput, excludesRelated: excludesRelated)
        let expressed = outputs.supporting + outputs.opposing
        guard let majority = outputs.supporting.divided(by: expressed) else {
            throw .zero("output of those who support or oppose the application")
        }
        guard let floor = outputs.supporting.divided(by: outputs.total) else { throw .zero("total domestic output") }
        let isMet = Ratio(percent: 50) < majority && Ratio(percent: 25) <= floor
        let unit = outputs.unit
        let show = { (value: Ratio) in DecimalAmount(value, unit) }
        return LegalTestResult(
            .standing, "Standing of the applicant", isMet ? .standingMet : .standingNotMet,
            steps: outputs.notes + [
                "Majority: \(show(outputs.supporting).text) ÷ (\(show(outputs.supporting).text) + "
                    + "\(show(outputs.opposing).text)) \(majority.percentResult); it must be more than 50 %, and is "
                    + "\(majority.standing(to: 50)).",
                "Floor: \(show(outputs.supporting).text) ÷ \(show(outputs.total).text) \(floor.percentResult); it must "
                    + "be at least 25 %, and is \(floor.standing(to: 25)).",
            ],
            figures: [
                LegalFigure("supporting output", show(outputs.supporting)),
                LegalFigure("opposing output", show(outputs.opposing)),
                LegalFigure("total output", show(outputs.total)),
                LegalFigure("share of those who speak", share: majority),
                LegalFigure("share of the industry", share: floor),
            ],
            sources: sources,
            inputs: [
                "producers": .array(producers.map(\.json)), "totalOutput": totalOutput?.json ?? .null,
                "excludesRelated": .bool(excludesRelated),
            ])
    }
}

extension StandingTest.Producer {
    var json: JSONValue {
        [
            "name": .string(name), "output": output.json, "position": .string(position.rawValue),
            "related": .bool(isRelated),
        ]
    }
}

/// The outputs that count, added up in one unit.
private struct Outputs {
    var supporting = Ratio.zero
    var opposing = Ratio.zero
    var total: Ratio
    let unit: String
    var notes: [String] = []

    init(
        _ producers: [StandingTest.Producer], total given: DecimalAmount?, excludesRelated: Bool
    ) throws(LegalTestRefusal) {
        guard let first = producers.first else { throw .missing("producers", "List at least one with its output.") }
        unit = first.output.unit
        var names: Set<String> = []
        var listed = Ratio.zero
        var related = Ratio.zero
        for producer in producers {
            guard names.insert(producer.name).inserted else { throw .repeated("producer “\(producer.name)”") }
            try producer.output.checkedNotNegative(producer.label)
            try producer.output.checkedSameUnit(producer.label, as: first.output, first.label)
            listed = listed + producer.output.value
            if producer.isRelated { related = related + producer.output.value }
            if producer.isRelated && excludesRelated { continue }
            switch producer.position {
            case .supports: supporting = supporting + producer.output.value
            case .opposes: opposing = opposing + producer.output.value
            case .silent: break
            }
        }
        total = listed
        if let given {
            try given.checkedNotNegative("total domestic output")
            try given.checkedSameUnit("total domestic output", as: first.output, first.label)
            guard listed <= given.value else {
                throw .contradiction(
                    "The total domestic output of \(given.text) is less than the listed producers make together, "
                        + "\(DecimalAmount(listed, unit).text).")
            }
            total = given.value
            let rest = DecimalAmount(given.value - listed, unit)
            notes.append("Producers who are not listed make \(rest.text) and count as silent.")
        } else {
            notes.append("The total is the sum of the producers listed; whoever is not listed is not counted.")
        }
        if excludesRelated {
            total = total - related
            notes.append(
                "Related producers are left out of the domestic industry (ADA 4.1(i), a choice): "
                    + "\(DecimalAmount(related, unit).text) less on every side.")
        } else if !related.isZero {
            notes.append("Related producers are counted; they may be left out (ADA 4.1(i)).")
        }
    }
}
