import CPicture
import Foundation
import Testing
import Workflow

@testable import tatua

@Suite struct ThumbnailerTests {
    private let thumbnailer = PictureThumbnailer()

    /// A picture whose top left quarter is red and whose rest is a grey pattern.
    private static func rgb(_ width: Int, _ height: Int) -> [UInt8] {
        (0..<height).flatMap { y in
            (0..<width).flatMap { x -> [UInt8] in
                if x < width / 2, y < height / 2 { return [230, 20, 20] }
                let grey = UInt8((x * 7 + y * 13) % 200)
                return [grey, grey, grey]
            }
        }
    }

    private static func jpeg(_ width: Int, _ height: Int, exif: [UInt8] = []) throws -> [UInt8] {
        var rgb = rgb(width, height)
        return try rgb.withUnsafeMutableBufferPointer { buffer in
            var picture = tatua_picture(
                width: Int32(width), height: Int32(height), rgb: buffer.baseAddress, exif: nil, exif_count: 0)
            var bytes: UnsafeMutablePointer<UInt8>?
            var count: UInt = 0
            try #require(tatua_picture_write_jpeg(&picture, 90, &bytes, &count) == 0)
            defer { free(bytes) }
            let written = [UInt8](UnsafeBufferPointer(start: bytes, count: Int(count)))
            return Array(written.prefix(2)) + exif + written.dropFirst(2)
        }
    }

    private static func exif(orientation: UInt8) -> [UInt8] {
        let tiff: [UInt8] =
            [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
        let body = Array("Exif\0\0".utf8) + tiff + Array("canary GPS".utf8)
        return [0xFF, 0xE1, 0, UInt8(body.count + 2)] + body
    }

    private struct Shape {
        var width: Int
        var height: Int
        /// The quarter that is red: is it right, is it below.
        var red: [[Bool]]
    }

    private func shape(_ bytes: [UInt8]) throws -> Shape {
        var picture = tatua_picture()
        try #require(tatua_picture_read_jpeg(bytes, bytes.count, 10_000, 1_000_000, 100_000_000, &picture) == 0)
        defer { tatua_picture_free(&picture) }
        let (width, height) = (Int(picture.width), Int(picture.height))
        let rgb = try #require(picture.rgb)
        func isRed(_ x: Int, _ y: Int) -> Bool {
            let pixel = rgb + (y * width + x) * 3
            return pixel[0] > 180 && pixel[1] < 90 && pixel[2] < 90
        }
        return Shape(
            width: width, height: height,
            red: [height / 4, height * 3 / 4].map { y in [width / 4, width * 3 / 4].map { isRed($0, y) } })
    }

    @Test func `a large picture becomes one that is small in pixels and bytes`() throws {
        let bytes = try Self.jpeg(1_000, 600)
        let thumb = try #require(thumbnailer.thumbnail(of: bytes, bytesMax: 8_192))
        #expect(thumb.count <= 8_192)
        let shape = try shape(thumb)
        #expect(shape.width <= 320 && shape.width >= 64)
        #expect(abs(shape.width * 600 - shape.height * 1_000) <= 1_000)
        #expect(shape.red == [[true, false], [false, false]])
    }

    @Test(arguments: [
        (1, [[true, false], [false, false]]), (2, [[false, true], [false, false]]),
        (3, [[false, false], [false, true]]), (4, [[false, false], [true, false]]),
        (5, [[true, false], [false, false]]), (6, [[false, true], [false, false]]),
        (7, [[false, false], [false, true]]), (8, [[false, false], [true, false]]),
    ]) func `it stands the right way up, and nothing of the camera's notes is in it`(
        orientation: Int, red: [[Bool]]
    ) throws {
        let bytes = try Self.jpeg(300, 200, exif: Self.exif(orientation: UInt8(orientation)))
        let thumb = try #require(thumbnailer.thumbnail(of: bytes, bytesMax: 8_192))
        let shape = try shape(thumb)
        #expect(shape.red == red)
        #expect((shape.width > shape.height) == (orientation < 5))
        #expect(!String(decoding: thumb, as: UTF8.self).contains("canary"))
        // What a public copy would leave out is not there.
        #expect(try PublicCopy.isOne(ByteArray(thumb), .jpeg))
    }

    @Test func `a PNG picture has one as well, on paper where one sees through it`() throws {
        let png = try #require(
            Data(
                base64Encoded:
                    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAEklEQVR4nGP4z8AARAxgEswAACvmA/0Sp46gAAAAAElFTkSuQmCC"
            ))
        let thumb = try #require(thumbnailer.thumbnail(of: [UInt8](png), bytesMax: 8_192))
        #expect(try shape(thumb).width == 2)
    }

    @Test func `what is no picture, or one that says it is huge, has none`() throws {
        var huge = try Self.jpeg(16, 16)
        // The frame: its height and width are the four bytes after the precision.
        let frame = try #require(huge.indices.dropLast().first { huge[$0] == 0xFF && huge[$0 + 1] == 0xC0 })
        for place in 0..<4 { huge[frame + 5 + place] = 0xFF }
        for bytes in [[], Array("not a picture".utf8), [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E], huge, FakeFiles.photo] {
            #expect(thumbnailer.thumbnail(of: bytes, bytesMax: 8_192) == nil)
        }
    }

    @Test func `one that fits nowhere is left out`() throws {
        #expect(thumbnailer.thumbnail(of: try Self.jpeg(100, 100), bytesMax: 100) == nil)
    }
}
