import CaseProtocol
import ClientCore

/// What a verb asks the key agent.
enum AgentRequest: Equatable {
    /// For the key. `isActivity`: a person is at work, so that the agent waits anew until it locks.
    case key(isActivity: Bool)
    case find(token: String, change: Int)
    case load([RowID: RowWords], change: Int)
    case apply([RowID: RowWords?], number: Int)
    /// To forget everything and end.
    case lock

    var bytes: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .key(let isActivity):
            writer.put(1)
            writer.put(isActivity ? 1 : 0)
        case .find(let token, let change):
            writer.put(2)
            writer.put(change)
            writer.put(token)
        case .load(let words, let change):
            writer.put(3)
            writer.put(change)
            Self.put(words.mapValues { $0 }, into: &writer)
        case .apply(let words, let number):
            writer.put(4)
            writer.put(number)
            Self.put(words, into: &writer)
        case .lock: writer.put(5)
        }
        return writer.bytes
    }

    /// `nil` for what is no request.
    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        switch reader.number() {
        case 1: self = .key(isActivity: reader.number() == 1)
        case 2:
            guard let change = reader.number(), let token = reader.text() else { return nil }
            self = .find(token: token, change: change)
        case 3:
            guard let change = reader.number(), let words = Self.words(from: &reader) else { return nil }
            self = .load(words.compactMapValues { $0 }, change: change)
        case 4:
            guard let number = reader.number(), let words = Self.words(from: &reader) else { return nil }
            self = .apply(words, number: number)
        case 5: self = .lock
        default: return nil
        }
    }

    private static func put(_ words: [RowID: RowWords?], into writer: inout ByteWriter) {
        writer.put(words.count)
        for (row, words) in words {
            writer.put(row)
            writer.put(words == nil ? 0 : 1)
            guard let words else { continue }
            writer.put(words.caseID)
            writer.put(words.tokens.joined(separator: " "))
        }
    }

    private static func words(from reader: inout ByteReader) -> [RowID: RowWords?]? {
        guard let count = reader.number() else { return nil }
        var words: [RowID: RowWords?] = [:]
        for _ in 0..<max(0, count) {
            guard let row: RowID = reader.id(), let isThere = reader.number() else { return nil }
            guard isThere == 1 else {
                words[row] = .some(nil)
                continue
            }
            guard let caseID: CaseID = reader.id(), let tokens = reader.text() else { return nil }
            words[row] = RowWords(caseID: caseID, tokens: tokens.split(separator: " ").map { String($0) })
        }
        return words
    }
}

/// What the key agent answers.
enum AgentReply: Equatable {
    case key([UInt8])
    case found([RowID: CaseID])
    /// It does not know the words as of that change.
    case stale
    case done

    var bytes: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .key(let key):
            writer.put(1)
            writer.put(key)
        case .found(let rows):
            writer.put(2)
            writer.put(rows.count)
            for (row, caseID) in rows {
                writer.put(row)
                writer.put(caseID)
            }
        case .stale: writer.put(3)
        case .done: writer.put(4)
        }
        return writer.bytes
    }

    /// `nil` for what is no reply.
    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        switch reader.number() {
        case 1:
            guard let key = reader.field() else { return nil }
            self = .key(key)
        case 2:
            guard let count = reader.number() else { return nil }
            var rows: [RowID: CaseID] = [:]
            for _ in 0..<max(0, count) {
                guard let row: RowID = reader.id(), let caseID: CaseID = reader.id() else { return nil }
                rows[row] = caseID
            }
            self = .found(rows)
        case 3: self = .stale
        case 4: self = .done
        default: return nil
        }
    }
}
