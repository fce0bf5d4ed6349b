import Foundation
import Testing
import Workflow

/// The page docs/roles.md is what the table of roles says now. `TATUA_RECORD=1 swift test --filter RolePageTests` writes it
/// anew, and such a run fails.
@Suite struct RolePageTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/\(RolePage.fileName)")

    @Test func `the page of roles is what the table says`() throws {
        if ProcessInfo.processInfo.environment["TATUA_RECORD"] == "1" {
            try Data(RolePage.file.utf8).write(to: Self.file)
            Issue.record("recorded docs/\(RolePage.fileName)")
            return
        }
        let committed = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(committed == RolePage.file, "docs/roles.md is not what the table says: record it anew")
    }

    @Test func `every role that an account can hold has a row`() {
        for grantable in Appointment.grantable {
            let listed = RoleListing.all(of: Appointment(grantable.role, isChair: true))
            #expect(!listed.isEmpty, "\(grantable.role)")
        }
    }
}
