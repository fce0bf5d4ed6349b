import CaseCrypto
import CaseProtocol
import Foundation
import Server
import ServerSQLite
import Testing

/// The implementations that the contract suites run on.
enum StoreKind: CaseIterable, CustomTestStringConvertible {
    case inMemory
    case sqlite

    var testDescription: String { "\(self)" }
}

/// A new store, and its folder if it has one, which goes when this goes.
final class StoreFixture: Sendable {
    let store: any CaseStore
    private let folder: TemporaryFolder?

    init(_ kind: StoreKind) throws {
        let keys = try LedgerKeys.example()
        switch kind {
        case .inMemory:
            store = InMemoryCaseStore(keys: keys)
            folder = nil
        case .sqlite:
            let folder = try TemporaryFolder()
            store = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
            self.folder = folder
        }
    }

    @discardableResult
    func append(_ draft: CommitDraft) async throws -> Int { try await store.append(draft) }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any CaseSnapshot) throws -> Value) async throws -> Value {
        try await store.read(body)
    }
}

extension CaseStore {
    /// Appends a draft in a write of its own.
    @discardableResult
    func append(_ draft: CommitDraft) async throws -> Int { try await write { try $0.append(draft) } }
}

/// A new folder that is removed with everything in it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("tatua-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed is left to the system's own cleaning of its temporary folder.
        try? FileManager.default.removeItem(atPath: path)
    }
}

extension LedgerKeys {
    static func example(_ seed: UInt8 = 7) throws -> LedgerKeys {
        LedgerKeys(
            signingKey: try SigningKey(rawBytes: [UInt8](repeating: seed, count: 32)),
            cursorKey: try #require(SymmetricKey(bytes: [UInt8](repeating: 9, count: 32))))
    }
}

extension TypedID {
    /// The `number`-th id of a test.
    static func example(_ number: UInt64) -> Self {
        Self(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000 | number)
    }
}

extension Compartment {
    static func parties(_ number: UInt64) -> Self { Compartment(caseID: .example(number), .parties) }
    static func notes(_ number: UInt64, of country: String) -> Self {
        Compartment(caseID: .example(number), .internal, holder: country)
    }
}

extension Row {
    static func note(_ number: UInt64, _ text: String = "held at the post", in compartment: Compartment) -> Row {
        Row(id: .example(number), kind: .note, compartment: compartment, fields: ["text": .string(text)])
    }

    /// The header of case `number`.
    static func header(_ number: UInt64, _ fields: [String: JSONValue] = [:]) -> Row {
        Row(
            id: .example(number), kind: .caseHeader, compartment: .parties(number),
            fields: ["procedure": "ntb.tripartite", "stage": "submitted"].merging(fields, uniquingKeysWith: { $1 }))
    }

    static func deadline(_ number: UInt64, of caseNumber: UInt64, due: String?, state: String = "running") -> Row {
        var fields: [String: JSONValue] = ["key": "screen", "state": .string(state)]
        if let due { fields["dueOn"] = .string(due) }
        return Row(id: .example(number), kind: .deadline, compartment: .parties(caseNumber), fields: fields)
    }

    static func card(_ number: UInt64, _ name: String, published: Bool = true) -> Row {
        Row(
            id: .example(number), kind: .publicCard, compartment: Compartment(caseID: .example(number), .public),
            fields: [
                "number": .string(name), "status": "In process", "procedure": "ntb.tripartite",
                "text": "A truck is held.",
                "publishedOn": "2026-11-21", "published": .bool(published),
            ])
    }

    /// The next version with `text`.
    func saying(_ text: String) -> Row { setting(["text": .string(text)]) }

    /// The next version with `changes` made, even when nothing differs.
    func setting(_ changes: [String: JSONValue]) -> Row {
        var next = self
        next.rev += 1
        next.fields.merge(changes, uniquingKeysWith: { $1 })
        return next
    }

    /// The next version in another compartment.
    func moved(to compartment: Compartment) -> Row {
        var next = self
        next.rev += 1
        next.compartment = compartment
        return next
    }
}

extension CommitDraft {
    static func example(
        _ rows: Row..., placements: [Compartment: Set<AudienceID>] = [:], memberships: [UserID: Set<AudienceID>] = [:]
    ) -> CommitDraft {
        CommitDraft(
            at: Timestamp(milliseconds: 1_795_000_000_000), by: .example(900), replica: .example(800),
            command: "test.change",
            commandHash: SHA256.hash([1, 2, 3]), rows: rows, placements: placements, memberships: memberships)
    }
}

extension CommandRecord {
    static func example(_ n: Int, mid: UInt64? = nil, commit: Int? = nil, args: String = #"{"case":"x"}"#)
        -> CommandRecord
    {
        let mid = CommandID.example(mid ?? UInt64(1_000 + n))
        let at = Timestamp(milliseconds: 1_795_000_000_000)
        let sent = CommandEnvelope(n: n, mid: mid, cmd: "case.act", v: 1, at: at, args: args)
        return CommandRecord(
            replica: .example(800), n: n, mid: mid, hash: SHA256.hash(sent.hashedBytes), cmd: sent.cmd, v: sent.v,
            args: args, claimedAt: at, receivedAt: Timestamp(milliseconds: at.milliseconds + 250), outcome: .applied,
            commit: commit)
    }
}
