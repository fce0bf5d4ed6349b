import Synchronization

@testable import tatua

/// A terminal that answers from a list and remembers what was written to standard error, questions included.
final class FakeTerminal: Terminal {
    let isInteractive: Bool
    private let answers: Mutex<[String]>
    private let written = Mutex<[String]>([])

    init(isInteractive: Bool = false, answers: [String] = []) {
        self.isInteractive = isInteractive
        self.answers = Mutex(answers)
    }

    var lines: [String] { written.withLock { $0 } }

    func say(_ line: String) { written.withLock { $0.append(line) } }
    func complain(_ line: String) { written.withLock { $0.append(line) } }
    func prompt(_ question: String) { written.withLock { $0.append(question) } }
    func readLine() -> String? {
        let answer: String? = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        // A terminal echoes what is typed after the question.
        if isInteractive, let answer { written.withLock { $0[$0.count - 1] += answer } }
        return answer
    }
}
