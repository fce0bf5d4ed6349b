import CaseProtocol
import Foundation
import Glibc

/// `make bench`: what Tatua does a second, in bytes and in megabytes, each beside a limit measured in the same run.
///
/// `TATUA_BENCH_CASES` sets the size of the large store (default 100,000).
@main
struct Benchmark {
    static let connections = 16

    static func main() async throws {
        if CommandLine.arguments.dropFirst().first == "bare-route" {
            try await PhysicalLimit.serveBareRoute(bytes: Int(CommandLine.arguments.dropFirst(2).first ?? "") ?? 200)
            return
        }
        let folder = NSTemporaryDirectory() + "tatua-bench-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer {
            // The measurements are printed; a folder that stays behind is only a nuisance.
            try? FileManager.default.removeItem(atPath: folder)
        }
        let programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
        try Stages(folder: folder, programs: programs).run()
    }
}

/// The measurements, in order.
struct Stages {
    let folder: String
    let programs: String
    private var data: String { "\(folder)/data" }
    private var largeCount: Int {
        ProcessInfo.processInfo.environment["TATUA_BENCH_CASES"].flatMap { Int($0) } ?? 100_000
    }

    init(folder: String, programs: String) {
        self.folder = folder
        self.programs = programs
    }

    func run() throws {
        try addUsers()
        try measureImport(count: 1_000, from: 0)
        var server = try ServerProcess(programs: programs, data: data)
        Report.section("Start-up and memory")
        Report.line("tatuad: start to first answer, 1,000 cases", Report.milliseconds(server.secondsToAnswer * 1_000))
        try measureClientStart(port: server.port)
        let idleBytes = try measureBytes(port: server.port)
        try measurePushes(port: server.port)
        try measureIdlePulls(port: server.port, idleBytes: idleBytes)
        let small = try measurePullCost(port: server.port, label: "1,000 cases")
        let memory = server.memory()
        Report.line(
            "tatuad: memory after the load, peak / now",
            "\(Report.megabytes(memory.peak)) / \(Report.megabytes(memory.now))")
        server.stop()

        try measureImport(count: largeCount - 1_000, from: 1_000)
        server = try ServerProcess(programs: programs, data: data)
        defer { server.stop() }
        Report.section("The same with \(largeCount) cases")
        Report.line("tatuad: start to first answer", Report.milliseconds(server.secondsToAnswer * 1_000))
        let large = try measurePullCost(port: server.port, label: "\(largeCount) cases")
        Report.line(
            "idle pull, p50, large beside small store", Report.milliseconds(large.idle),
            beside: Report.milliseconds(small.idle))
        Report.line(
            "one-change pull, p50, large beside small store", Report.milliseconds(large.delta),
            beside: Report.milliseconds(small.delta))
        Report.line(
            "tatuad: memory, peak / now",
            "\(Report.megabytes(server.memory().peak)) / \(Report.megabytes(server.memory().now))")
    }

    private func addUsers() throws {
        var users = (0...Benchmark.connections).map { ("trader\($0)", "complainant:KE") }
        users += [("officer", "focalPoint:KE"), ("secretariat", "recOfficer:EAC")]
        for (name, role) in users {
            try Shell.run(
                "\(programs)/tatuad", ["user", "add", name, "--role", role, "--password-stdin", "--data", data],
                input: BenchClient.password + "\n")
        }
    }

    private func measureImport(count: Int, from: Int) throws {
        let file = "\(folder)/lines.jsonl"
        var text = ""
        for index in from..<(from + count) {
            let number = String(index)
            text += #"{"number":"OLD-\#(number)","scheme":"Tripartite","category_code":"2.8","reporting_country":"KE","#
            text += #""imposing_country":"UG","location":"Malaba","date_of_incident":"2015-03-04","status":"Resolved","#
            text +=
                #""resolved_date":"2016-01-02","summary":"Trucks waited at gate \#(number) for days.","progress":[]}"#
                + "\n"
        }
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let took = try Shell.run("\(programs)/tatuad", ["import", "complaints", file, "--data", data]).milliseconds
        Report.section("Import")
        Report.line("\(count) recorded cases, \(from) in the store", Report.rate(Double(count) / took * 1_000))
    }

    private func measureClientStart(port: Int) throws {
        let home = ["TATUA_HOME": "\(folder)/home"]
        let program = "\(programs)/tatua"
        try Shell.run(
            program, ["login", "http://127.0.0.1:\(port)", "--user", "trader0", "--password-stdin"],
            input: BenchClient.password + "\n", environment: home)
        try Shell.run(program, ["sync"], environment: home)
        let times = try (0..<20).map { _ in try Shell.run(program, ["inbox"], environment: home).milliseconds }.sorted()
        let nothing = try (0..<20).map { _ in try Shell.run("/bin/true", []).milliseconds }.sorted()
        Report.line(
            "tatua inbox: whole process, median of 20", Report.milliseconds(times[10]),
            beside: "/bin/true \(Report.milliseconds(nothing[10]))")
        Report.line(
            "tatua inbox: peak memory",
            Report.megabytes(try Shell.peakMemory(program, ["inbox"], environment: home)),
            beside: "/bin/true \(Report.megabytes(try Shell.peakMemory("/bin/true", [], environment: home)))")
    }

    /// Bodies and headers of the smallest exchanges. Returns the body of an idle pull.
    private func measureBytes(port: Int) throws -> Int {
        let client = try BenchClient(port: port, user: "trader0")
        let caseID = try client.file(place: "Malaba")
        try client.pull()
        let raw = try Connection(port: port)
        let request = try client.pullRequest()
        let idle = try raw.exchange(request)
        Report.section("Bytes")
        Report.line(
            "idle pull: request whole, reply headers, reply body",
            "\(request.count), \(idle.headerBytes), \(idle.body.count)", beside: "goal 512 B in all")
        let push = try client.pushRequest([
            .edit(CaseEdit(caseID: caseID, fields: ["place": "Busia"], base: ["place": 1]))
        ])
        let pushed = try raw.exchange(push)
        let delta = try raw.exchange(try client.pullRequest())
        let total =
            push.count + pushed.headerBytes + pushed.body.count + request.count + delta.headerBytes + delta.body.count
        Report.line(
            "one-field change: push, its reply, pull's reply body, in all",
            "\(push.count), \(pushed.body.count), \(delta.body.count), \(total)", beside: "goal 1536 B in all")
        return idle.body.count
    }

    private func measurePushes(port: Int) throws {
        let count = 500
        var requests: [[[UInt8]]] = []
        var bytes = 0
        for index in 0...Benchmark.connections {
            let client = try BenchClient(port: port, user: "trader\(index)")
            let caseID = try client.file(place: "Malaba")
            requests.append(
                try (0..<count).map {
                    try client.pushRequest([client.noteCommand(on: caseID, "Still waiting, day \($0).")])
                })
            bytes = requests[0][0].count
        }
        let raw = try PhysicalLimit.rawCommits(folder: folder, count: 4_000, bytes: 600)
        let prepared = requests
        let single = try LoadGenerator(port: port).run(connections: 1, count: count) { _, index in
            prepared[Benchmark.connections][index]
        }
        let many = try LoadGenerator(port: port).run(connections: Benchmark.connections, count: count) {
            prepared[$0][$1]
        }
        Report.section("Durable pushes over HTTP, one command each (\(bytes) B)")
        Report.line("raw SQLite single commits, synchronous=FULL", Report.rate(raw))
        Report.line(
            "1 client; p50, p99",
            "\(Report.rate(single.perSecond)); \(Report.milliseconds(single.percentile(0.5))), \(Report.milliseconds(single.percentile(0.99)))",
            beside: Report.share(single.perSecond, of: raw))
        Report.line(
            "\(Benchmark.connections) clients; p50, p99",
            "\(Report.rate(many.perSecond)); \(Report.milliseconds(many.percentile(0.5))), \(Report.milliseconds(many.percentile(0.99)))",
            beside: Report.share(many.perSecond, of: raw))
    }

    private func measureIdlePulls(port: Int, idleBytes: Int) throws {
        let client = try BenchClient(port: port, user: "trader0")
        try client.pull()
        let request = try client.pullRequest()
        let bare = try BareRoute(program: CommandLine.arguments[0], bytes: idleBytes)
        defer { bare.stop() }
        let bareRequest = Connection.request("POST", "/pull", token: client.token, body: Array(request.suffix(200)))
        let limit = try LoadGenerator(port: bare.port).run(connections: Benchmark.connections, count: 2_000) { _, _ in
            bareRequest
        }
        let idle = try LoadGenerator(port: port).run(connections: Benchmark.connections, count: 2_000) { _, _ in request
        }
        Report.section("Idle pulls over HTTP, \(Benchmark.connections) clients")
        Report.line("bare Hummingbird route, same bytes", Report.rate(limit.perSecond))
        Report.line(
            "idle pull; p50, p99",
            "\(Report.rate(idle.perSecond)); \(Report.milliseconds(idle.percentile(0.5))), \(Report.milliseconds(idle.percentile(0.99)))",
            beside: Report.share(idle.perSecond, of: limit.perSecond))
    }

    /// A secretariat's replica holds every case: what an idle pull and a pull after one change cost it.
    private func measurePullCost(port: Int, label: String) throws -> (idle: Double, delta: Double) {
        let officer = try BenchClient(port: port, user: "secretariat")
        let start = ContinuousClock.now
        try officer.pull()
        let seconds = (ContinuousClock.now - start).inMilliseconds / 1_000
        Report.section("Pull cost, \(label) in the store and in the replica")
        Report.line(
            "first sync: rows, bytes, pages",
            "\(officer.pulled.rows), \(officer.pulled.bytes), \(officer.pulled.pages)",
            beside: Report.rate(Double(officer.pulled.rows) / seconds) + " rows")
        let request = try officer.pullRequest()
        let idle = try LoadGenerator(port: port).run(connections: 1, count: 500) { _, _ in request }
        Report.line(
            "idle pull, p50, p99",
            "\(Report.milliseconds(idle.percentile(0.5))), \(Report.milliseconds(idle.percentile(0.99)))")
        let trader = try BenchClient(port: port, user: "trader1")
        let caseID = try trader.file(place: "Busia")
        try officer.pull()
        var times: [Double] = []
        for index in 0..<100 {
            try trader.push([trader.noteCommand(on: caseID, "Day \(index).")])
            let start = ContinuousClock.now
            try officer.pull()
            times.append((ContinuousClock.now - start).inMilliseconds)
        }
        times.sort()
        Report.line(
            "pull after one change, p50, p99", "\(Report.milliseconds(times[50])), \(Report.milliseconds(times[98]))")
        return (idle.percentile(0.5), times[50])
    }
}
