import Foundation

/// Lines for an import: the complaints of `Demo/`, over and over under new numbers. They come round after more than the
/// 32 KB that gzip looks back, so that repetition does not pack them better than real ones.
struct RecordedCases: Sendable {
    private let templates: [[String: String]]

    init() throws {
        let text = try String(contentsOfFile: "Demo/complaints.jsonl", encoding: .utf8)
        templates = try text.split(separator: "\n").map { line in
            guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
                throw BenchmarkError("Demo/complaints.jsonl holds a line that is no object")
            }
            var members: [String: String] = [:]
            for (name, value) in object {
                let bytes = try JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed])
                members[name] = String(decoding: bytes, as: UTF8.self)
            }
            return members
        }
    }

    /// The line of case `index`.
    func line(_ index: Int) -> String {
        var members = templates[index % templates.count]
        members["number"] = "\"REG-\(index)\""
        return "{" + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
    }
}
