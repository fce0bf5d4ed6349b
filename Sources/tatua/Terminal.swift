import Glibc

/// The person at the other end: results go to standard output, questions and notices to standard error.
protocol Terminal: Sendable {
    /// Whether there is a person to ask.
    var isInteractive: Bool { get }
    /// Writes a line of the result.
    func say(_ line: String)
    /// Writes a line of notice, question or complaint.
    func complain(_ line: String)
    /// Writes `question` without a newline after it.
    func prompt(_ question: String)
    /// Reads a line; `nil` at the end of input.
    func readLine() -> String?
    /// Reads a line without showing what is typed; `nil` at the end of input.
    func readSecret() -> String?
}

extension Terminal {
    func readSecret() -> String? { readLine() }
}

/// Standard input, output and error.
struct StandardTerminal: Terminal {
    var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    func say(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }
    func complain(_ line: String) { write(line + "\n", to: STDERR_FILENO) }
    func prompt(_ question: String) { write(question, to: STDERR_FILENO) }
    func readLine() -> String? { Swift.readLine(strippingNewline: true) }

    func readSecret() -> String? {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return readLine() }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
            complain("")
        }
        return readLine()
    }

    private func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
