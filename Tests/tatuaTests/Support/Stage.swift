import CaseProtocol
import ClientCore
import ClientCrypto
import Workflow

@testable import tatua

/// People with a replica each, one server, one clock: what a transcript plays on.
final class Stage {
    let clock: ManualReplicaClock
    let server: FakeServer
    /// The server's side of files.
    let blobs = FakeBlobs()
    private var replicas: [String: Replica] = [:]
    private var shelves: [String: InMemoryBlobShelf] = [:]
    let files = FakeFiles([
        "photo.jpg": FakeFiles.photo, "script.txt": Array("#!/bin/sh\n".utf8), "page.jpg": Array("<html>".utf8),
        "letter.pdf": Array("%PDF-1.4 We authorise Peter.\n".utf8),
        "diary.txt": Array("Nine days at the weighbridge.\n".utf8),
    ])

    /// 21 November 2026, a Saturday, nine in the morning UTC.
    init() throws {
        clock = ManualReplicaClock(Timestamp("2026-11-21T09:00:00Z") ?? Timestamp(milliseconds: 0))
        server = FakeServer(clock: clock)
        try server.addPerson("amina", organisation: "Amina Dairy Exporters", roles: ["complainant:KE"])
        try server.addPerson("kamau", organisation: "State Department for Trade", roles: ["focalPoint:KE"])
        try server.addPerson("otieno", roles: ["focalPoint:KE"])
        try server.addPerson("nakato", roles: ["focalPoint:UG"])
        try server.addPerson("wanjiku", roles: ["nmcMember:KE/chair"])
        try server.addPerson("achieng", roles: ["recOfficer:EAC"])
    }

    /// The replica of `name`, made empty at first.
    func replica(_ name: String) throws -> Replica {
        if let replica = replicas[name] { return replica }
        let seed = name.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
        let replica = try Replica(
            store: InMemoryReplicaStore(), crypto: SystemReplicaCrypto(), clock: clock,
            random: SeededReplicaRandom(seed: seed))
        replicas[name] = replica
        return replica
    }

    /// Where `name`'s files lie.
    func shelf(_ name: String) -> InMemoryBlobShelf {
        if let shelf = shelves[name] { return shelf }
        let shelf = InMemoryBlobShelf()
        shelves[name] = shelf
        return shelf
    }

    func world(_ name: String, _ terminal: FakeTerminal) throws -> tatua.World {
        let replica = try replica(name)
        let transport = server.transport
        let (shelf, blobs) = (shelf(name), blobs)
        return World(
            terminal: terminal, home: "/home/\(name)/.local/share/tatua", openReplica: { replica },
            openShelf: { shelf }, files: files,
            connect: { _ in World.Link(transport: transport, blobs: blobs, close: {}) })
    }

    /// Runs a command line as `name`; results and complaints in the ending, notices and questions in the terminal.
    @discardableResult
    func run(_ name: String, _ arguments: [String], _ terminal: FakeTerminal = FakeTerminal()) async throws -> Ending {
        clock.advance(milliseconds: 60_000)
        return await Program.run(arguments, in: try world(name, terminal))
    }

    /// Signs people in and syncs once.
    func signIn(_ names: String...) async throws {
        for name in names {
            let terminal = FakeTerminal(answers: [FakeServer.password])
            try await run(name, ["login", "http://127.0.0.1:8640", "--user", name, "--password-stdin"], terminal)
            try await run(name, ["sync"])
        }
    }

    /// The arguments of a filing that lacks nothing.
    static let filing = [
        "file", "--set", "ntbCategory=2.8", "--set", "locationCountry=ug", "--set", "place=Malaba", "--set",
        "incidentOn=2026-11-19", "--set", "description=Milk is tested a second time.", "--set",
        "contact=+254 700 000 001",
    ]
}

extension Ending {
    /// The one object that `--json` answers with.
    var object: [String: JSONValue] {
        get throws { try JSONValue(parsing: lines.joined().utf8).object ?? [:] }
    }
}
