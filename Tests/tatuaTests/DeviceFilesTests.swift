import CaseProtocol
import Foundation
import Testing

@testable import tatua

@Suite struct DeviceFilesTests {
    private static func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "tatua-files-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test func `a file is made whole, for its owner alone, and with nothing beside it`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/permit.pdf"
        let bytes = [UInt8](repeating: 7, count: 100_000)
        try MachineFiles().create(path, bytes)
        #expect(try MachineFiles().read(path, bytesMax: 100_000) == bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["permit.pdf"])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `nothing is written over, and nothing is left where it cannot be made`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/permit.pdf"
        try MachineFiles().create(path, [1])
        let problem = try #require(throws: Problem.self) { try MachineFiles().create(path, [2]) }
        #expect(problem.path == "output")
        #expect(try MachineFiles().read(path, bytesMax: 1) == [1])
        #expect(throws: Problem.self) { try MachineFiles().create(folder + "/none/permit.pdf", [3]) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["permit.pdf"])
    }
}
