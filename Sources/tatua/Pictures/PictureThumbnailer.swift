import CPicture
import Workflow

#if canImport(Glibc)
    import Glibc
#endif

/// Small pictures of JPEG and PNG pictures, by libjpeg and libpng.
///
/// They are written anew from the pixels, so nothing that a camera noted is in them; the way up is applied before. What
/// cannot be read, is larger than ``pixelsMax`` or takes more than ``memoryMax`` to read has no thumbnail, and is attached
/// without.
struct PictureThumbnailer: Thumbnailer {
    /// A camera's largest; a picture that says it has more is not opened.
    static let pixelsMax = 64_000_000
    /// PNG pictures are held whole while they are read, three bytes a pixel.
    static let pixelsMaxOfPNG = 24_000_000
    /// In bytes, for what libjpeg needs beside the picture.
    static let memoryMax = 192 * 1_048_576
    /// From the largest that is useful on a screen down to one that still shows what it is, in pixels.
    static let edges = [320, 240, 160, 96, 64]
    static let qualities: [Int32] = [75, 60, 45]

    func thumbnail(of bytes: [UInt8], bytesMax: Int) -> [UInt8]? {
        guard var picture = Self.read(bytes) else { return nil }
        defer { tatua_picture_free(&picture) }
        for edge in Self.edges {
            var small = tatua_picture()
            guard tatua_picture_fit(&picture, Int32(edge), &small) == 0 else { return nil }
            defer { tatua_picture_free(&small) }
            for quality in Self.qualities {
                guard let written = Self.write(&small, quality) else { return nil }
                if written.count <= bytesMax { return written }
            }
        }
        return nil
    }

    private static func read(_ bytes: [UInt8]) -> tatua_picture? {
        var picture = tatua_picture()
        let code: Int32 = bytes.withUnsafeBufferPointer { buffer in
            switch bytes.prefix(2) {
            case [0xFF, 0xD8]:
                tatua_picture_read_jpeg(
                    buffer.baseAddress, buffer.count, Int32(edges[0]), pixelsMax, memoryMax, &picture)
            case [0x89, 0x50]:
                tatua_picture_read_png(buffer.baseAddress, buffer.count, pixelsMaxOfPNG, &picture)
            default: 1
            }
        }
        guard code == 0 else { return nil }
        let exif = [UInt8](
            UnsafeBufferPointer(start: picture.exif, count: picture.exif == nil ? 0 : picture.exif_count))
        guard tatua_picture_turn(&picture, Int32(EXIFOrientation.read(exif) ?? 1)) == 0 else {
            tatua_picture_free(&picture)
            return nil
        }
        return picture
    }

    private static func write(_ picture: inout tatua_picture, _ quality: Int32) -> [UInt8]? {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count: UInt = 0
        guard tatua_picture_write_jpeg(&picture, quality, &bytes, &count) == 0 else { return nil }
        defer { free(bytes) }
        return [UInt8](UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
}
