import Foundation

/// The first paragraphs of the docstrings of a folder of Swift files: what types, their members and cases are.
struct DocComments: Sendable {
    private var types: [String: String] = [:]
    private var members: [String: [String: String]] = [:]
    /// Names on the wire that differ from those in Swift.
    private var wireNames: [String: [String: String]] = [:]

    init(folder: URL) throws {
        // In one order everywhere, since a name may be told of twice.
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        where name.hasSuffix(".swift") {
            read(try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
    }

    func type(_ name: String) -> String? { types[name] }

    /// - Parameter name: as on the wire.
    func member(_ name: String, of type: String) -> String? {
        let swiftName = wireNames[type]?.first { $0.value == name }?.key ?? name
        return members[type]?[swiftName]
    }

    private mutating func read(_ text: String) {
        var current = ""
        var doc: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let words = line.split { " :(<".contains($0) }.map(String.init)
            if line.drop(while: { $0 == " " }).hasPrefix("///") {
                doc.append(String(line.drop { $0 == " " }.dropFirst(3)).trimmingCharacters(in: .whitespaces))
                continue
            }
            defer { doc = [] }
            let isTop = !line.hasPrefix(" ")
            if isTop, let index = words.firstIndex(where: { ["struct", "enum"].contains($0) }), words.count > index + 1
            {
                current = words[index + 1]
                types[current] = Self.sentence(doc)
            } else if isTop, words.first == "extension", words.count > 1 {
                current = words[1]
            } else if words.count > 2, words[0] == "public", ["var", "let"].contains(words[1]) {
                members[current, default: [:]][words[2]] = Self.sentence(doc)
            } else if words.first == "case", words.count > 1 {
                if words.count == 4, words[2] == "=" {
                    wireNames[current, default: [:]][words[1]] = words[3].filter { $0 != "\"" }
                } else if let text = Self.sentence(doc) {
                    members[current, default: [:]][words[1]] = text
                }
            }
        }
    }

    /// The first paragraph, without the marks of Swift's own documentation.
    private static func sentence(_ doc: [String]) -> String? {
        let paragraph = doc.prefix { !$0.isEmpty && !$0.hasPrefix("- ") }.joined(separator: " ")
        if paragraph.isEmpty { return nil }
        return paragraph.replacing(#/``([^`]*)``/#) { $0.1.split(separator: "/").last ?? "" }
    }
}
