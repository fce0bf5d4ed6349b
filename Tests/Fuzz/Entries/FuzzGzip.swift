import Gzip

/// Unpacking: within its cap, whatever the bytes are.
enum FuzzGzip {
    /// Small, so that bombs of a few bytes already go beyond it.
    private static let bytesMax = 65_536

    @Sendable static func run(_ bytes: [UInt8]) throws {
        if let text = try? Gzip.expand(bytes, maxBytes: bytesMax) {
            try expect(text.count <= bytesMax, "more came out than was allowed")
            try check(text)
        }
        try check(bytes)
    }

    /// What is packed comes out as it was, and not under a cap that is too low by one.
    private static func check(_ text: [UInt8]) throws {
        let packed = try Gzip.compress(text)
        try expect(try Gzip.expand(packed, maxBytes: text.count) == text, "what was packed is another thing unpacked")
        guard !text.isEmpty else { return }
        let cut = try? Gzip.expand(packed, maxBytes: text.count - 1)
        try expect(cut == nil, "more came out than was allowed")
    }
}
