import CaseProtocol

/// Conditions about what the act gives and what the case holds.
extension GuardCheck {
    func answerByField(_ condition: Guard) -> Answer {
        switch condition {
        case .fieldIs(let field, let words): yesNo(value(field)?.word.map(words.contains) ?? false)
        case .has(let field): yesNo(isKept(field))
        case .hasNot(let field): yesNo(!isKept(field))
        case .number(let field, let comparison, let bound): yesNo(holds(comparison, value(field)?.word, bound))
        case .twin(let paper, let twin, let reason):
            yesNo(isBlank(paper) || !isBlank(twin) || !isBlank(reason))
        case .bothIn(let field): yesNo(areBothIn(value(field)?.string))
        case .notSigner(let field): yesNo(!(header.text(field).map(standing.selves.contains) ?? false))
        case .feature(let name): yesNo(context.catalogue.features.contains(name))
        default: .no
        }
    }

    private func isBlank(_ field: FieldID) -> Bool { fields[field]?.isBlank ?? true }

    /// A flag that was set to no is not kept either.
    private func isKept(_ field: FieldID) -> Bool {
        header.row[field.rawValue].map { !$0.isBlank && $0 != .bool(false) } ?? false
    }

    private func holds(_ comparison: Comparison, _ text: String?, _ bound: String) -> Bool {
        guard let text, let order = DecimalText.compare(text, bound) else { return false }
        switch comparison {
        case .atLeast: return order >= 0
        case .moreThan: return order > 0
        case .atMost: return order <= 0
        case .lessThan: return order < 0
        }
    }

    private func areBothIn(_ community: String?) -> Bool {
        guard let community = community.flatMap({ RegionalCommunity.named($0) }), let reporting = header.reporting,
            let other = header.imposing ?? header.text("locationCountry")
        else { return false }
        return community.members.contains(reporting) && community.members.contains(other)
    }
}

/// Decimal numbers as text, not negative: `27.5`.
enum DecimalText {
    /// Whether the text is one: digits, at most one dot between them, 40 characters at most.
    static func isNumber(_ text: String) -> Bool { parts(text) != nil }

    /// Below zero, zero or above as the first is less than, equal to or more than the second; `nil` where one is no number.
    static func compare(_ first: String, _ second: String) -> Int? {
        guard let first = parts(first), let second = parts(second) else { return nil }
        if first.whole.count != second.whole.count { return first.whole.count < second.whole.count ? -1 : 1 }
        if first.whole != second.whole { return first.whole < second.whole ? -1 : 1 }
        return first.fraction == second.fraction ? 0 : first.fraction < second.fraction ? -1 : 1
    }

    /// Without zeros in front of the whole part and behind the fraction, so that texts compare as numbers do.
    private static func parts(_ text: String) -> (whole: String, fraction: String)? {
        guard text.utf8.count <= 40 else { return nil }
        let halves = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(halves.count),
            halves.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        let fraction = halves.count == 2 ? halves[1] : ""
        return (
            String(halves[0].drop { $0 == "0" }),
            String(String(fraction.reversed().drop { $0 == "0" }).reversed())
        )
    }
}
