import CaseProtocol
import Glibc

/// Where people read: results on standard output, complaints and progress on standard error. Whatever a name, a file or a
/// line of an import holds, nothing printed here can move a terminal's cursor, hide or turn text, or begin a line of its own.
enum Output {
    /// Writes a line to standard error.
    static func complain(_ line: String) {
        write(Plain.line(line) + "\n", to: STDERR_FILENO)
    }

    /// Writes lines to standard error, by the line breaks of `text`.
    static func complain(lines text: String) {
        write(page(text), to: STDERR_FILENO)
    }

    /// Writes a line to standard output at once, even into a pipe.
    static func say(_ line: String) {
        write(Plain.line(line) + "\n", to: STDOUT_FILENO)
    }

    /// Writes lines to standard output, by the line breaks of `text`: a page, a drawing, terms.
    static func say(lines text: String) {
        write(page(text), to: STDOUT_FILENO)
    }

    /// Writes `answer` as one line of canonical JSON, with escapes for what a terminal could obey; it means the same.
    static func say(json answer: some Encodable) throws {
        say(json: String(decoding: try CanonicalJSON.encode(answer), as: UTF8.self))
    }

    /// Writes JSON that is text already; see ``JSONText/printable(text:)``.
    static func say(json text: String) {
        write(JSONText.printable(text: text) + "\n", to: STDOUT_FILENO)
    }

    private static func page(_ text: String) -> String {
        let whole = text.hasSuffix("\n") ? String(text.dropLast()) : text
        return Plain.paragraphs(whole).joined(separator: "\n") + "\n"
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
