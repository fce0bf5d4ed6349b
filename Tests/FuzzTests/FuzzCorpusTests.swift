import Foundation
import FuzzEntries
import Testing

/// Every input that fuzzing kept, once more and without a fuzzer: what was mended stays so. See docs/fuzzing.md.
@Suite struct FuzzCorpusTests {
    private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzz/Corpus")

    private static func inputs(of entry: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: corpus.appending(path: entry), includingPropertiesForKeys: [.fileSizeKey]
        ).sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    @Test(arguments: FuzzEntry.all.map(\.name))
    func `every input that is kept is taken or refused, and breaks nothing`(name: String) async throws {
        let entry = try #require(FuzzEntry.all.first { $0.name == name })
        let inputs = try Self.inputs(of: name)
        #expect(!inputs.isEmpty)
        for input in inputs {
            let bytes = Array(try Data(contentsOf: input))
            do { try await entry.run(bytes) } catch {
                Issue.record("\(name)/\(input.lastPathComponent): \(error)")
            }
        }
    }

    @Test func `the corpus is small, and of entries that there are`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path)
        #expect(Set(folders) == Set(FuzzEntry.all.map(\.name) + ["terminal", "picture", "agent"]))
        let bytes = try folders.flatMap { try Self.inputs(of: $0) }
            .map { try $0.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0 }.reduce(0, +)
        #expect(bytes < 1_000_000)
    }
}
