import Foundation
import FuzzEntries
import Testing

/// Every input that fuzzing the terminal program kept, once more and without a fuzzer. Its own target, for only tests can
/// import a program.
@Suite struct TerminalCorpusTests {
    private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Corpus")

    @Test(arguments: FuzzTerminal.entries.map(\.name))
    func `every input that is kept is taken or refused, and breaks nothing`(name: String) async throws {
        let entry = try #require(FuzzTerminal.entries.first { $0.name == name })
        let folder = Self.corpus.appending(path: name)
        let inputs = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!inputs.isEmpty)
        for input in inputs {
            let bytes = Array(try Data(contentsOf: input))
            do { try await entry.run(bytes) } catch {
                Issue.record("\(input.lastPathComponent): \(error)")
            }
        }
    }
}
