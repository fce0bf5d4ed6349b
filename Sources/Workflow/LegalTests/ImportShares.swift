import CaseProtocol

/// Imports of the like product from one country.
public struct CountryImports: Equatable, Sendable {
    public let country: String
    public let volume: DecimalAmount
    /// A developing-country Member, as the importing country's list has it.
    public let isDeveloping: Bool
    /// Under investigation; the others only count in the total.
    public let isInvestigated: Bool
    /// The subsidy found, in percent of the value; for countervailing cases.
    public let subsidy: DecimalAmount?

    public init(
        _ country: String, _ volume: DecimalAmount, isDeveloping: Bool = false, isInvestigated: Bool = true,
        subsidy: DecimalAmount? = nil
    ) {
        self.country = country
        self.volume = volume
        self.isDeveloping = isDeveloping
        self.isInvestigated = isInvestigated
        self.subsidy = subsidy
    }

    var label: String { "imports from \(country)" }

    var json: JSONValue {
        [
            "country": .string(country), "volume": volume.json, "developing": .bool(isDeveloping),
            "investigated": .bool(isInvestigated), "subsidy": subsidy?.json ?? .null,
        ]
    }
}

/// The imports of several countries as exact shares of all imports.
struct ImportShares {
    struct Share {
        let imports: CountryImports
        let share: Ratio
    }

    let shares: [Share]
    let total: DecimalAmount
    let note: String
    /// The countries under investigation.
    var tested: [Share] { shares.filter(\.imports.isInvestigated) }

    /// - Parameter total: imports from everywhere; the sum of those listed when `nil`.
    init(_ countries: [CountryImports], total given: DecimalAmount?) throws(LegalTestRefusal) {
        guard let first = countries.first else { throw .missing("countries", "List at least one with its volume.") }
        var names: Set<String> = []
        var sum = Ratio.zero
        for country in countries {
            guard names.insert(country.country).inserted else { throw .repeated("country \(country.country)") }
            try country.volume.checkedNotNegative(country.label)
            try country.volume.checkedSameUnit(country.label, as: first.volume, first.label)
            sum = sum + country.volume.value
        }
        let listed = DecimalAmount(sum, first.volume.unit)
        if let given {
            try given.checkedNotNegative("total imports")
            try given.checkedSameUnit("total imports", as: first.volume, first.label)
            guard listed.value <= given.value else {
                throw .contradiction(
                    "The total imports of \(given.text) are less than the listed countries sent together, \(listed.text)."
                )
            }
        }
        total = given ?? listed
        note =
            given == nil
            ? "Total imports are the sum of the countries listed: \(listed.text)."
            : "Total imports: \(total.text), of which \(listed.text) from the countries listed."
        var shares: [Share] = []
        for country in countries {
            guard let share = country.volume.value.divided(by: total.value) else { throw .zero("total imports") }
            shares.append(Share(imports: country, share: share))
        }
        self.shares = shares
    }

    /// `KE 2.5 % + UG 1 % = 3.5 %`, for the steps.
    static func sum(of shares: [Share]) -> (share: Ratio, text: String) {
        let sum = shares.reduce(Ratio.zero) { $0 + $1.share }
        guard shares.count > 1 else {
            return (sum, shares.first.map { "\($0.imports.country) \($0.share.percentText)" } ?? "none, 0 %")
        }
        let parts = shares.map { "\($0.imports.country) \($0.share.percentText)" }.joined(separator: " + ")
        return (sum, "\(parts) \(sum.percentResult)")
    }
}

extension LegalVerdict {
    /// The verdict over all countries tested, of which those found `stopping` are let go.
    static func overall(_ findings: [LegalFinding], stopping: LegalVerdict) -> LegalVerdict {
        let stopped = findings.count { $0.verdict == stopping }
        return stopped == 0 ? .goOnAll : stopped == findings.count ? .terminateAll : .terminateSome
    }
}
