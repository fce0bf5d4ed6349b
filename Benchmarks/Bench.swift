import Foundation

/// Where a run works, and what it starts from.
struct Bench: Sendable {
    let folder: String
    let programs: String
    /// A data folder with the users and nothing else, to be copied.
    private let template: String

    /// Where stores stay that take an hour to fill; `nil` where they go with the run.
    let stores = ProcessInfo.processInfo.environment["TATUA_BENCH_STORES"].flatMap { $0.isEmpty ? nil : $0 }
    /// How many cases the large store holds.
    var largeCount: Int { Self.number("TATUA_BENCH_CASES") ?? 100_000 }

    static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

    static let secretariat = "secretariat"
    static func trader(_ index: Int) -> String { "trader\(index)" }

    init(folder: String, programs: String) throws {
        self.folder = folder
        self.programs = programs
        template = "\(folder)/template"
        var users = (0...Benchmark.connections).map { (Self.trader($0), "complainant:KE") }
        users += [("officer", "focalPoint:KE"), (Self.secretariat, "recOfficer:EAC")]
        for (name, role) in users {
            try Shell.run(
                "\(programs)/tatuad", ["user", "add", name, "--role", role, "--password-stdin", "--data", template],
                input: BenchClient.password + "\n")
        }
    }

    /// A fresh data folder.
    func site(_ name: String) throws -> Site { try site(name, from: template) }

    /// A data folder that stays, with what an earlier run left in it; a fresh one where none do.
    func keptSite(_ name: String) throws -> Site {
        guard let stores else { return try site(name) }
        let data = "\(stores)/\(name)"
        if !FileManager.default.fileExists(atPath: data) {
            try FileManager.default.createDirectory(atPath: stores, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: template, toPath: data)
        }
        return Site(data: data, programs: programs)
    }

    /// Another data folder with the same in it, of a site that is not being served.
    func copy(of site: Site, _ name: String) throws -> Site { try self.site(name, from: site.data) }

    private func site(_ name: String, from folder: String) throws -> Site {
        let data = "\(self.folder)/\(name)"
        try FileManager.default.copyItem(atPath: folder, toPath: data)
        return Site(data: data, programs: programs)
    }

    /// A place for a device's files.
    func home(_ name: String) -> String { "\(folder)/home-\(name)" }
}

/// One server's data folder.
struct Site: Sendable {
    let data: String
    let programs: String

    func serve(_ options: [String] = []) throws -> ServerProcess {
        try ServerProcess(programs: programs, data: data, options: options)
    }

    /// The bytes of the store on disk.
    var storeBytes: Int {
        ["", "-wal"].compactMap { ending -> Int? in
            let path = "\(data)/tatua.sqlite\(ending)"
            return try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        }.reduce(0, +)
    }
}
