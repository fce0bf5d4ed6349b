import CaseProtocol

/// The lines of a file to import.
enum ImportLines {
    /// Cuts a text into lines, the first being number 1. What follows the last line's end is no line.
    static func split(_ text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// What ended an import, how far it came, and what to do.
    ///
    /// - Parameter count: how many lines are known to be done with; those after them may or may not be.
    static func stopped(_ error: any Error, after count: Int, of all: Int, dryRun: Bool) -> Problem {
        let reason = FailureWords.sentence(error)
        let progress = "It got as far as line \(count) of \(all)."
        let remedy =
            dryRun
            ? "Nothing was changed."
            : "Run the import again: what is in already is recognised, and nothing goes in twice."
        let code = (error as? Problem)?.code ?? .internal
        return Problem(code, [reason, progress, remedy].joined(separator: " "))
    }
}
