import Foundation

/// Prints a figure beside its limit.
enum Report {
    static func section(_ title: String) { say("\n\(title)") }

    static func line(_ what: String, _ figure: String, beside limit: String? = nil) {
        let name = what.padding(toLength: 58, withPad: " ", startingAt: 0)
        say("  \(name) \(figure)" + (limit.map { "   (\($0))" } ?? ""))
    }

    /// A figure with whether it meets its target.
    static func line(
        _ what: String, _ figure: String, target isMet: Bool, _ target: String, beside limit: String? = nil
    ) {
        line(
            what, figure,
            beside: "\(isMet ? "meets" : "MISSES") the target: \(target)" + (limit.map { "; \($0)" } ?? ""))
    }

    static func bytes(_ value: Int) -> String { "\(value) B" }

    static func rate(_ value: Double) -> String {
        value >= 100 ? "\(Int(value.rounded()))/s" : String(format: "%.1f/s", value)
    }

    static func milliseconds(_ value: Double) -> String { String(format: "%.2f ms", value) }
    static func megabytes(_ value: Double) -> String { String(format: "%.1f MB", value) }
    static func share(_ value: Double, of limit: Double) -> String {
        String(format: "%.0f%% of it", value / limit * 100)
    }

    private static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
