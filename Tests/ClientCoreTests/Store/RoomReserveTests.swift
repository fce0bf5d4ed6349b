import CaseProtocol
import ClientCore
import Foundation
import Testing

@testable import ClientSQLite

/// The room that is kept for the person's own work, on SQLite that says that its disk is full.
@Suite struct RoomReserveTests {
    private func size(_ folder: String) throws -> Int { try PrivateFile.size("\(folder)/\(RoomReserve.name)") ?? 0 }

    /// Lets the database grow by so many pages.
    private func limit(_ store: SQLiteReplicaStore, to pages: Int) throws {
        let held = Int(try store.pragma("page_count") ?? "") ?? 0
        _ = try store.pragma("max_page_count = \(held + pages)")
    }

    private let large = [UInt8](repeating: 7, count: 500_000)

    @Test func `work takes of the reserve and is tried again; what comes from the server does not`() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteReplicaStore.open(folder: folder)
            #expect(try size(folder) == RoomReserve.bytesMax)
            try limit(store, to: 2)
            let fault = #expect(throws: ReplicaFault.self) { try store.takeIn { try $0.appendStagedPage(large) } }
            guard case .noRoom(let text) = fault else {
                Issue.record("\(String(describing: fault))")
                return
            }
            #expect(text.contains("What the server sends does not fit") && text.contains("Nothing is lost"))
            #expect(try size(folder) == RoomReserve.bytesMax)

            var tries = 0
            try store.write { transaction in
                tries += 1
                if tries == 1 { try transaction.appendStagedPage(large) }
                try transaction.setMeta(ReplicaMeta(replica: .sample(1)))
            }
            #expect(tries == 2)
            #expect(try size(folder) == RoomReserve.bytesMax - RoomReserve.pieceBytes)
            #expect(try store.read { try $0.stagedPageCount() } == 0, "the first try left nothing")
            #expect(try store.read { try $0.meta()?.replica } == .sample(1))
        }
    }

    @Test func `when nothing is left to give up it says so, and is made again when there is room`() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteReplicaStore.open(folder: folder)
            try store.write { try $0.setMeta(ReplicaMeta(replica: .sample(1))) }
            try limit(store, to: 2)
            let fault = #expect(throws: ReplicaFault.self) { try store.write { try $0.appendStagedPage(large) } }
            guard case .noRoom(let text) = fault else {
                Issue.record("\(String(describing: fault))")
                return
            }
            #expect(text.contains("disk is full") && text.contains("Make room on the disk"))
            #expect(try size(folder) == 0)
            #expect(try store.read { try $0.meta()?.replica } == .sample(1))
            _ = try store.pragma("max_page_count = 1000000")
            try store.takeIn { try $0.appendStagedPage(large) }
            #expect(try size(folder) == RoomReserve.bytesMax)
        }
    }

    @Test func `it says how much is free on the disk, and takes blocks of its own`() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteReplicaStore.open(folder: folder)
            #expect(try #require(try store.roomBytes()) > 0)
            var status = stat()
            #expect(lstat("\(folder)/\(RoomReserve.name)", &status) == 0)
            #expect(Int(status.st_blocks) * 512 >= RoomReserve.bytesMax, "a hole keeps no room")
            #expect(status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `a file that does not fit is told of as room`() {
        guard case .noRoom(let text) = PrivateFile.failure("write", "/x", ENOSPC) else {
            Issue.record("another fault")
            return
        }
        #expect(text.contains("no room on this device's disk"))
    }
}
