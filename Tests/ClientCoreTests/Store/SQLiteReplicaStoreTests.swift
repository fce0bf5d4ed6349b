import CaseProtocol
import Foundation
import Testing

@testable import ClientCore
@testable import ClientSQLite

@Suite struct SQLiteReplicaStoreTests {
    @Test func `a commit waits for the disk, and what is removed is overwritten`() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteReplicaStore.open(folder: folder)
            #expect(try store.pragma("synchronous") == "2")
            #expect(try store.pragma("secure_delete") == "1")
            #expect(try store.pragma("journal_mode") == "wal")
        }
    }

    @Test func `nobody but the owner may read folder and files`() async throws {
        try await withTemporaryFolder { base in
            let folder = base + "/deep/replica"
            let store = try SQLiteReplicaStore.open(folder: folder)
            try store.write { try $0.setMeta(ReplicaMeta(replica: .sample(1))) }
            try store.setWitness(.sample(1))
            func mode(_ path: String) throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            }
            #expect(try mode(folder) == 0o700)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files.contains("replica.sqlite-wal"))
            for file in files { #expect(try mode("\(folder)/\(file)") == 0o600, "\(file)") }
        }
    }

    @Test func `a second process is told that the replica is in use, and gets it afterwards`() async throws {
        try await withTemporaryFolder { folder in
            var first: SQLiteReplicaStore? = try SQLiteReplicaStore.open(folder: folder)
            try first?.write { try $0.setMeta(ReplicaMeta(replica: .sample(1))) }
            // Locks belong to open files, so a second opening stands for a second process.
            let problem = #expect(throws: ReplicaFault.self) {
                _ = try SQLiteReplicaStore.open(folder: folder, patienceMilliseconds: 0)
            }
            guard case .inUse = problem else {
                Issue.record("\(String(describing: problem))")
                return
            }
            first = nil
            let second = try SQLiteReplicaStore.open(folder: folder, patienceMilliseconds: 0)
            #expect(try second.read { try $0.meta()?.replica } == .sample(1))
        }
    }

    @Test func `a file that is no database is reported, not overwritten`() async throws {
        try await withTemporaryFolder { folder in
            let file = URL(filePath: folder).appending(path: SQLiteReplicaStore.databaseName)
            let text = Data(String(repeating: "not a database at all ", count: 100).utf8)
            try text.write(to: file)
            #expect(throws: ReplicaFault.self) { _ = try SQLiteReplicaStore.open(folder: folder) }
            #expect(try Data(contentsOf: file) == text)
        }
    }

    /// `secure_delete` clears a removed cell, and not the copies of it that splitting a page left between others.
    @Test(arguments: 0..<16)
    func `what was removed is in no page of the file, though pages were split around it`(seed: UInt64) async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteReplicaStore.open(folder: folder)
            let secret = "quokkacanary"
            let dice = SeededReplicaRandom(seed: seed)
            let ids = (0..<400).map { _ in
                RowID.make(milliseconds: Int64(dice.next() >> 20), random: (dice.next(), dice.next()))
            }
            var secrets: Set<Int> = []
            func put(_ number: Int, _ secret: String?, in transaction: any ReplicaTransaction) throws {
                let length = [3, 10, 40, 200, 900][Int(dice.next() % 5)]
                let words = (0..<length).map { _ in "word\(dice.next() % 1_000)" } + (secret.map { [$0] } ?? [])
                try transaction.setWords(words, of: ids[number], caseID: .sample(1))
                try transaction.put(
                    HeldRow(.note(ids[number], on: .sample(1), words.joined(separator: " "))), in: .server)
            }
            for _ in 0..<10 {
                try store.write { transaction throws in
                    for _ in 0..<100 {
                        let (number, isSecret) = (Int(dice.next() % 400), dice.next() % 3 == 0)
                        try put(number, isSecret ? secret : nil, in: transaction)
                        if isSecret { secrets.insert(number) } else { secrets.remove(number) }
                    }
                }
            }
            try store.write { transaction throws in
                for number in secrets.sorted() { try put(number, nil, in: transaction) }
            }
            try store.scrub()
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let bytes = try Data(contentsOf: URL(filePath: folder).appending(path: file))
                #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file)")
            }
        }
    }

    @Test func `everything is there after closing and opening again`() async throws {
        try await withTemporaryFolder { folder in
            let caseID = CaseID.sample(1)
            do {
                let store = try SQLiteReplicaStore.open(folder: folder)
                try store.write { transaction throws in
                    try transaction.put(HeldRow(.header(caseID, number: "NTB-1")), in: .server)
                    try transaction.reindex(RowID(caseID))
                }
            }
            let store = try SQLiteReplicaStore.open(folder: folder)
            #expect(try store.read { try $0.cases(withReference: "NTB-1") } == [caseID])
            #expect(try store.read { try $0.cases(withWordPrefix: "ntb") } == [caseID])
        }
    }
}
