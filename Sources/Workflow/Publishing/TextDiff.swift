/// How one text became another, word by word.
public struct TextDiff: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        case same(String)
        case gone(String)
        case new(String)

        fileprivate var isBlank: Bool {
            switch self {
            case .same(let text), .gone(let text), .new(let text): text.isEmpty
            }
        }
    }

    /// In order; neighbours are of different kinds.
    public let parts: [Part]

    public init(from old: String, to new: String) {
        let (before, after) = (Self.words(old), Self.words(new))
        var gone: Set<Int> = []
        var added: Set<Int> = []
        let first = zip(before, after).prefix { $0 == $1 }.count
        let last = zip(before.dropFirst(first).reversed(), after.dropFirst(first).reversed()).prefix { $0 == $1 }.count
        let (old, new) = (before.dropFirst(first).dropLast(last), after.dropFirst(first).dropLast(last))
        guard old.count <= Self.comparedMax, new.count <= Self.comparedMax else {
            // Comparing word by word takes the square of their number.
            let head = before.prefix(first).joined()
            let tail = before.suffix(last).joined()
            parts = [.same(head), .gone(old.joined()), .new(new.joined()), .same(tail)].filter { !$0.isBlank }
            return
        }
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): gone.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var parts: [Part] = []
        var (index, other) = (0, 0)
        while index < before.count || other < after.count {
            if index < before.count, gone.contains(index) {
                Self.append(.gone(before[index]), to: &parts)
                index += 1
            } else if other < after.count, added.contains(other) {
                Self.append(.new(after[other]), to: &parts)
                other += 1
            } else {
                Self.append(.same(other < after.count ? after[other] : before[index]), to: &parts)
                index += 1
                other += 1
            }
        }
        self.parts = parts
    }

    public var isEmpty: Bool { parts.allSatisfy { if case .same = $0 { true } else { false } } }

    /// As one line of text: what is gone in `{-…-}`, what is new in `{+…+}`.
    public var text: String {
        parts.map { part in
            switch part {
            case .same(let words): words
            case .gone(let words): "{-\(words)-}"
            case .new(let words): "{+\(words)+}"
            }
        }.joined()
    }

    /// How many words that differ are compared one by one.
    private static let comparedMax = 4_000

    /// Words, and what parts them.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var isWord = false
        for character in text {
            let belongs = character.isLetter || character.isNumber
            if belongs, isWord, !words.isEmpty {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
            isWord = belongs
        }
        return words
    }

    private static func append(_ part: Part, to parts: inout [Part]) {
        switch (parts.last, part) {
        case (.same(let words)?, .same(let more)): parts[parts.count - 1] = .same(words + more)
        case (.gone(let words)?, .gone(let more)): parts[parts.count - 1] = .gone(words + more)
        case (.new(let words)?, .new(let more)): parts[parts.count - 1] = .new(words + more)
        default: parts.append(part)
        }
    }
}
