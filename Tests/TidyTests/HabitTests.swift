import Foundation
import Testing

/// The habits of docs/style: what the compiler cannot refuse for us.
@Suite struct HabitTests {
    private static func sources() throws -> [Tree.File] { try Tree.sourceFolders.flatMap(Tree.swiftFiles) }

    @Test(arguments: ["try!", " as! ", "fatalError(", "catch {}"])
    func `no source file traps on input or swallows an error`(word: String) throws {
        for file in try Self.sources() {
            for (index, line) in file.lines.enumerated() where line.contains(word) && !line.contains("//") {
                Issue.record("\(file.path):\(index + 1) has “\(word)”")
            }
        }
    }

    @Test(arguments: ["Protocol", "Sources/Workflow", "ClientCore/Core"])
    func `the pure core reads no clock, no randomness and no environment`(folder: String) throws {
        let forbidden = ["Date()", "Date.now", "UUID()", ".random(", "ProcessInfo", "FileManager", "getenv"]
        for file in try Tree.swiftFiles(folder) where !file.path.contains("/World/") {
            for word in forbidden where file.text.contains(word) {
                Issue.record("\(file.path) uses \(word)")
            }
        }
    }

    @Test func `files stay short`() throws {
        for file in try Self.sources() where !file.path.contains("/CodeLists/") {
            #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test(arguments: ["@unchecked Sendable", "nonisolated(unsafe)"])
    func `what the compiler cannot check for sharing comes with its proof`(word: String) throws {
        for file in try Self.sources() {
            for (index, line) in file.lines.enumerated() where line.contains(word) {
                let before = file.lines[max(0, index - 8)...index].joined(separator: "\n")
                #expect(before.contains("Safe to share"), "\(file.path):\(index + 1) gives no proof")
            }
        }
    }

    @Test func `tests do not sleep or read the real clock`() throws {
        let forbidden = ["Task.sleep", "usleep(", "Thread.sleep", "Date()", "Date.now", "ContinuousClock()"]
        for file in try Tree.swiftFiles("Tests") where !file.path.contains("TidyTests") {
            for word in forbidden where file.text.contains(word) {
                Issue.record("\(file.path) uses \(word)")
            }
        }
    }

    @Test(arguments: [
        "CaseProtocol", "Workflow", "CaseCrypto", "Gzip", "ClientCore", "ClientCrypto", "ClientSQLite", "ClientHTTP",
        "Server", "ServerHTTP", "ServerSQLite", "tatua", "tatuad",
    ])
    func `every module has its page`(module: String) throws {
        let page = Tree.root.appending(path: "docs/modules/\(module).md")
        #expect(FileManager.default.fileExists(atPath: page.path), "docs/modules/\(module).md is missing")
    }
}
