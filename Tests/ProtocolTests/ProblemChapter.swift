import CaseProtocol
import Foundation

/// The table of problems: codes and their meanings from `Problem.swift`, statuses from `ProblemStatus.swift`; what a client
/// does is written by hand in the table itself.
enum ProblemChapter {
    private struct Entry {
        let code: String
        let meaning: String
        /// The heading of the source under which it stands.
        let group: String
    }

    static func text(remedies: [String: String]) throws -> String {
        let statuses = try statuses()
        var text = ""
        var group = ""
        for entry in try entries() {
            if entry.group != group {
                group = entry.group
                text +=
                    "\(text.isEmpty ? "" : "\n")**\(group)**\n\n| code | status | means | the client |\n|---|---|---|---|\n"
            }
            let status = statuses[entry.code] ?? 400
            let isRefusal = group.hasPrefix("Refusals")
            let shown = isRefusal ? (statuses[entry.code].map { "outcome; \($0)" } ?? "outcome") : "\(status)"
            let remedy = remedies[entry.code] ?? (isRefusal ? "shows it to the author" : "")
            text += "| `\(entry.code)` | \(shown) | \(entry.meaning) | \(remedy) |\n"
        }
        return text
    }

    /// What the table says that a client does, by code.
    static func remedies(in table: String) -> [String: String] {
        var found: [String: String] = [:]
        for line in table.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            found[cells[0].filter { $0 != "`" }] = cells.count > 3 ? cells[3] : ""
        }
        return found
    }

    private static func entries() throws -> [Entry] {
        let source = try String(contentsOf: Checkout.folder("Protocol/Problem.swift"), encoding: .utf8)
        var entries: [Entry] = []
        var group = ""
        var doc: [String] = []
        for line in source.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if line.hasPrefix("/// ") {
                doc.append(String(line.dropFirst(4)))
                continue
            }
            if line.hasPrefix("// ") { group = String(line.dropFirst(3)) }
            if let match = line.firstMatch(of: /public static let `?\w+`?: Self = "(\w+)"/) {
                entries.append(Entry(code: String(match.1), meaning: doc.joined(separator: " "), group: group))
            }
            doc = []
        }
        return entries
    }

    /// The HTTP status of a code, where it is not 400.
    static func statuses() throws -> [String: Int] {
        let source = try String(contentsOf: Checkout.folder("Server/HTTP/ProblemStatus.swift"), encoding: .utf8)
        var found: [String: Int] = [:]
        for match in source.matches(of: /case ([.\w, \n`]+): \.(\w+)/) {
            guard let number = numbers[String(match.2)] else { continue }
            for code in match.1.split(whereSeparator: { ", .\n`".contains($0) }) { found[String(code)] = number }
        }
        return found
    }

    /// What the server's library calls the statuses.
    private static let numbers = [
        "badRequest": 400, "unauthorized": 401, "forbidden": 403, "notFound": 404, "conflict": 409, "gone": 410,
        "contentTooLarge": 413, "unsupportedMediaType": 415, "unprocessableContent": 422, "upgradeRequired": 426,
        "rangeNotSatisfiable": 416, "tooManyRequests": 429, "internalServerError": 500, "serviceUnavailable": 503,
        "insufficientStorage": 507,
    ]
}
