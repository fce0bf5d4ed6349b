import CaseProtocol
import ClientCore

/// The words of a sealed replica, as one transaction sees them: those of the index, and its own changes. They must be what
/// ``SearchText`` makes of the rows, since an index that is not of the present is made anew from those.
final class SealedWords {
    let index: any WordIndex
    private(set) var changes: [RowID: RowWords?] = [:]

    init(_ index: any WordIndex) { self.index = index }

    func set(_ words: RowWords?, of row: RowID) { changes[row] = .some(words) }

    /// Cases with a word that begins with `token`, ascending.
    ///
    /// - Parameter change: of which the index would have to be.
    func cases(withWordPrefix token: String, at change: Int, in snapshot: some ReplicaSnapshot) throws -> [CaseID] {
        if let rows = index.rows(withWordPrefix: token, at: change) {
            var found = rows.filter { changes[$0.key] == nil }
            for case (let row, let words?) in changes where words.tokens.contains(where: { $0.hasPrefix(token) }) {
                found[row] = words.caseID
            }
            return Set(found.values).sorted()
        }
        let words = try snapshot.words()
        // What is not committed yet is nobody else's to see.
        if changes.isEmpty { index.load(words, at: change) }
        let found = words.values.filter { $0.tokens.contains { $0.hasPrefix(token) } }
        return Set(found.map(\.caseID)).sorted()
    }
}

extension ReplicaSnapshot {
    /// The words of every row, from the rows.
    fileprivate func words() throws -> [RowID: RowWords] {
        var words: [RowID: RowWords] = [:]
        for kind in SearchText.kinds {
            for row in try effectiveRows(ofKind: kind) {
                guard let caseID = row.caseID else { continue }
                let tokens = SearchText.tokens(of: row)
                if !tokens.isEmpty { words[row.id] = RowWords(caseID: caseID, tokens: tokens) }
            }
        }
        return words
    }
}
