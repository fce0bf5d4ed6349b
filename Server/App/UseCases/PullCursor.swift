internal import CaseCrypto
internal import CaseProtocol

/// How far a replica has read: whose it is, of which history, and where in a round.
struct PullCursor: Hashable, Sendable {
    var epoch: UInt64
    /// Four bytes that tell one person from another.
    var personTag: UInt32
    /// What the replica holds is as of this commit; 0 before its first sync.
    var base: Int
    /// The head when the round began: the base of the next one.
    var floor: Int
    /// The end of the history from which the last page was cut; `nil` in a cursor of an earlier version, which does not say.
    /// Not ``floor``: a page of a round under way has rows as they are, which may be younger than the round.
    var mark: Mark?
    var position: Position

    /// A commit, told from any other of its number, as a store has that was put back to an earlier day and then went on.
    struct Mark: Hashable, Sendable {
        var commit: Int
        /// Six bytes of the commit's hash; zero before the first commit.
        var word: UInt64

        static let byteCount = 6

        /// Of the commit `number` as `snapshot` has it.
        init(of number: Int, in snapshot: any CaseSnapshot) throws {
            commit = number
            word =
                try snapshot.commit(number).map {
                    $0.hash.bytes.prefix(Self.byteCount).reduce(0) { $0 << 8 | UInt64($1) }
                } ?? 0
        }

        init(commit: Int, word: UInt64) {
            self.commit = commit
            self.word = word
        }
    }

    /// What has been sent of a round.
    enum Position: Hashable, Sendable {
        /// Nothing: the round has not begun.
        case start
        /// The leaves of all compartments up to this key.
        case leaves(upTo: Int)
        /// All leaves, and all rows of the compartments up to this key.
        case compartments(upTo: Int)
        /// All of the compartments before this one, and of it the rows up to a key.
        case rows(of: Int, upTo: Int)
        /// Of the compartments that were asked for again, so many are done; of the next one the rows up to a key.
        case again(index: Int, upTo: Int?)
    }

    static func personTag(of user: UserID) -> UInt32 {
        SHA256.hash(user.bytes).bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// Turns cursors into text that tells nothing, and back. Those between rounds have one length, those within a round another:
/// which of the two it is, the page that it came with said in the clear.
struct CursorSealer: Sendable {
    /// Version 1 had no mark, and eight bytes for each number. Version 3 is a cursor between rounds: it has no place in a
    /// round, and no ``PullCursor/floor`` but its base.
    private static let versions: ClosedRange<UInt8> = 1...3
    private static let binding = Array("tatua-cursor".utf8)

    let key: SymmetricKey

    /// - Throws: for a commit past 2^40 as well.
    func seal(_ cursor: PullCursor) throws -> String {
        let isBetween = cursor.position == .start && cursor.base == cursor.floor
        let version: UInt8 = cursor.mark == nil ? 1 : isBetween ? 3 : 2
        let form = Form(version)
        var bytes: [UInt8] = [version]
        let (phase, first, second) = cursor.position.words
        Self.append(cursor.epoch, 8, to: &bytes)
        Self.append(UInt64(cursor.personTag), 4, to: &bytes)
        let commits = version == 3 ? [cursor.base] : [cursor.base, cursor.floor]
        for commit in commits + (cursor.mark.map { [$0.commit] } ?? []) {
            guard form.commit == 8 || commit >> (form.commit * 8) == 0 else {
                throw StoreError.damaged("a commit past 2^40")
            }
            Self.append(UInt64(commit), form.commit, to: &bytes)
        }
        if version != 3 {
            bytes.append(phase)
            Self.append(UInt64(first), 8, to: &bytes)
            Self.append(UInt64(second), 8, to: &bytes)
        }
        if let mark = cursor.mark { Self.append(mark.word, PullCursor.Mark.byteCount, to: &bytes) }
        return Base64URL.encode(try AESGCM.seal(bytes, key: key, binding: Self.binding))
    }

    /// `nil` for anything that ``seal(_:)`` did not write.
    func open(_ text: String) -> PullCursor? {
        guard text.utf8.count <= 256, let sealed = Base64URL.decode(text),
            let bytes = try? AESGCM.open(sealed, key: key, binding: Self.binding),
            let version = bytes.first, Self.versions.contains(version), bytes.count == Form(version).byteCount
        else { return nil }
        let form = Form(version)
        var rest = bytes.dropFirst()
        func word(_ count: Int) -> UInt64 {
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count).reduce(0) { $0 << 8 | UInt64($1) }
        }
        let (epoch, tag) = (word(8), UInt32(word(4)))
        let base = Int(exactly: word(form.commit))
        let floor = version == 3 ? base : Int(exactly: word(form.commit))
        let marked = version == 1 ? 0 : Int(exactly: word(form.commit))
        let phase = version == 3 ? 0 : UInt8(word(1))
        let first = version == 3 ? 0 : Int(exactly: word(8))
        let second = version == 3 ? 0 : Int(exactly: word(8))
        let hash = version == 1 ? 0 : word(PullCursor.Mark.byteCount)
        guard let base, let floor, let marked, let first, let second,
            let position = PullCursor.Position(phase: phase, first: first, second: second)
        else { return nil }
        return PullCursor(
            epoch: epoch, personTag: tag, base: base, floor: floor,
            mark: version == 1 ? nil : PullCursor.Mark(commit: marked, word: hash), position: position)
    }

    /// How long the parts are: each byte goes over thin links twice a sync.
    private struct Form {
        let commit: Int
        let byteCount: Int

        init(_ version: UInt8) {
            commit = version == 1 ? 8 : 5
            byteCount = version == 1 ? 46 : version == 2 ? 51 : 29
        }
    }

    private static func append(_ word: UInt64, _ count: Int, to bytes: inout [UInt8]) {
        for place in stride(from: count - 1, through: 0, by: -1) {
            bytes.append(UInt8(truncatingIfNeeded: word >> (UInt64(place) * 8)))
        }
    }
}

extension PullCursor.Position {
    fileprivate var words: (phase: UInt8, first: Int, second: Int) {
        switch self {
        case .start: (0, 0, 0)
        case .leaves(let key): (1, key, 0)
        case .compartments(let key): (2, key, 0)
        case .rows(let key, let row): (3, key, row)
        case .again(let index, nil): (4, index, 0)
        case .again(let index, let row?): (5, index, row)
        }
    }

    fileprivate init?(phase: UInt8, first: Int, second: Int) {
        switch phase {
        case 0: self = .start
        case 1: self = .leaves(upTo: first)
        case 2: self = .compartments(upTo: first)
        case 3: self = .rows(of: first, upTo: second)
        case 4: self = .again(index: first, upTo: nil)
        case 5: self = .again(index: first, upTo: second)
        default: return nil
        }
    }
}
