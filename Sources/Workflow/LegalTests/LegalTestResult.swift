public import CaseProtocol

/// Names a legal test in records and on the command line.
public enum LegalTestID: String, CaseIterable, Hashable, Sendable {
    case standing, margin, sufficiency, belowCost, lesserDuty, volume, countervailing, exclusion, liberalisation
    case duration, reapply, provisional, retroactivity, sunset, str
}

/// A named number or day of a legal test.
public struct LegalFigure: Hashable, Sendable {
    public let name: String
    /// A decimal number as ``Ratio/rounded`` shows it, or a day.
    public let value: String
    /// A currency, a measure unit, `%`, or `date`.
    public let unit: String
    /// Whether ``value`` was rounded for display; the verdict rests on the exact value.
    public let isRounded: Bool

    /// Makes a figure of an amount.
    public init(_ name: String, _ amount: DecimalAmount) {
        let (text, isExact) = amount.value.rounded
        self.init(name: name, value: text, unit: amount.unit, isRounded: !isExact)
    }

    /// Makes a figure of a share, shown in percent.
    public init(_ name: String, share: Ratio) { self.init(name, DecimalAmount(share * Ratio(100), "%")) }

    /// Makes a figure of a day.
    public init(_ name: String, _ day: CivilDate) {
        self.init(name: name, value: day.description, unit: "date", isRounded: false)
    }

    private init(name: String, value: String, unit: String, isRounded: Bool) {
        self.name = name
        self.value = value
        self.unit = unit
        self.isRounded = isRounded
    }

    /// For people: `25 %`, `≈ 33.3333 %`, `2031-11-21`.
    public var text: String { unit == "date" ? value : (isRounded ? "≈ " : "") + "\(value) \(unit)" }

    var json: JSONValue {
        ["name": .string(name), "value": .string(value), "unit": .string(unit), "rounded": .bool(isRounded)]
    }
}

/// What a legal test found for one country, model or step.
public struct LegalFinding: Hashable, Sendable {
    /// The country, the model, or the step.
    public let subject: String
    /// `nil` where the test decides nothing about it alone, as about one model.
    public let verdict: LegalVerdict?
    public let sentence: String
    public let figures: [LegalFigure]

    init(_ subject: String, _ verdict: LegalVerdict?, _ sentence: String, _ figures: [LegalFigure]) {
        self.subject = subject
        self.verdict = verdict
        self.sentence = sentence
        self.figures = figures
    }

    var json: JSONValue {
        [
            "subject": .string(subject), "verdict": verdict.map { .string($0.rawValue) } ?? .null,
            "sentence": .string(sentence), "figures": .array(figures.map(\.json)),
        ]
    }
}

/// The answer of a legal test, with everything that is needed to check it by hand and to keep it on a case.
public struct LegalTestResult: Hashable, Sendable {
    public let test: LegalTestID
    /// What was tested, in words.
    public let title: String
    public let verdict: LegalVerdict
    /// The computation: formulas with numbers, what was compared with what, what was assumed.
    public let steps: [String]
    public let figures: [LegalFigure]
    /// By country, model or step; empty where there is only one subject.
    public let findings: [LegalFinding]
    /// Articles and how sure we are of them.
    public let sources: [LegalSource]
    /// What the test was given, as text with units; by it the test can be run again.
    public let inputs: [String: JSONValue]

    init(
        _ test: LegalTestID, _ title: String, _ verdict: LegalVerdict, steps: [String], figures: [LegalFigure],
        findings: [LegalFinding] = [], sources: [LegalSource], inputs: [String: JSONValue]
    ) {
        self.test = test
        self.title = title
        self.verdict = verdict
        self.steps = steps
        self.figures = figures
        self.findings = findings
        self.sources = sources
        self.inputs = inputs
    }

    /// The figure called `name`; `nil` when the test has none.
    public subscript(name: String) -> LegalFigure? { figures.first { $0.name == name } }

    /// What was found for `subject`; `nil` when the test has nothing about it.
    public func finding(_ subject: String) -> LegalFinding? { findings.first { $0.subject == subject } }

    /// The record, without fractions: every number is decimal text with its unit beside it.
    public var json: JSONValue {
        [
            "test": .string(test.rawValue), "title": .string(title), "verdict": .string(verdict.rawValue),
            "words": .string(verdict.words), "steps": .array(steps.map { .string($0) }),
            "figures": .array(figures.map(\.json)), "findings": .array(findings.map(\.json)),
            "sources": .array(
                sources.map {
                    ["authority": .string($0.authority), "provenance": .string($0.provenance.rawValue)]
                }),
            "inputs": .object(inputs),
        ]
    }
}

extension Ratio {
    /// How an exact value stands to a threshold, in words: `less than 25 %`, `exactly 25 %`, `more than 25 %`.
    func standing(to percent: Int) -> String {
        let threshold = Ratio(percent: percent)
        let word = self < threshold ? "less than" : threshold < self ? "more than" : "exactly"
        return "\(word) \(percent) %"
    }
}

extension DecimalAmount {
    /// For a record: every decimal that was given.
    var json: JSONValue { .string("\(value.exactText) \(unit)") }
}
