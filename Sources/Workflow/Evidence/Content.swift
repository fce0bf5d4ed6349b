/// What bytes are, judged by themselves and by no name or claim.
public enum Content: Hashable, Sendable {
    /// One of these types; several where bytes alone do not tell them apart.
    case media(Set<MediaType>)
    case refused(RefusedContent)

    /// Looks at the beginning, of archives also at the list of what is inside, and of text at all of it.
    ///
    /// Whatever the bytes are, it ends after reading each of them at most once or twice.
    ///
    /// - Throws: what the source throws.
    public init(of source: some ByteSource) throws {
        let head = try source.bytes(at: 0, count: Self.headBytes)
        if let known = Self.magic(head) {
            self = known
        } else if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = try ZipListing(of: source).map(Self.document) ?? .refused(.damaged)
        } else {
            self = try Self.text(source, head: head)
        }
    }

    /// The same of bytes in memory.
    public init(of bytes: [UInt8]) throws { try self.init(of: ByteArray(bytes)) }

    private static let headBytes = 1_024

    private static func magic(_ head: [UInt8]) -> Content? {
        for (magic, content) in table where head.starts(with: magic) { return content }
        if head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WEBP".utf8) { return .media([.webp]) }
        if head.dropFirst(4).starts(with: "ftyp".utf8) {
            return movie(brand: String(decoding: head.dropFirst(8).prefix(4), as: UTF8.self))
        }
        // The beginning of a frame of MPEG sound of layer III.
        if head.count > 2, head[0] == 0xFF, [0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2].contains(head[1]) {
            return .media([.mp3])
        }
        return nil
    }

    private static let table: [([UInt8], Content)] = [
        ([0xFF, 0xD8, 0xFF], .media([.jpeg])),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .media([.png])),
        (Array("%PDF-".utf8), .media([.pdf])),
        (Array("OggS".utf8), .media([.ogg])),
        (Array("#!AMR".utf8), .media([.amr])),
        (Array("ID3".utf8), .media([.mp3])),
        ([0x7F, 0x45, 0x4C, 0x46], .refused(.program)),
        (Array("MZ".utf8), .refused(.program)),
        ([0xFE, 0xED, 0xFA, 0xCE], .refused(.program)), ([0xFE, 0xED, 0xFA, 0xCF], .refused(.program)),
        ([0xCE, 0xFA, 0xED, 0xFE], .refused(.program)), ([0xCF, 0xFA, 0xED, 0xFE], .refused(.program)),
        ([0xCA, 0xFE, 0xBA, 0xBE], .refused(.program)), (Array("dex\n".utf8), .refused(.program)),
        ([0x00, 0x61, 0x73, 0x6D], .refused(.program)),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .refused(.oldOffice)),
        (Array("{\\rt".utf8), .refused(.richText)),
        (Array("Rar!".utf8), .refused(.archive)), ([0x37, 0x7A, 0xBC, 0xAF], .refused(.archive)),
        ([0x1F, 0x8B], .refused(.archive)), (Array("BZh".utf8), .refused(.archive)),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .refused(.archive)), ([0x28, 0xB5, 0x2F, 0xFD], .refused(.archive)),
        ([0x50, 0x4B, 0x05, 0x06], .refused(.archive)),
    ]

    /// Files of the family of MPEG-4, by their main brand.
    private static func movie(brand: String) -> Content {
        switch brand {
        case "heic", "heix", "heim", "heis", "mif1", "msf1": .media([.heic])
        case "qt  ": .media([.quickTime])
        case "M4A ", "M4B ": .media([.m4a])
        case "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash":
            .media([.mp4, .m4a])
        case _ where brand.hasPrefix("3gp") || brand.hasPrefix("3g2"): .media([.threeGP])
        default: .refused(.unknown)
        }
    }

    private static func document(_ listing: ZipListing) -> Content {
        if listing.holdsMacros { return .refused(.macros) }
        if listing.isOpenDocumentText { return .media([.odt]) }
        guard listing.names.contains("[Content_Types].xml") else { return .refused(.archive) }
        if listing.names.contains("word/document.xml") { return .media([.docx]) }
        if listing.names.contains("xl/workbook.xml") { return .media([.xlsx]) }
        return .refused(.archive)
    }

    private static func text(_ source: some ByteSource, head: [UInt8]) throws -> Content {
        guard !head.isEmpty else { return .refused(.damaged) }
        var offset = 0
        while offset < source.count {
            let piece = try source.bytes(at: offset, count: ByteWindow.bytesMax)
            guard !piece.isEmpty else { return .refused(.damaged) }
            // Tabulator, line feed, form feed, carriage return; not escape, with which a terminal can be led astray.
            let isText = piece.allSatisfy { $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0C, 0x0D].contains($0) }
            guard isText else { return .refused(.unknown) }
            offset += piece.count
        }
        let unmarked = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        // By bytes, as browsers look: a bracket and what is joined to it are one character to us, which equals no bracket.
        let start = unmarked.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let first = start.drop { [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) }
        if ["#!", "@echo", "<?php"].contains(where: { first.starts(with: $0.utf8) }) { return .refused(.script) }
        let isPage =
            ["<?xml", "<!"].contains { first.starts(with: $0.utf8) }
            || ["<html", "<script", "<svg", "<body", "<head", "<iframe"].contains { holds(start, $0) }
        return isPage ? .refused(.page) : .media([.text, .csv])
    }

    private static func holds(_ bytes: [UInt8], _ words: String) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: words.utf8) }
    }
}
