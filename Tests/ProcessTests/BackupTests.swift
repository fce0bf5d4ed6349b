import Foundation
import Glibc
import Testing

/// `tatuad backup`, `restore` and `drill`, with the built programs.
@Suite(.serialized) struct BackupTests {
    @Test func `a device gives back what came after a backup that was made while people worked`() async throws {
        let place = try BackedUpPlace()
        var server = try RunningServer(data: place.data)
        let port = server.port
        try place.signIn(server)
        try place.file("Malaba")
        let attached = try place.tatua("attach", try place.label("Malaba"), try place.diary())
        #expect(attached.status == 0, "\(attached.output)")
        #expect(try place.tatua("sync", "--files").status == 0)

        let scribe = try await Scribe(server: server.url, user: "amina", password: BackedUpPlace.password)
        let writing = Task { try await scribe.pushUntilToldToStop() }
        await scribe.acknowledged(20)
        let backup = try place.tatuad("backup", place.backup, "--data", place.data)
        scribe.stop()
        let notes = try await writing.value
        #expect(backup.status == 0, "\(backup.output)")
        #expect(notes.count >= 20)

        try place.file("Busia")
        #expect(try place.tatua("sync").status == 0)
        #expect(server.stop() == 0)
        let manifest = try place.manifest()
        let head = try #require(manifest.firstMatch(of: /"head":(\d+)/)).1

        let restored = try place.tatuad("restore", place.backup, "--data", place.other)
        #expect(restored.status == 0, "\(restored.output)")
        let verified = try place.tatuad("verify", "--data", place.other)
        #expect(verified.status == 0 && verified.output.contains("ends with commit \(head),"), "\(verified.output)")
        #expect(try place.blobs(in: place.other) == place.blobs(in: place.data))

        server = try RunningServer(data: place.other, port: port)
        let synced = try place.tatua("sync")
        #expect(synced.status == 0, "\(synced.output)")
        #expect(server.stop() == 0)
        let after = try place.tatuad("verify", "--data", place.other)
        #expect(after.status == 0, "\(after.output)")
        server = try RunningServer(data: place.other, port: port)
        let home = place.folder.path + "/another"
        try place.signIn(server, home: home)
        #expect(try place.tatua("sync", home: home).status == 0)
        let list = try place.tatua("list", "--json", home: home).output
        #expect(list.contains("Malaba") && list.contains("Busia"), "\(list)")
        #expect(server.stop() == 0)
    }

    @Test func `a backup is for its owner alone, and of a folder without a server as well`() throws {
        let place = try BackedUpPlace()
        let made = try place.tatuad("backup", place.backup, "--data", place.data)
        #expect(made.status == 0, "\(made.output)")
        let modes = FileManager.default
        #expect(try modes.attributesOfItem(atPath: place.backup)[.posixPermissions] as? Int == 0o700)
        for name in try modes.subpathsOfDirectory(atPath: place.backup) {
            let attributes = try modes.attributesOfItem(atPath: "\(place.backup)/\(name)")
            let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
            #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(name)")
        }
        #expect(
            try modes.contentsOfDirectory(atPath: place.backup).sorted() == ["keys", "manifest.json", "tatua.sqlite"])
    }

    @Test func `one changed byte anywhere in a backup is found before anything is put back`() throws {
        let place = try BackedUpPlace()
        try place.putEvidence()
        #expect(try place.tatuad("backup", place.backup, "--data", place.data).status == 0)
        for name in try FileManager.default.subpathsOfDirectory(atPath: place.backup) {
            let path = "\(place.backup)/\(name)"
            guard let whole = FileManager.default.contents(atPath: path), !whole.isEmpty else { continue }
            for offset in [0, whole.count / 2, whole.count - 1] {
                var damaged = whole
                damaged[offset] ^= 1
                try damaged.write(to: URL(filePath: path))
                let restored = try place.tatuad("restore", place.backup, "--data", place.other)
                #expect(restored.status == 1, "\(name), byte \(offset): \(restored.output)")
                #expect(!FileManager.default.fileExists(atPath: place.other), "\(name), byte \(offset)")
            }
            try whole.write(to: URL(filePath: path))
        }
        let manifest = "\(place.backup)/manifest.json"
        let blob = try #require(try place.blobs(in: place.backup).first)
        for path in [manifest, "\(place.backup)/keys/ledger.key", "\(place.backup)/blobs/\(blob)"] {
            try FileManager.default.moveItem(atPath: path, toPath: place.folder.path + "/aside")
            #expect(try place.tatuad("restore", place.backup, "--data", place.other).status == 1, "\(path)")
            try FileManager.default.moveItem(atPath: place.folder.path + "/aside", toPath: path)
        }
        let restored = try place.tatuad("restore", place.backup, "--data", place.other)
        #expect(restored.status == 0, "\(restored.output)")
    }

    @Test func `what stands in the way is said, and is left as it is`() throws {
        let place = try BackedUpPlace()
        try FileManager.default.createDirectory(atPath: place.other, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(filePath: place.other + "/letter.txt"))
        func refused(_ arguments: String..., says words: String) throws {
            let ran = try Programs.run("tatuad", arguments)
            #expect(ran.status == 1 && ran.output.contains(words), "\(arguments): \(ran.output)")
        }
        try refused("backup", place.other, "--data", place.data, says: "There is something at")
        try refused("backup", place.data + "/copy", "--data", place.data, says: "would be lost with it")
        try refused("backup", place.folder.path + "/no/where", "--data", place.data, says: "No such file")
        try refused("backup", place.backup, "--data", place.folder.path + "/nowhere", says: "There is no store")
        try refused("restore", place.data, "--data", place.other, says: "lies no backup")
        #expect(try place.tatuad("backup", place.backup, "--data", place.data).status == 0)
        try refused("backup", place.backup, "--data", place.data, says: "There is something at")
        try refused("restore", place.backup, "--data", place.other, says: "letter.txt lies in it")
        try refused("restore", place.backup, "--data", place.data, says: "There is a store in")
        let server = try RunningServer(data: place.data)
        try refused("restore", place.backup, "--data", place.data, says: "runs on")
        try refused("backup", place.backup, "--data", place.data, says: "There is something at")
        #expect(server.stop() == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.other) == ["letter.txt"])
        #expect(!FileManager.default.fileExists(atPath: place.backup + ".unfinished"))
        // The name of the history is what it was: nothing here was restored.
        #expect(try place.tatuad("verify", "--data", place.data).status == 0)
    }

    @Test func `a backup that was killed leaves nothing that passes for one, and the next goes through`() throws {
        let place = try BackedUpPlace()
        try place.putEvidence()
        let blob = place.data + "/blobs/" + (try #require(try place.blobs(in: place.data).first))
        let aside = place.folder.path + "/aside"
        try FileManager.default.moveItem(atPath: blob, toPath: aside)
        // Whoever opens it waits for somebody who writes: the backup is held in its middle.
        #expect(mkfifo(blob, 0o600) == 0)
        try place.kill(["backup", place.backup, "--data", place.data], onceThereIs: place.backup + ".unfinished/keys")
        #expect(!FileManager.default.fileExists(atPath: place.backup))
        #expect(try place.tatuad("restore", place.backup + ".unfinished", "--data", place.other).status == 1)
        try FileManager.default.removeItem(atPath: blob)
        try FileManager.default.moveItem(atPath: aside, toPath: blob)
        let again = try place.tatuad("backup", place.backup, "--data", place.data)
        #expect(again.status == 0, "\(again.output)")
        #expect(!FileManager.default.fileExists(atPath: place.backup + ".unfinished"))
        #expect(try place.tatuad("restore", place.backup, "--data", place.other).status == 0)
    }

    @Test func `a server serves while it makes a backup, and killed over it leaves nothing that passes for one`() throws
    {
        let place = try BackedUpPlace()
        try place.putEvidence()
        let blob = place.data + "/blobs/" + (try #require(try place.blobs(in: place.data).first))
        let aside = place.folder.path + "/aside"
        try FileManager.default.moveItem(atPath: blob, toPath: aside)
        #expect(mkfifo(blob, 0o600) == 0)
        let server = try RunningServer(data: place.data)
        let verb = try place.start(["backup", place.backup, "--data", place.data])
        place.wait(forSomethingAt: place.backup + ".unfinished/keys", while: verb)
        // Held in its middle by a file that does not come, while people work.
        try place.signIn(server, home: place.folder.path + "/another")
        let added = try Programs.run(
            "tatuad", ["user", "add", "mukasa", "--role", "complainant:UG", "--password-stdin", "--data", place.data],
            input: BackedUpPlace.password + "\n")
        #expect(added.status == 0, "\(added.output)")
        let second = try place.tatuad("backup", place.other, "--data", place.data)
        #expect(second.status == 1 && second.output.contains("Another backup is being made"), "\(second.output)")
        server.kill()
        verb.waitUntilExit()
        #expect(verb.terminationStatus == 1)
        #expect(!FileManager.default.fileExists(atPath: place.backup))
        try FileManager.default.removeItem(atPath: blob)
        try FileManager.default.moveItem(atPath: aside, toPath: blob)
        let again = try place.tatuad("backup", place.backup, "--data", place.data)
        #expect(again.status == 0 && again.output.contains("2 accounts"), "\(again.output)")
        #expect(try place.tatuad("restore", place.backup, "--data", place.other).status == 0)
    }

    @Test(arguments: ["restoring", "restoring/unfinished", "restoring/keys", "restoring/tatua.sqlite", "keys"])
    func `a restore that was killed leaves nothing that passes for a store, and goes through when run again`(
        moment: String
    ) throws {
        let place = try BackedUpPlace()
        try place.putEvidence()
        #expect(try place.tatuad("backup", place.backup, "--data", place.data).status == 0)
        try place.kill(["restore", place.backup, "--data", place.other], onceThereIs: "\(place.other)/\(moment)")
        if FileManager.default.fileExists(atPath: place.other + "/restoring/unfinished") {
            for verb in [["verify"], ["restored"], ["serve", "--port", "0"], ["drill"]] {
                let refused = try Programs.run("tatuad", verb + ["--data", place.other])
                #expect(refused.status == 1 && refused.output.contains("did not come to its end"), "\(refused.output)")
            }
        }
        let again = try place.tatuad("restore", place.backup, "--data", place.other)
        #expect(again.status == 0 || again.output.contains("There is a store in"), "\(again.output)")
        let verified = try place.tatuad("verify", "--data", place.other)
        #expect(verified.status == 0, "\(verified.output)")
        #expect(!FileManager.default.fileExists(atPath: place.other + "/restoring/unfinished"))
    }

    @Test(.enabled(if: SmallDisk.canBeMade)) func `where there is no room nothing is left`() throws {
        let place = try BackedUpPlace()
        let full = try SmallDisk.run("tatuad backup disk/copy --data \(place.data)")
        #expect(full.output.contains("there is no room for it") && full.output.contains("status 1"), "\(full.output)")
        #expect(full.output.hasSuffix("left:\n"), "\(full.output)")
        #expect(try place.tatuad("backup", place.backup, "--data", place.data).status == 0)
        let unrestored = try SmallDisk.run("tatuad restore \(place.backup) --data disk/data")
        #expect(
            unrestored.output.contains("there is no room for it") && unrestored.output.hasSuffix("left:\n"),
            "\(unrestored.output)")
    }

    @Test func `a drill changes nothing, and fails for evidence that is damaged`() throws {
        let place = try BackedUpPlace()
        try place.putEvidence()
        #expect(try place.tatuad("backup", place.backup, "--data", place.data).status == 0)
        let before = try #require(try place.manifest().firstMatch(of: /"epoch":"(\w+)"/)).1
        let server = try RunningServer(data: place.data)
        for step in ["beside a server", "without one"] {
            let drill = try place.tatuad("drill", "--data", place.data)
            #expect(drill.status == 0 && drill.output.contains("The drill went well."), "\(step): \(drill.output)")
            server.stop()
        }
        try FileManager.default.removeItem(atPath: place.backup)
        #expect(try place.tatuad("backup", place.backup, "--data", place.data).status == 0)
        #expect(try #require(try place.manifest().firstMatch(of: /"epoch":"(\w+)"/)).1 == before)
        #expect(!FileManager.default.fileExists(atPath: place.data + ".drill"))

        let kept = try place.tatuad("drill", "--keep", "--data", place.data)
        #expect(kept.status == 0, "\(kept.output)")
        #expect(try place.tatuad("verify", "--data", place.data + ".drill/restored").status == 0)
        #expect(try place.tatuad("drill", "--data", place.data).output.contains("an earlier drill"))
        try FileManager.default.removeItem(atPath: place.data + ".drill")

        let blob = try #require(try place.blobs(in: place.data).first)
        try Data("something else".utf8).write(to: URL(filePath: "\(place.data)/blobs/\(blob)"))
        let failed = try place.tatuad("drill", "--data", place.data)
        #expect(failed.status == 1 && failed.output.contains(blob), "\(failed.output)")
        #expect(!FileManager.default.fileExists(atPath: place.data + ".drill"))
    }
}
