import Foundation
import Glibc
import Testing

/// A data directory with an account, and where its copies go.
struct BackedUpPlace {
    static let password = "a long password"

    let folder: TemporaryFolder
    let data: String
    let backup: String
    /// Where it is put back.
    let other: String

    init() throws {
        folder = try TemporaryFolder()
        (data, backup, other) = (folder.path + "/data", folder.path + "/backup", folder.path + "/other")
        let added = try Programs.run(
            "tatuad", ["user", "add", "amina", "--role", "complainant:KE", "--password-stdin", "--data", data],
            input: Self.password + "\n")
        #expect(added.status == 0, "\(added.output)")
    }

    func tatuad(_ arguments: String...) throws -> (status: Int32, output: String) {
        try Programs.run("tatuad", arguments)
    }

    func tatua(_ arguments: String..., home: String? = nil) throws -> (status: Int32, output: String) {
        try Programs.run("tatua", arguments, home: home ?? folder.path + "/home")
    }

    func signIn(_ server: RunningServer, home: String? = nil) throws {
        let login = try Programs.run(
            "tatua", ["login", server.url, "--user", "amina", "--password-stdin"], input: Self.password + "\n",
            home: home ?? folder.path + "/home")
        #expect(login.status == 0, "\(login.output)")
    }

    func file(_ place: String) throws {
        let filed = try tatua(
            "file", "--set", "ntbCategory=2.8", "--set", "locationCountry=ug", "--set", "place=\(place)", "--set",
            "incidentOn=2026-11-01", "--set", "description=Milk is tested twice.", "--set", "contact=+254 700 000 001")
        #expect(filed.status == 0, "\(filed.output)")
    }

    /// What the one case of this device is called.
    func label(_ place: String) throws -> String {
        String(try #require(try tatua("list", "--json").output.firstMatch(of: /"label":"([^"]+)"/)).1)
    }

    /// A file to attach.
    func diary() throws -> String {
        let path = folder.path + "/diary.txt"
        try Data("Nine days at the weighbridge.\n".utf8).write(to: URL(filePath: path))
        return path
    }

    /// Brings a case with a file of evidence into the store, through a server that has ended when this returns.
    func putEvidence() throws {
        let server = try RunningServer(data: data)
        try signIn(server)
        try file("Malaba")
        let attached = try tatua("attach", try label("Malaba"), try diary())
        #expect(attached.status == 0, "\(attached.output)")
        #expect(try tatua("sync", "--files").status == 0)
        #expect(server.stop() == 0)
        #expect(try blobs(in: data).count == 1)
    }

    /// The files of evidence below a folder.
    func blobs(in folder: String) throws -> [String] {
        let path = folder + "/blobs"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.utf8.count == 67 }.sorted()
    }

    func manifest() throws -> String {
        String(decoding: try #require(FileManager.default.contents(atPath: backup + "/manifest.json")), as: UTF8.self)
    }

    /// Starts `tatuad` and kills it as soon as there is something at `path`, unless it has ended by then.
    func kill(_ arguments: [String], onceThereIs path: String) throws {
        let process = try start(arguments)
        wait(forSomethingAt: path, while: process)
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = Programs.folder.appending(path: "tatuad")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    func wait(forSomethingAt path: String, while process: Process) {
        while process.isRunning, access(path, F_OK) != 0 { sched_yield() }
    }
}

/// A disk of 64 KiB, as a folder `disk` of a command's own.
enum SmallDisk {
    /// Whether this user may mount one.
    static let canBeMade: Bool = (try? run("true").output.contains("status 0")) ?? false

    /// Runs a command beside it; then says its exit code and what is left on the disk.
    static func run(_ command: String) throws -> (status: Int32, output: String) {
        let folder = try TemporaryFolder()
        let script = """
            cd \(folder.path) && mkdir disk && mount -t tmpfs -o size=64k tmpfs disk || exit 1
            PATH=\(Programs.folder.path):$PATH
            \(command); echo "status $?"; echo "left:"; ls -A disk
            """
        return try Programs.shell(["unshare", "--mount", "--map-root-user", "sh", "-c", script])
    }
}
