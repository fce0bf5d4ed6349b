import Foundation

/// The project's own source files, read from the checkout that this test was built in.
enum Tree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let sourceFolders = ["Protocol", "Sources", "Server", "ClientCore"]

    struct File: Sendable {
        /// From the root of the project.
        let path: String
        let text: String
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        /// Modules that the file imports.
        var imports: Set<String> {
            Set(
                lines.compactMap { line in
                    let words = line.split(separator: " ")
                    guard let index = words.firstIndex(of: "import"), index <= 2, words.count > index + 1,
                        words[..<index].allSatisfy({
                            ["public", "internal", "private", "package", "@testable"].contains($0)
                        })
                    else { return nil }
                    return String(words[index + 1].split(separator: ".")[0])
                })
        }
    }

    /// Swift files below `folder`.
    static func swiftFiles(_ folder: String) throws -> [File] {
        let base = root.appending(path: folder)
        guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
        return try walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
            File(path: "\(folder)/\($0)", text: try String(contentsOf: base.appending(path: $0), encoding: .utf8))
        }
    }
}
