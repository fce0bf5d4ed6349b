import CaseProtocol
import ClientCore
import Testing
import Workflow

@testable import tatua

/// The members that docs/json.md promises.
@Suite struct JSONShapeTests {
    /// A stage on which amina has filed, and everybody has synced; and what to call the case.
    private static func filed() async throws -> (stage: Stage, label: String) {
        let stage = try Stage()
        try await stage.signIn("amina", "kamau")
        try await stage.run("amina", Stage.filing)
        try await stage.run("amina", ["sync"])
        try await stage.run("kamau", ["sync"])
        return (stage, try #require(try stage.replica("amina").cases().first?.label))
    }

    @Test func `file answers with the label and where the case stands`() async throws {
        let stage = try Stage()
        try await stage.signIn("amina")
        let object = try await stage.run("amina", Stage.filing + ["--json"]).object
        #expect(Set(object.keys) == ["case", "label", "outcome", "pending", "reference", "stage", "unknowns"])
        #expect(object["label"] == object["reference"])
        #expect(object["stage"] == "submitted")
        #expect(object["pending"] == true)
        #expect(object["unknowns"] == [])
    }

    @Test func `list answers with cases`() async throws {
        let (stage, label) = try await Self.filed()
        let object = try await stage.run("kamau", ["list", "--json"]).object
        #expect(Set(object.keys) == ["asOf", "cases", "waiting"])
        let first = try #require(object["cases"]?.array?.first?.object)
        #expect(
            Set(first.keys) == [
                "aliases", "case", "category", "imported", "imposingCountry", "label", "number", "place", "product",
                "provisional", "reference", "reportingCountry", "stage", "status",
            ])
        #expect(first["label"]?.string == label)
        #expect(first["number"] == .null)
        #expect(first["provisional"] == false)
    }

    @Test func `show answers with the case, what is owed and its history`() async throws {
        let (stage, label) = try await Self.filed()
        let object = try await stage.run("kamau", ["show", label, "--json"]).object
        let promised: Set = [
            "owes", "history", "notes", "fields", "links", "identity", "actions", "outbox", "conflicts", "flags",
            "published",
            "procedure", "asOf", "waiting", "reference", "number", "label", "stage",
        ]
        #expect(promised.isSubset(of: object.keys))
        let owed = try #require(object["owes"]?.array?.first?.object)
        #expect(owed["title"] == "Screen the complaint")
        #expect(owed["owner"] == "nfpReporting")
        #expect(owed["dueOn"] == "2026-11-27")
        #expect(owed["overdue"] == false)
        #expect(object["history"]?.array?.compactMap { $0.object?["action"]?.string } == ["open", "submit"])
        #expect(object["fields"]?.object?["place"] == "Malaba")
        #expect(object["identity"]?.object?["contact"] == "+254 700 000 001")
        #expect(object["actions"]?.array?.contains("register") == true)
        #expect(object["number"] == .null)
        #expect(object["label"]?.string == label)
    }

    @Test func `sync answers with outcomes and what is wrong with them`() async throws {
        let (stage, label) = try await Self.filed()
        try await stage.run("amina", ["act", label, "withdraw", "--set", "reason=Settled."])
        try await stage.run("amina", ["sync"])
        try await stage.run(
            "kamau", ["act", label, "register", "--set", "imposingCountry=UG", "--set", "policyOrRegulatory=no"])
        let ending = try await stage.run("kamau", ["sync", "--json"])
        #expect(ending.exitCode == .refused)
        let object = try ending.object
        #expect(
            Set(object.keys) == [
                "asOf", "cases", "complete", "differs", "files", "outcomes", "pushed", "repaired", "rows", "waiting",
            ])
        #expect(object["pushed"] == 1)
        #expect(object["complete"] == true)
        let outcome = try #require(object["outcomes"]?.array?.first?.object)
        #expect(outcome["n"] == 1)
        #expect(outcome["reference"]?.string == label)
        #expect(outcome["outcome"] == "conflict")
        #expect(outcome["problem"]?.object?["code"] == "stageMoved")
    }

    @Test func `what a person wrote can be read after it came back, in the outbox and on the case`() async throws {
        let (stage, label) = try await Self.filed()
        try await stage.run("amina", ["act", label, "withdraw", "--set", "reason=Settled."])
        try await stage.run("amina", ["sync"])
        try await stage.run(
            "kamau",
            ["act", label, "askInfo", "--set", "questions=Which lorry was it?", "--on", "2026-11-21"])
        let waiting = try await stage.run("kamau", ["outbox"]).lines
        #expect(waiting.contains { $0.hasSuffix("Which lorry was it?") })
        try await stage.run("kamau", ["sync"])

        let entry = try #require(
            try await stage.run("kamau", ["outbox", "--json"]).object["entries"]?.array?.first?.object)
        #expect(entry["state"] == "conflict")
        let arguments = try #require(entry["arguments"]?.object)
        #expect(arguments["action"] == "askInfo" && arguments["from"] == "submitted")
        #expect(arguments["fields"] == ["questions": "Which lorry was it?"])
        #expect(arguments["occurredOn"] == "2026-11-21")

        try await stage.run("kamau", ["outbox", "--dismiss", "1"])
        let object = try await stage.run("kamau", ["show", label, "--json"]).object
        let conflict = try #require(object["conflicts"]?.array?.first?.object)
        #expect(conflict["action"] == "askInfo" && conflict["stage"] == "withdrawn")
        #expect(conflict["fields"] == ["questions": "Which lorry was it?"])
        #expect(conflict["occurredOn"] == "2026-11-21")
        let screen = try await stage.run("kamau", ["show", label]).lines
        #expect(screen.contains { $0.hasSuffix("Which lorry was it?") })
        #expect(screen.contains { $0.hasSuffix("Happened on: 2026-11-21") })
        #expect(screen.contains { $0.contains("act again") })
    }

    @Test func `a note and an edit are kept word by word`() async throws {
        let (stage, label) = try await Self.filed()
        try await stage.run("kamau", ["note", label, "The officer rang twice."])
        try await stage.run("kamau", ["edit", label, "--set", "place=Busia", "--set", "product="])
        let entries = try #require(try await stage.run("kamau", ["outbox", "--json"]).object["entries"]?.array)
        #expect(entries.first?.object?["arguments"]?.object?["text"] == "The officer rang twice.")
        #expect(entries.last?.object?["arguments"]?.object?["fields"] == ["place": "Busia", "product": .null])
        let screen = try await stage.run("kamau", ["outbox"]).lines
        for line in ["The officer rang twice.", "Place: Busia", "Product: none"] {
            #expect(screen.contains("      " + line), "\(screen)")
        }
    }

    @Test func `outbox with all says what took effect, and that nothing waits only when nothing does`() async throws {
        let (stage, label) = try await Self.filed()
        let received = "The server has received everything that you changed here."
        let all = try await stage.run("amina", ["outbox", "--all"]).lines
        #expect(all.contains("Took effect"))
        #expect(all.contains { $0.contains("#1") && $0.contains("applied") })
        #expect(all.contains(received))
        #expect(try await !stage.run("amina", ["outbox"]).lines.contains("Took effect"))
        try await stage.run("amina", ["note", label, "Seen."])
        let waiting = try await stage.run("amina", ["outbox", "--all"]).lines
        #expect(!waiting.contains(received))
        #expect(waiting.contains("Took effect"))
    }

    @Test func `a problem names its path and what is allowed`() async throws {
        let (stage, label) = try await Self.filed()
        let ending = try await stage.run("kamau", ["act", label, "register", "--set", "imposingCountry=QQ", "--json"])
        let problem = try #require(try ending.object["problem"]?.object)
        #expect(problem["code"] == "unknownCode")
        #expect(problem["path"] == "fields.imposingCountry")
        #expect(problem["allowed"]?.array != nil)
        #expect(problem["message"]?.string?.contains("QQ") == true)
    }

    @Test func `inbox, why, actions, outbox and note have their members`() async throws {
        let (stage, label) = try await Self.filed()
        let note = try await stage.run("kamau", ["note", label, "Seen.", "--json"]).object
        #expect(note["class"] == "internal")
        #expect(try await stage.run("amina", ["note", label, "Seen.", "--json"]).object["class"] == "parties")
        let entry = try #require(
            try await stage.run("kamau", ["inbox", "--json"]).object["entries"]?.array?.first?.object)
        #expect(
            Set(entry.keys) == [
                "assignee", "case", "deadline", "dueOn", "mine", "overdue", "owner", "reference", "stage", "title",
            ])
        let why = try await stage.run("kamau", ["why", label, "screen", "--json"]).object
        #expect(why["deadlines"]?.array?.first?.object?["sentences"]?.array?.isEmpty == false)
        let actions = try await stage.run("kamau", ["actions", label, "--json"]).object
        let register = try #require(
            actions["actions"]?.array?.compactMap(\.object).first { $0["action"] == "register" })
        #expect(register["requires"]?.array?.first?.object?["field"] == "imposingCountry")
        let outbox = try await stage.run("kamau", ["outbox", "--json"]).object
        #expect(outbox["entries"]?.array?.first?.object?["state"] == "waiting")
        #expect(outbox["waiting"] == 1)
    }

    @Test(arguments: [["whoami"], ["login", "http://127.0.0.1:8640", "--user", "kamau", "--password-stdin"], ["sync"]])
    func `no answer holds the token or the password`(arguments: [String]) async throws {
        let (stage, _) = try await Self.filed()
        #expect(try stage.replica("kamau").signedIn?.token.hasPrefix(FakeServer.tokenPrefix) == true)
        for arguments in [arguments, arguments + ["--json"]] {
            let terminal = FakeTerminal(answers: [FakeServer.password])
            let ending = try await stage.run("kamau", arguments, terminal)
            #expect(ending.exitCode == .done)
            let text = (ending.lines + ending.complaints + terminal.lines).joined()
            #expect(!text.contains(FakeServer.tokenPrefix) && !text.contains(FakeServer.password))
        }
    }
}
