import Foundation

/// Files of the checkout that this test was built in.
enum Checkout {
    static func folder(_ path: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: path)
    }

    /// Whether files are to be written again instead of compared.
    static var isRecording: Bool { ProcessInfo.processInfo.environment["TATUA_RECORD"] == "1" }
}
