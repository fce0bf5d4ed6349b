/// Makes small pictures of large ones, on the device that attaches them and nowhere else: the server never decodes what
/// somebody sent.
protocol Thumbnailer: Sendable {
    /// A JPEG picture of at most `bytesMax` bytes; `nil` for what is no picture, or none that is understood here.
    func thumbnail(of bytes: [UInt8], bytesMax: Int) -> [UInt8]?
}
