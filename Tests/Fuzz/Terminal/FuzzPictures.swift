import Workflow

@testable import tatua

/// Thumbnails of pictures that came from anywhere: libjpeg, libpng and our C between them. The C is
/// fuzzed by itself as well, with AddressSanitizer: scripts/fuzz-picture.sh.
enum FuzzPictures {
    private static let bytesMax = 8_192

    @Sendable static func run(_ bytes: [UInt8]) throws {
        guard let thumbnail = PictureThumbnailer().thumbnail(of: bytes, bytesMax: bytesMax) else { return }
        try FuzzTerminal.require(thumbnail.count <= bytesMax, "a thumbnail is too large")
        let source = ByteArray(thumbnail)
        try FuzzTerminal.require(try Content(of: source) == .media([.jpeg]), "a thumbnail is no JPEG picture")
        try FuzzTerminal.require(try PublicCopy.isOne(source, .jpeg), "a thumbnail says more than its pixels")
    }
}
