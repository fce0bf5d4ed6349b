import Foundation
import Testing

/// The pages that say what this withstands name tests and files that there are, and leave no requirement out.
@Suite struct AssuranceTests {
    /// Requirements of level 2 of ASVS 4.0.3: section → numbers, without those that were deleted.
    private static let requirements: [(section: String, numbers: [Int])] = [
        ("1.1", Array(1...7)), ("1.2", Array(1...4)), ("1.4", [1, 4, 5]), ("1.5", Array(1...4)), ("1.6", Array(1...4)),
        ("1.7", [1, 2]), ("1.8", [1, 2]), ("1.9", [1, 2]), ("1.10", [1]), ("1.11", [1, 2]), ("1.12", [2]),
        ("1.14", Array(1...6)), ("2.1", Array(1...12)), ("2.2", Array(1...3)), ("2.3", Array(1...3)),
        ("2.4", Array(1...6)), ("2.5", Array(1...7)), ("2.6", Array(1...3)), ("2.7", Array(1...6)),
        ("2.8", Array(1...7)), ("2.9", Array(1...3)), ("2.10", Array(1...4)), ("3.1", [1]), ("3.2", Array(1...4)),
        ("3.3", Array(1...4)), ("3.4", Array(1...5)), ("3.5", Array(1...3)), ("3.7", [1]), ("4.1", [1, 2, 3, 5]),
        ("4.2", [1, 2]), ("4.3", Array(1...3)), ("5.1", Array(1...5)), ("5.2", Array(1...8)), ("5.3", Array(1...10)),
        ("5.4", Array(1...3)), ("5.5", Array(1...4)), ("6.1", Array(1...3)), ("6.2", Array(1...6)), ("6.3", [1, 2]),
        ("6.4", [1, 2]), ("7.1", Array(1...4)), ("7.2", [1, 2]), ("7.3", [1, 3, 4]), ("7.4", Array(1...3)),
        ("8.1", Array(1...4)), ("8.2", Array(1...3)), ("8.3", Array(1...8)), ("9.1", Array(1...3)),
        ("9.2", Array(1...4)), ("10.2", [1, 2]), ("10.3", Array(1...3)), ("11.1", Array(1...8)),
        ("12.1", Array(1...3)), ("12.2", [1]), ("12.3", Array(1...6)), ("12.4", [1, 2]), ("12.5", [1, 2]),
        ("12.6", [1]), ("13.1", [1, 3, 4, 5]), ("13.2", [1, 2, 3, 5, 6]), ("13.3", [1, 2]), ("13.4", [1, 2]),
        ("14.1", Array(1...4)), ("14.2", Array(1...6)), ("14.3", [2, 3]), ("14.4", Array(1...7)),
        ("14.5", Array(1...4)),
    ]

    private static func page(_ name: String) throws -> String {
        try String(contentsOf: Tree.root.appending(path: "docs/\(name)"), encoding: .utf8)
    }

    @Test func `every requirement of level 2 has its line, and the sums are right`() throws {
        let text = try Self.page("asvs.md")
        let lines = text.matches(of: /\| (\d+\.\d+\.\d+) \| (\*\*no\*\*|yes|partly|n\/a) \| (.+) \|\n/)
        let expected = Self.requirements.flatMap { section, numbers in numbers.map { "\(section).\($0)" } }
        #expect(lines.map { String($0.1) } == expected)
        func count(_ answer: String) -> Int { lines.count { $0.2 == answer } }
        let sums =
            "**\(count("yes")) met, \(count("partly")) partly, \(count("**no**")) not, \(count("n/a")) do not apply**"
        #expect(text.contains(sums), "\(sums)")
    }

    @Test(arguments: ["asvs.md", "security.md", "operations.md"])
    func `every suite and file that a page names is there`(page: String) throws {
        let text = try Self.page(page)
        var names: Set<String> = []
        for file in try FileManager.default.subpathsOfDirectory(atPath: Tree.root.appending(path: "Tests").path)
        where file.hasSuffix("Tests.swift") || file.hasSuffix("Tests") {
            names.insert(String(file.split(separator: "/").last ?? "").replacing(".swift", with: ""))
        }
        for match in text.matches(of: /\b([A-Z][A-Za-z0-9]*Tests)\b/) {
            #expect(names.contains(String(match.1)), "\(match.1)")
        }
        let files = try (Tree.sourceFolders + ["Tests", "packaging", "scripts", "docs"]).reduce(into: Set<String>()) {
            found, folder in
            let paths = try FileManager.default.subpathsOfDirectory(atPath: Tree.root.appending(path: folder).path)
            for path in paths { found.insert(String(path.split(separator: "/").last ?? "")) }
        }
        for match in text.matches(of: /`([A-Za-z+\-\/]+\.(swift|service|sh|toml))`/) {
            let name = String(match.1.split(separator: "/").last ?? "")
            #expect(files.contains(name) || name == "Package.swift", "\(match.1)")
        }
    }
}
