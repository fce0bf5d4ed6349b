import CaseProtocol
import ClientCore
import Testing
import Workflow

@testable import tatua

@Suite struct EvidenceVerbTests {
    private static func filed() async throws -> (stage: Stage, label: String) {
        let stage = try Stage()
        try await stage.signIn("amina")
        try await stage.run("amina", Stage.filing)
        return (stage, try #require(try stage.replica("amina").cases().first?.label))
    }

    @Test func `a file is attached, listed and written out again`() async throws {
        let (stage, label) = try await Self.filed()
        let attached = try await stage.run("amina", ["attach", label, "diary.txt", "--caption", "My diary", "--json"])
        #expect(attached.exitCode == .done)
        #expect(try attached.object["class"] == "parties" && attached.object["bytes"] == 30)
        let list = try await stage.run("amina", ["evidence", label, "--json"]).object
        #expect(Set(list.keys) == ["asOf", "case", "evidence", "reference", "waiting"])
        let file = try #require(list["evidence"]?.array?.first?.object)
        #expect(
            Set(file.keys) == [
                "n", "id", "blob", "bytes", "mime", "name", "caption", "takenOn", "by", "class", "recordedAt", "here",
                "uploadDue", "pending", "thumb", "publicCopyOf", "refusal",
            ])
        #expect(file["name"] == "diary.txt" && file["mime"] == "text/plain" && file["uploadDue"] == true)
        let fetched = try await stage.run("amina", ["fetch", label, "1", "-o", "copy.txt", "--json"])
        #expect(try fetched.object["file"] == "copy.txt" && stage.files["copy.txt"] == stage.files["diary.txt"])
        // Over a file that is there nothing is written.
        #expect(try await stage.run("amina", ["fetch", label, "1"]).exitCode == .refused)
    }

    @Test func `a public copy stands beside its original, without the place`() async throws {
        let (stage, label) = try await Self.filed()
        let attached = try await stage.run(
            "amina", ["attach", label, "photo.jpg", "--class", "confidential", "--public-copy"])
        #expect(attached.exitCode == .done)
        let files = try await stage.run("amina", ["evidence", label, "--json"]).object["evidence"]?.array ?? []
        #expect(files.count == 2)
        let original = try #require(files.compactMap(\.object).first { $0["publicCopyOf"] == .null })
        let copy = try #require(files.compactMap(\.object).first { $0["publicCopyOf"] == original["id"] })
        let blob = try #require(copy["blob"]?.string.flatMap { BlobID($0) })
        let bytes = try #require(try stage.shelf("amina").bytes(of: blob))
        #expect(try PublicCopy.isOne(ByteArray(bytes), .jpeg) && bytes.count < FakeFiles.photo.count)
        // The original's name is its own: it may say who or where.
        #expect(original["name"] == "photo.jpg" && copy["name"] == "public-copy.jpg")
        let number = try #require(original["n"]?.int)
        #expect(try await stage.run("amina", ["attach", label, "--public-copy-of", String(number)]).exitCode == .done)
    }

    @Test func `a file that the server refuses is shown, and offered again on request only`() async throws {
        let (stage, label) = try await Self.filed()
        try await stage.run("amina", ["attach", label, "diary.txt"])
        stage.blobs.refusal = Problem(.quotaExceeded, "You have sent 200 MB of files today.")
        let first = try await stage.run("amina", ["sync"])
        #expect(first.lines.contains("A file was refused. You have sent 200 MB of files today."))
        #expect(first.lines.contains("1 file of yours is not taken by the server: see tatua outbox."))
        let asked = stage.blobs.requests
        let again = try await stage.run("amina", ["sync"])
        #expect(stage.blobs.requests == asked)
        #expect(again.lines.contains("1 file of yours is not taken by the server: see tatua outbox."))

        let evidence = try await stage.run("amina", ["evidence", label])
        #expect(evidence.lines.contains { $0.contains("here, refused") })
        #expect(evidence.lines.contains { $0.contains("You have sent 200 MB of files today.") })
        let outbox = try await stage.run("amina", ["outbox"])
        #expect(outbox.lines.contains("Took effect; the server does not take the file"))
        let entry = try #require(
            try await stage.run("amina", ["outbox", "--json"]).object["entries"]?.array?.first?.object)
        #expect(entry["fileProblem"]?.object?["code"] == "quotaExceeded")
        let number = try #require(entry["n"]?.int)
        let show = try await stage.run("amina", ["outbox", "show", "\(number)"])
        #expect(show.lines.contains { $0.contains("tatua outbox retry \(number)") })

        stage.blobs.refusal = nil
        #expect(try await stage.run("amina", ["outbox", "retry", "\(number)"]).exitCode == .done)
        let sent = try await stage.run("amina", ["sync"])
        #expect(sent.lines.contains("Sent 1 file, received 0 files (30 B)."))
        #expect(try await stage.run("amina", ["outbox", "--json"]).object["entries"] == [])
    }

    @Test(arguments: [["script.txt"], ["page.jpg"], ["missing.txt"], ["diary.txt", "--public-copy"]])
    func `what is not taken is refused, and nothing is queued`(arguments: [String]) async throws {
        let (stage, label) = try await Self.filed()
        let waiting = try stage.replica("amina").pendingCount
        #expect(try await stage.run("amina", ["attach", label] + arguments).exitCode == .refused)
        #expect(try stage.replica("amina").pendingCount == waiting && stage.shelf("amina").all() == [])
    }

    @Test func `wrong usage is said before anything is done`() async throws {
        let (stage, label) = try await Self.filed()
        for arguments in [
            [], ["photo.jpg", "--public-copy-of", "1"], ["photo.jpg", "--class", "sealed"],
            ["photo.jpg", "--taken", "x"],
        ] {
            #expect(try await stage.run("amina", ["attach", label] + arguments).exitCode == .wrongUsage)
        }
    }
}
