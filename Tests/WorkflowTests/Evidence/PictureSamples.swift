/// Pictures made by hand, with what a telephone writes into them.
enum PictureSamples {
    static let canary = "LAT -1.2864 LON 36.8172 Amina's phone"

    static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 0xFF)] + body
    }

    /// EXIF with an orientation, a GPS directory and a maker's name, in either byte order.
    static func exif(orientation: UInt8 = 6, bigEndian: Bool = true) -> [UInt8] {
        func short(_ value: Int) -> [UInt8] {
            let bytes = [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
            return bigEndian ? bytes : bytes.reversed()
        }
        func long(_ value: Int) -> [UInt8] {
            let bytes = short(value >> 16) + short(value & 0xFFFF)
            return bigEndian ? bytes : short(value & 0xFFFF) + short(value >> 16)
        }
        let tiff: [UInt8] =
            (bigEndian ? [0x4D, 0x4D] : [0x49, 0x49]) + short(42) + long(8) + short(2)
            + short(0x0112) + short(3) + long(1) + short(Int(orientation)) + short(0)
            + short(0x8825) + short(4) + long(1) + long(38) + long(0) + Array(canary.utf8)
        return segment(0xE1, Array("Exif\0\0".utf8) + tiff)
    }

    static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 0, 0])
    static let tables =
        segment(0xDB, [UInt8](repeating: 1, count: 65)) + segment(0xC4, [UInt8](repeating: 2, count: 20))
    static let frame = segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0])
    /// With a stuffed byte, a restart marker and a second scan, as progressive pictures have.
    static let scans =
        segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]
        + segment(0xC4, [3, 3]) + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x78]
    static let icc = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 9, 9])

    /// A picture with everything that a telephone adds.
    static func jpeg(exif: [UInt8] = exif()) -> [UInt8] {
        let start: [UInt8] = [0xFF, 0xD8]
        let canary = Array(Self.canary.utf8)
        let added =
            segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + canary) + segment(0xED, canary)
            + segment(0xFE, canary) + segment(0xE2, Array("MPF\0".utf8) + canary) + segment(0xE5, canary)
        return start + jfif + exif + added + icc + tables + frame + scans + [0xFF, 0xD9] + canary
    }

    /// The same picture as it is drawn, and nothing else.
    static let plainJPEG: [UInt8] = [0xFF, 0xD8] + jfif + icc + tables + frame + scans + [0xFF, 0xD9]

    static func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
        let count = body.count
        let length = [24, 16, 8, 0].map { UInt8(count >> $0 & 0xFF) }
        return length + Array(type.utf8) + body + [0, 0, 0, 0]
    }

    static let pngStart: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    static let header = chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
    static let pixels = chunk("IDAT", [1, 2, 3, 4])
    static let plainPNG = pngStart + header + pixels + chunk("IEND", [])

    static var png: [UInt8] {
        let canary = Array(Self.canary.utf8)
        let added = ["eXIf", "tEXt", "zTXt", "iTXt", "tIME", "prIV"].flatMap { chunk($0, canary) }
        return pngStart + header + added + pixels + chunk("IEND", []) + canary
    }
}

extension [UInt8] {
    /// Whether `words` occur in these bytes.
    func holds(_ words: String) -> Bool {
        let wanted = Array(words.utf8)
        return indices.contains { self[$0...].starts(with: wanted) }
    }
}
