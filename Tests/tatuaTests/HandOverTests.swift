import CaseProtocol
import ClientCore
import Testing
import Workflow

@testable import tatua

/// A leaver's cases go to a colleague in one command.
@Suite struct HandOverTests {
    /// Three complaints on Kamau's desk, two of them assigned to him.
    private static func assigned() async throws -> Stage {
        let stage = try Stage()
        try await stage.signIn("amina", "kamau", "otieno")
        for _ in 0..<3 { try await stage.run("amina", Stage.filing) }
        for name in ["amina", "kamau"] { try await stage.run(name, ["sync"]) }
        for header in try stage.replica("kamau").cases().prefix(2) {
            let given = try await stage.run("kamau", ["assign", header.label ?? "", "kamau"])
            #expect(given.exitCode == .done)
        }
        for name in ["kamau", "otieno"] { try await stage.run(name, ["sync"]) }
        return stage
    }

    private static func holders(_ stage: Stage, _ name: String) throws -> [String?] {
        try stage.replica(name).rows(ofKind: .assignment).map { $0["person"]?.string }
    }

    @Test func `every running case of one colleague goes to another, and no other case`() async throws {
        let stage = try await Self.assigned()
        let ending = try await stage.run("otieno", ["hand-over", "kamau", "Otieno", "--json"])
        #expect(ending.exitCode == .done)
        let object = try ending.object
        #expect(object["cases"]?.array?.count == 2)
        #expect(object["cases"]?.array?.allSatisfy { $0.object?["problem"] == .null } == true)
        let otieno = try #require(try stage.replica("otieno").signedIn).user.description
        #expect(try Self.holders(stage, "otieno") == [otieno, otieno])
        try await stage.run("otieno", ["sync"])
        try await stage.run("kamau", ["sync"])
        #expect(try Self.holders(stage, "kamau") == [otieno, otieno])
        #expect(try await stage.run("kamau", ["hand-over", "kamau", "otieno", "--json"]).object["cases"] == [])
    }

    @Test func `a dry run says what would go, and nothing goes`() async throws {
        let stage = try await Self.assigned()
        let before = try Self.holders(stage, "otieno")
        let ending = try await stage.run("otieno", ["hand-over", "kamau", "otieno", "--dry-run"])
        #expect(ending.lines.first == "2 cases of kamau would go to otieno.")
        #expect(try Self.holders(stage, "otieno") == before)
        #expect(try await stage.run("otieno", ["outbox", "--json"]).object["waiting"] == 0)
    }

    @Test func `nobody outside the desk is found, and nobody takes over from themself`() async throws {
        let stage = try await Self.assigned()
        for arguments in [
            ["hand-over", "kamau", "nakato"], ["hand-over", "amina", "otieno"], ["hand-over", "kamau", "kamau"],
        ] {
            #expect(try await stage.run("otieno", arguments).exitCode == .refused, "\(arguments)")
        }
    }
}
