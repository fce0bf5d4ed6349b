import CaseCrypto
import CaseProtocol
import Foundation
import Testing

/// A second factor through the built programs.
@Suite struct SecondFactorProgramTests {
    private static let password = "a long password\n"

    @Test func `an officer adds one, signs in with it, loses it, and comes back`() throws {
        let folder = try TemporaryFolder()
        let (data, home) = (folder.path + "/data", folder.path + "/home")
        let added = try Programs.run(
            "tatuad", ["user", "add", "kamau", "--role", "focalPoint:KE", "--password-stdin", "--data", data],
            input: Self.password)
        #expect(added.status == 0, "\(added.output)")
        let server = try RunningServer(data: data)
        func tatua(_ arguments: [String], input: String = "") throws -> (status: Int32, output: String) {
            let run = try Programs.run("tatua", arguments, input: input, home: home)
            return (run.status, run.output)
        }
        func login(_ code: String?) throws -> (status: Int32, output: String) {
            try tatua(
                ["login", server.url, "--user", "kamau", "--password-stdin"] + (code.map { ["--code", $0] } ?? []),
                input: Self.password)
        }
        let first = try login(nil)
        #expect(first.status == 0 && first.output.contains("Your office needs a second factor"), "\(first.output)")
        let offer = try tatua(["second-factor", "add", "--password-stdin", "--json"], input: Self.password)
        #expect(offer.status == 0, "\(offer.output)")
        let secret = try #require(try JSONValue(parsing: offer.output.utf8).object?["secret"]?.string)
        // By the server's clock, as a sync tells it.
        #expect(try tatua(["sync"]).status == 0)
        let synced = try JSONValue(parsing: try tatua(["whoami", "--json"]).output.utf8)
        let moment = try #require(synced.object?["asOf"]?.string.flatMap { Timestamp($0) })
        let step = TimeCode.step(atSeconds: moment.milliseconds / 1_000)
        let code = TimeCode.code(of: try #require(Self.bytes(base32: secret)), step: step)
        let confirmed = try tatua(["second-factor", "confirm", code, "--json"])
        #expect(confirmed.status == 0, "\(confirmed.output)")
        let recovery =
            try JSONValue(parsing: confirmed.output.utf8).object?["recovery"]?.array?.compactMap(\.string) ?? []
        #expect(recovery.count == 10)

        #expect(try tatua(["logout"]).status == 0)
        let without = try login(nil)
        #expect(without.status == 4 && without.output.contains("This account has a second factor"), "\(without.output)")
        #expect(try login("000000").status == 4)
        #expect(try login(recovery[0]).status == 0)
        #expect(try login(recovery[0]).status == 4)
        let forgotten = try Programs.run("tatuad", ["user", "forget-factor", "kamau", "--data", data])
        #expect(forgotten.status == 0, "\(forgotten.output)")
        // Signed out everywhere, and the password is enough again.
        #expect(try tatua(["sync"]).status == 4)
        #expect(try login(nil).status == 0)

        // Whoever has no days left gets nothing but a second factor; for a trial nobody needs one.
        func setting(_ value: String) throws {
            let set = try Programs.run(
                "tatuad", ["setting", "set", "second-factor-days", value, "--data", data])
            #expect(set.status == 0, "\(set.output)")
        }
        try setting("0")
        let limited = try tatua(["sync"])
        #expect(limited.status == 4 && limited.output.contains("Whoever holds an office here"), "\(limited.output)")
        #expect(try tatua(["second-factor", "add", "--password-stdin"], input: Self.password).status == 0)
        try setting("off")
        #expect(try tatua(["sync"]).status == 0)
        let settings = try Programs.run("tatuad", ["setting", "list", "--data", data])
        #expect(settings.output.contains("second-factor-days = off"), "\(settings.output)")
        let sessions = try tatua(["sessions", "--json"])
        let devices = try JSONValue(parsing: sessions.output.utf8).object?["sessions"]?.array ?? []
        #expect(devices.count == 1 && devices[0].object?["isThis"] == true, "\(sessions.output)")
        let id = try #require(devices[0].object?["id"]?.string)
        #expect(devices[0].object?["device"]?.string?.isEmpty == false)

        func user(_ arguments: String...) throws -> String {
            let run = try Programs.run("tatuad", ["user"] + arguments + ["--data", data])
            #expect(run.status == 0, "\(run.output)")
            return run.output
        }
        #expect(try user("list") == "kamau: focalPoint:KE (1 device)\n")
        _ = try user("suspend", "kamau")
        #expect(try user("list") == "kamau: focalPoint:KE (suspended, 0 devices)\n")
        #expect(try tatua(["sync"]).status == 4)
        let kept = try login(nil)
        #expect(kept.status == 4 && kept.output.contains("suspended"), "\(kept.output)")
        _ = try user("resume", "kamau")
        #expect(try login(nil).status == 0)
        #expect(try user("sessions", "kamau").contains("signed in 20"))
        let old = try Programs.run("tatuad", ["user", "revoke", "kamau", id, "--data", data])
        #expect(old.status == 1 && old.output.contains("No device is signed in under this id"), "\(old.output)")
        #expect(try user("revoke", "kamau") == "kamau is signed out on 1 device.\n")
        #expect(try tatua(["sync"]).status == 4)
        _ = try user("roles", "kamau", "--role", "recOfficer:EAC")
        let back = try login(nil)
        #expect(back.status == 0 && back.output.contains("recOfficer:EAC"), "\(back.output)")
        #expect(server.stop() == 0)
    }

    static func bytes(base32 text: String) -> [UInt8]? {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bytes, buffer, count): ([UInt8], Int, Int) = ([], 0, 0)
        for letter in text {
            guard let digit = alphabet.firstIndex(of: letter) else { return nil }
            buffer = (buffer << 5 | digit) & 0xFFF
            count += 5
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(buffer >> count & 255))
        }
        return bytes
    }
}
