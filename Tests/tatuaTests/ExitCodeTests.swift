import CaseProtocol
import ClientCore
import Testing
import Workflow

@testable import tatua

@Suite struct ExitCodeTests {
    @Test(arguments: [
        (ProblemCode.notFound, TatuaExitCode.refused), (.missingField, .refused), (.wrongStage, .refused),
        (.ambiguous, .refused), (.replicaForeign, .refused), (.protocolUnsupported, .refused),
        (.notSignedIn, .notLoggedIn), (.wrongCredentials, .notLoggedIn), (.tooManyAttempts, .notLoggedIn),
        (.busy, .unreachable), (.internal, .unreachable), (.unreachable, .unreachable), (.wrongUsage, .wrongUsage),
        (.deviceFailed, .refused), (.busyHere, .refused),
    ])
    func `every problem has its exit code`(code: ProblemCode, exitCode: TatuaExitCode) {
        #expect(TatuaExitCode(Problem(code, "")) == exitCode)
    }

    @Test(arguments: [
        ["frobnicate"], ["list", "extra"], ["show"], ["act", "X-1"], ["act", "X-1", "confirm", "--on", "tomorrow"],
        ["file", "--set", "novalue"], ["file", "--from", "/no/such/file.json"], ["edit", "X-1"], ["note", "X-1"],
        ["note", "X-1", "text", "--class", "everybody"], ["login", "http://127.0.0.1"], ["outbox", "--dismiss", "one"],
    ])
    func `wrong usage ends with 2 and, for programs, with a problem`(arguments: [String]) async throws {
        let stage = try Stage()
        try await stage.signIn("amina")
        let ending = try await stage.run("amina", arguments)
        #expect(ending.exitCode == .wrongUsage)
        #expect(ending.lines.isEmpty)
        #expect(!ending.complaints.isEmpty)
        let forPrograms = try await stage.run("amina", arguments + ["--json"])
        #expect(forPrograms.exitCode == .wrongUsage)
        #expect(forPrograms.complaints.isEmpty)
        #expect(try forPrograms.object["problem"]?.object?["code"] == "wrongUsage")
    }

    @Test(arguments: [
        ["file"], ["list"], ["inbox"], ["show", "X-1"], ["act", "X-1", "confirm"], ["edit", "X-1", "--set", "a=b"],
        ["assign", "X-1", "kamau"], ["note", "X-1", "text"], ["why", "X-1"], ["search", "milk"], ["sync"], ["outbox"],
        ["whoami"], ["actions", "X-1"], ["logout"],
    ])
    func `whoever is not signed in is told so with 4`(arguments: [String]) async throws {
        let ending = try await Stage().run("amina", arguments + ["--json"])
        #expect(ending.exitCode == .notLoggedIn)
        #expect(try ending.object["problem"]?.object?["code"] == "notSignedIn")
    }

    @Test(arguments: [["fields"], ["codes"], ["--help"], ["help", "file"], ["act", "--help"]])
    func `forms, code lists and help need no one signed in`(arguments: [String]) async throws {
        let ending = try await Stage().run("amina", arguments)
        #expect(ending.exitCode == .done)
        #expect(!ending.lines.isEmpty)
    }

    @Test(arguments: [
        ["show", "X-1"], ["act", "X-1", "confirm"], ["edit", "X-1", "--set", "place=Busia"], ["note", "X-1", "text"],
        ["assign", "X-1", "kamau"], ["why", "X-1"], ["actions", "X-1"],
    ])
    func `a case that is not here is not found, with 1`(arguments: [String]) async throws {
        let stage = try Stage()
        try await stage.signIn("kamau")
        let ending = try await stage.run("kamau", arguments + ["--json"])
        #expect(ending.exitCode == .refused)
        #expect(try ending.object["problem"]?.object?["code"] == "notFound")
    }

    @Test func `a device that fails says so with 1 and tells nothing of the cases`() async throws {
        let stage = try Stage()
        var world = try stage.world("amina", FakeTerminal())
        world.openReplica = { throw ReplicaFault.inUse("Another tatua is working on this replica.") }
        let inUse = await Program.run(["list"], in: world)
        #expect(inUse == Ending(exitCode: .refused, complaints: ["tatua: Another tatua is working on this replica."]))
        world.openReplica = { throw DeviceFailure(sentence: "The disk is full.") }
        let full = await Program.run(["list", "--json"], in: world)
        #expect(try full.object["problem"]?.object?["code"] == "deviceFailed")
    }

    @Test func `only login, logout and sync ask for the server`() async throws {
        let stage = try Stage()
        try await stage.signIn("amina", "kamau")
        try await stage.run("amina", Stage.filing)
        try await stage.run("amina", ["sync"])
        try await stage.run("kamau", ["sync"])
        let label = try #require(try stage.replica("amina").cases().first?.label)
        var world = try stage.world("kamau", FakeTerminal())
        world.connect = { _ in throw DeviceFailure(sentence: "This verb must not talk to a server.") }
        let offline: [[String]] = [
            ["list"], ["inbox"], ["show", label], ["why", label], ["search", "milk"], ["outbox"], ["whoami"],
            ["actions", label], ["fields"], ["codes"], ["note", label, "text"], ["assign", label, "otieno"],
            ["edit", label, "--set", "place=Busia"], ["act", label, "askInfo", "--set", "questions=When?"],
        ]
        for arguments in offline {
            let ending = await Program.run(arguments, in: world)
            #expect(ending.exitCode == .done, "\(arguments): \(ending.complaints)")
        }
    }
}
