import CaseCrypto
import CaseProtocol
import ClientCore
import ClientSQLite
import Foundation
import Server
import Testing
import Workflow

/// What an interrupted round had brought, and a bundle put in its place.
@Suite struct BundlePurgeTests {
    private static let canary = "quokkacanary"

    @Test func `pages that a bundle takes the place of are gone from the files`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tatua-bundle-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let device = try await BundleDevice(
            "amina", ["complainant:KE"], seed: 1, on: try ServerCore.withBundles(),
            in: try SQLiteReplicaStore.open(folder: folder))
        _ = try await device.engine.sync()
        // Nothing is held that the round of the bundle could take away, and be wiped for.
        #expect(try device.rows == [])
        let secret = Row(
            id: RowID(high: 5, low: 5), kind: .note,
            compartment: Compartment(caseID: CaseID(high: 5, low: 1), .parties),
            fields: ["text": .string(Self.canary)])
        let trailer = PullTrailer(
            next: "later", complete: false, count: 1, last: 0, out: [], asOf: try #require(try device.asOf))
        let lines: [PullLine] = [.row(secret), .end(trailer)]
        let bytes = try lines.flatMap { try $0.wireBytes() + [UInt8(ascii: "\n")] }
        try device.replica.stage(try #require(PullPage(parsing: bytes)))
        #expect(try Self.filesHoldingCanary(folder) > 0)
        let answer = try #require(try await device.answers(to: device.exported()).first)
        let report = try device.replica.importBundle(BundleInput(answer))
        #expect(report.sync.complete)
        #expect(try device.rows == [])
        #expect(try Self.filesHoldingCanary(folder) == 0)
    }

    private static func filesHoldingCanary(_ folder: String) throws -> Int {
        let needle = Data(canary.utf8)
        return try FileManager.default.contentsOfDirectory(atPath: folder).count { file in
            try Data(contentsOf: URL(filePath: folder).appending(path: file)).range(of: needle) != nil
        }
    }
}

extension BundleDevice {
    fileprivate var asOf: Timestamp? { get throws { try replica.store.read { try $0.meta() }?.asOf } }
}
