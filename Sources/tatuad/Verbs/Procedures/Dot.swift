import CaseProtocol
import Foundation

/// The program `dot` of Graphviz, where it is installed.
enum Dot {
    /// - Throws: a ``Problem`` where there is no such program, or it fails.
    static func svg(of graph: String) throws -> Data {
        guard let program = find() else {
            throw Problem(
                .internal,
                "SVG needs the program dot, which is not installed here (package graphviz). "
                    + "--format dot and --format mermaid work without it.")
        }
        // By way of files: two pipes at once could wait for each other.
        let folder = FileManager.default.temporaryDirectory.appending(path: "tatuad-dot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "procedure.dot")
        let target = folder.appending(path: "procedure.svg")
        try Data(graph.utf8).write(to: source)
        let process = Process()
        process.executableURL = program
        process.arguments = ["-Tsvg", "-o", target.path, source.path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Problem(.internal, "dot ended with \(process.terminationStatus) and drew nothing.")
        }
        return try Data(contentsOf: target)
    }

    private static func find() -> URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").map { URL(filePath: String($0)).appending(path: "dot") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
