import Workflow

/// Finds codes by what people type.
enum CodeSearch {
    /// Codes that begin with `words`, then those in whose title every word occurs; each part in the order of the list. All
    /// of them for a text without words.
    static func find(_ words: String, in list: CodeList) -> [Code] {
        let wanted = words.lowercased().split { $0 == " " || $0 == "," }.map(String.init)
        guard !wanted.isEmpty else { return list.codes }
        let isBeginning = { (code: Code) in code.code.lowercased().hasPrefix(wanted.joined()) }
        return list.codes.filter(isBeginning)
            + list.codes.filter { code in
                let title = code.title.lowercased()
                return !isBeginning(code) && wanted.allSatisfy { title.contains($0) }
            }
    }

    /// The code that `text` is or names: in any letter case, or by its whole title; `nil` when it is neither.
    static func exact(_ text: String, in list: CodeList) -> Code? {
        let wanted = text.lowercased()
        return list.codes.first { $0.code.lowercased() == wanted }
            ?? list.codes.first { $0.title.lowercased() == wanted }
    }

    /// Up to eight codes that `text` may have meant; the headings of the list where nothing is near.
    static func near(_ text: String, in list: CodeList) -> [String] {
        let found = find(text, in: list).prefix(8).map(\.code)
        if !found.isEmpty { return found }
        let titles = NearNames.of(text, among: list.codes.map(\.title))
        let codes = list.codes.filter { titles.contains($0.title) }.map(\.code)
        if !codes.isEmpty { return codes }
        let near = NearNames.of(text, among: list.codes.map(\.code))
        guard near.isEmpty, list.codes.contains(where: { $0.parent != nil }) else { return near }
        return list.codes.filter { $0.parent == nil }.map(\.code)
    }
}
