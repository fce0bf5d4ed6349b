import CaseProtocol
import ClientCore
import ClientCrypto
import ClientSQLite
import Foundation
import Glibc

/// What sealing a replica costs: taking rows in, opening, reading and searching, and bytes on the disk.
enum MeasureSealed {
    private static let passphrase = "four words at random"

    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("sealed")
        try await site.fill(count: 5_000)
        let server = try site.serve()
        defer { server.stop() }
        let homes = ["plain": bench.home("plain"), "sealed": bench.home("sealed")]
        let first = try await Device(folder: bench.home("heard"), port: server.port, user: Bench.secretariat)
        let recording = Recording(over: first.transport)
        try await first.sync(over: recording)
        try await first.close()
        let rows = try first.replica.store.read { try $0.rowIDs(in: .server).count }
        Report.section("A sealed replica beside a plain one, \(rows) rows")
        for name in ["plain", "sealed"] {
            let key = try name == "sealed" ? ReplicaKey.random().cells() : nil
            let device = try await Device(
                folder: bench.home("apply-\(name)"), port: server.port, user: Bench.secretariat, seal: key)
            let cpu = clock()
            let report = try await device.sync(over: recording.played())
            let seconds = Double(clock() - cpu) / 1e6
            Report.line(
                "\(name): rows taken in, a second of processor time", Report.rate(Double(report.rows) / seconds))
            try await device.close()
        }
        let program = "\(bench.programs)/tatua"
        for (name, home) in homes.sorted(by: { $0.key < $1.key }) {
            let environment = ["TATUA_HOME": home]
            func tatua(_ arguments: String..., input: String = "") throws -> Double {
                try Shell.run(program, arguments, input: input, environment: environment).milliseconds
            }
            _ = try tatua(
                "login", "http://127.0.0.1:\(server.port)", "--user", Bench.secretariat, "--password-stdin",
                input: BenchClient.password + "\n")
            _ = try tatua("sync")
            if name == "sealed" {
                Report.line(
                    "seal", Report.milliseconds(try tatua("seal", "--passphrase-stdin", input: passphrase + "\n")))
                _ = try tatua("lock")
                Report.line(
                    "unlock", Report.milliseconds(try tatua("unlock", "--passphrase-stdin", input: passphrase + "\n")))
                Report.line(
                    "sealed: first search, which makes the index",
                    Report.milliseconds(try tatua("search", "weighbridge")))
            }
            let list = try Shell.run(program, ["list", "--json"], environment: environment).output
            let reference = String(list.firstMatch(of: /"reference":"([^"]+)"/)?.1 ?? "")
            for verb in [["show", reference], ["search", "weighbridge"], ["list"]] {
                let times = try (0..<11).map { _ in
                    try Shell.run(program, verb, environment: environment).milliseconds
                }.sorted()
                Report.line("\(name): tatua \(verb[0]), median of 11", Report.milliseconds(times[5]))
            }
            Report.line("\(name): bytes on disk", Report.megabytes(Double(try bytes(of: home)) / 1e6))
            if name == "sealed" { _ = try tatua("lock") }
        }
    }

    private static func bytes(of folder: String) throws -> Int {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return try names.reduce(0) { sum, name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            return sum + (attributes[.size] as? Int ?? 0)
        }
    }
}
