public import CaseProtocol
import Synchronization

/// The words of a row, and the case that they lead to.
public struct RowWords: Hashable, Sendable {
    public var caseID: CaseID
    /// In ``SearchText/tokens(of:)`` form.
    public var tokens: [String]

    public init(caseID: CaseID, tokens: [String]) {
        self.caseID = caseID
        self.tokens = tokens
    }
}

/// Where the words of a sealed replica are looked up: in memory, and nowhere on a disk. It knows them as of a number that the
/// store counts up with each change, or not at all.
///
/// Implementations: ``InMemoryWordIndex``, which the contract suite runs on, and the key agent's (in `tatua`), which is one behind a
/// socket and is tested as a process.
public protocol WordIndex: Sendable {
    /// Rows with a word that begins with `token`, and their cases; `nil` when it does not know the words as of `change`.
    func rows(withWordPrefix token: String, at change: Int) -> [RowID: CaseID]?

    /// Takes everything anew.
    func load(_ words: [RowID: RowWords], at change: Int)

    /// Takes in what the change `number` made of some rows; `nil` removes one. Forgets everything when it does not know the
    /// words as of the number before.
    func apply(_ changes: [RowID: RowWords?], number: Int)
}

/// A ``WordIndex`` in this process.
public final class InMemoryWordIndex: WordIndex {
    private struct State: Sendable {
        var change: Int? = 0
        var words: [RowID: RowWords] = [:]
        var rows: [String: Set<RowID>] = [:]
        /// The keys of `rows` in order; `nil` when they are to be put in order again.
        var tokens: [String]?

        mutating func set(_ new: RowWords?, of row: RowID) {
            for token in words[row]?.tokens ?? [] {
                rows[token]?.remove(row)
                if rows[token]?.isEmpty == true {
                    rows[token] = nil
                    tokens = nil
                }
            }
            words[row] = new
            for token in new?.tokens ?? [] {
                if rows[token] == nil { tokens = nil }
                rows[token, default: []].insert(row)
            }
        }
    }

    private let state = Mutex(State())

    /// The index of a store in which nothing was changed yet.
    public init() {}

    /// Rows with a word that begins with `token`.
    public func rows(withWordPrefix token: String, at change: Int) -> [RowID: CaseID]? {
        state.withLock { state in
            guard state.change == change else { return nil }
            let tokens = state.tokens ?? state.rows.keys.sorted()
            state.tokens = tokens
            var found: [RowID: CaseID] = [:]
            for word in tokens[Self.start(of: token, in: tokens)...].prefix(while: { $0.hasPrefix(token) }) {
                for row in state.rows[word] ?? [] { found[row] = state.words[row]?.caseID }
            }
            return found
        }
    }

    /// Takes everything anew.
    public func load(_ words: [RowID: RowWords], at change: Int) {
        state.withLock { state in
            state = State(change: change)
            for (row, words) in words { state.set(words, of: row) }
        }
    }

    /// Takes in what one change made of some rows.
    public func apply(_ changes: [RowID: RowWords?], number: Int) {
        state.withLock { state in
            guard state.change == number - 1 else {
                state = State(change: nil)
                return
            }
            for (row, words) in changes { state.set(words, of: row) }
            state.change = number
        }
    }

    /// The index of the first of the ordered `tokens` that is not before `token`.
    private static func start(of token: String, in tokens: [String]) -> Int {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle] < token { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
