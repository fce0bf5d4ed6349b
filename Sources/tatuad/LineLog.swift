import CaseProtocol
import Foundation
import Glibc
import Logging

/// Writes each entry of the log as one line of JSON to standard error: whatever a text holds, it stays inside its string,
/// so nobody can write a line of their own or speak to a terminal.
struct LineLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .notice

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members: [String: JSONValue] = [
            "at": .string(Date().ISO8601Format(.init(includingFractionalSeconds: true))),
            "level": .string(event.level.rawValue), "message": .string(Self.plain(event.message.description)),
        ]
        for (name, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) {
            members[members[name] == nil ? name : name + "_"] = .string(Self.plain("\(value)"))
        }
        var line = JSONValue.object(members).canonicalBytes
        line.append(UInt8(ascii: "\n"))
        // One call a line, so that lines of two threads do not mix. A log that cannot be written stops nobody.
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Without what a terminal would act on, and no longer than a line should be.
    private static func plain(_ text: String) -> String {
        let clean = String(String.UnicodeScalarView(text.unicodeScalars.map { isHarmless($0) ? $0 : "\u{FFFD}" }))
        return clean.count <= 2_000 ? clean : clean.prefix(2_000) + "…"
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
