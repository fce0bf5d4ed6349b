import Foundation

/// Figures as people read them.
enum Figures {
    /// `612.4 MB`, of 1,000,000 bytes.
    static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }

    /// `3.2 s`.
    static func seconds(_ duration: Duration) -> String {
        let parts = duration.components
        let tenths = parts.seconds * 10 + (parts.attoseconds + 50_000_000_000_000_000) / 100_000_000_000_000_000
        return "\(tenths / 10).\(tenths % 10) s"
    }
}

/// How long something takes.
enum Stopwatch {
    static func measure<Value>(_ work: () async throws -> Value) async throws -> (Value, Duration) {
        let start = ContinuousClock.now
        let value = try await work()
        return (value, ContinuousClock.now - start)
    }
}

/// Paths as arguments say them.
enum Paths {
    /// The running server has another working directory.
    static func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
}
