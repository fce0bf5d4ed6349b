import CaseProtocol
import GRDB
import Server
import ServerSQLite
import Testing
import Workflow

/// What becomes of accounts and devices of an older file.
@Suite struct StoreUpgradeTests {
    @Test func `officers of an older file get their days from the upgrade on, traders need nothing`() async throws {
        let folder = try TemporaryFolder()
        let keys = try LedgerKeys.example()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        func account(_ number: UInt64, _ role: RoleID, _ scope: String?) -> Account {
            Account(
                id: .example(number), name: "user\(number)", organisation: nil,
                appointments: [Appointment(.complainant), Appointment(role, scope: scope)], passwordHash: "-")
        }
        let officers = Appointment.grantable.map(\.role).filter { Party.officials.contains($0) || $0 == .sysAdmin }
        let accounts =
            officers.enumerated().map { account(UInt64($0) + 1, $1, "KE") } + [account(100, .counsel, nil)]
        let device = Device(
            tokenHash: [1], user: .example(1), replica: .example(2), signedInAt: Timestamp(milliseconds: 5),
            isRevoked: false)
        try await store.write { transaction in
            for account in accounts { try transaction.put(account) }
            try transaction.put(device)
        }
        try store.close()
        try await DatabaseQueue(path: folder.path + "/tatua.sqlite").write { db in
            try db.execute(
                sql: """
                    ALTER TABLE account DROP COLUMN officer_since;
                    ALTER TABLE device DROP COLUMN name; ALTER TABLE device DROP COLUMN seen_on;
                    DROP TABLE terms_accepted; DROP TABLE terms; DROP TABLE one_time_code;
                    DELETE FROM grdb_migrations WHERE identifier IN ('9', '10')
                    """)
        }
        let reopened = try SQLiteCaseStore.open(folder: folder.path, keys: keys)
        let upgraded = try await reopened.read { try $0.accounts() }
        // Whatever the clock says, it is after this was written, and not in seconds.
        let written = Timestamp(milliseconds: 1_790_000_000_000)
        #expect(upgraded.count == accounts.count && officers.count >= 13)
        for account in upgraded {
            if account.id == .example(100) {
                #expect(account.officerSince == nil)
            } else {
                #expect(account.officerSince.map { $0 > written } == true, "\(account.appointments)")
            }
        }
        #expect(try await reopened.read { try $0.device(tokenHash: [1]) } == device)
        #expect(try await reopened.read { try $0.presentTerms() } == nil)
    }
}
