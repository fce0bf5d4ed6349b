import Testing
import Workflow

@Suite struct ContentTests {
    private static func zip(_ names: [String], mimetype: String? = nil) -> [UInt8] {
        func short(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
        func long(_ value: Int) -> [UInt8] { short(value & 0xFFFF) + short(value >> 16) }
        var body: [UInt8] = []
        if let mimetype {
            body += [0x50, 0x4B, 3, 4] + short(20) + short(0) + short(0) + long(0) + long(0)
            body += long(mimetype.utf8.count) + long(mimetype.utf8.count) + short(8) + short(0)
            body += Array("mimetype".utf8) + Array(mimetype.utf8)
        } else {
            body += [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26)
        }
        let offset = body.count
        for name in names {
            body += [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 24) + short(name.utf8.count)
            body += [UInt8](repeating: 0, count: 16) + Array(name.utf8)
        }
        let size = body.count - offset
        return body + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + short(names.count) + short(names.count) + long(size)
            + long(offset) + short(0)
    }

    private static func movie(_ brand: String) -> [UInt8] {
        [0, 0, 0, 24] + Array("ftyp\(brand)".utf8) + [0, 0, 2, 0]
    }

    @Test(
        arguments: [
            (PictureSamples.plainJPEG, [MediaType.jpeg]), (PictureSamples.plainPNG, [.png]),
            (movie("heic"), [.heic]), (movie("mif1"), [.heic]), (Array("RIFF0000WEBPVP8 ".utf8), [.webp]),
            (Array("%PDF-1.7\n".utf8), [.pdf]), (Array("Trucks held.\r\n\tNine days.".utf8), [.text, .csv]),
            (Array("a;b\n1;2\n".utf8), [.text, .csv]), (Array("caf\u{e9} و 关".utf8), [.text, .csv]),
            (movie("isom"), [.mp4, .m4a]), (movie("3gp4"), [.threeGP]), (movie("qt  "), [.quickTime]),
            (movie("M4A "), [.m4a]), (Array("OggS\0\u{2}".utf8), [.ogg]), (Array("#!AMR\n".utf8), [.amr]),
            (Array("ID3\u{4}".utf8), [.mp3]), ([0xFF, 0xFB, 0x90, 0x00], [.mp3]),
            (zip(["[Content_Types].xml", "word/document.xml"]), [.docx]),
            (zip(["[Content_Types].xml", "xl/workbook.xml"]), [.xlsx]),
            (zip(["content.xml"], mimetype: "application/vnd.oasis.opendocument.text"), [.odt]),
        ] as [([UInt8], [MediaType])])
    func `files are told by their content`(bytes: [UInt8], media: [MediaType]) throws {
        #expect(try Content(of: bytes) == .media(Set(media)))
    }

    @Test(
        arguments: [
            (Array("\u{7F}ELF\u{2}".utf8), RefusedContent.program), (Array("MZ\u{0}\u{3}".utf8), .program),
            ([0xCF, 0xFA, 0xED, 0xFE], .program), ([0xCA, 0xFE, 0xBA, 0xBE], .program),
            (Array("#!/bin/sh\nrm".utf8), .script), (Array("@echo off".utf8), .script),
            (Array("<?php x".utf8), .script),
            (Array("  <!DOCTYPE html>".utf8), .page), (Array("<svg onload=x>".utf8), .page),
            ([0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0'?>".utf8), .page), (Array("hello <SCRIPT>".utf8), .page),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldOffice), (Array("{\\rtf1 x}".utf8), .richText),
            (zip(["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]), .macros),
            (zip(["Basic/Standard/Module1.xml"], mimetype: "application/vnd.oasis.opendocument.text"), .macros),
            (zip(["truck.jpg"]), .archive), (zip(["[Content_Types].xml", "ppt/presentation.xml"]), .archive),
            (Array("Rar!\u{1A}".utf8), .archive), ([0x1F, 0x8B, 8], .archive), ([], .damaged),
            (movie("avif"), .unknown), ([1, 2, 3, 4, 0], .unknown), (Array("text with \u{1B}[2J".utf8), .unknown),
            (Array("PK\u{3}\u{4} and no directory".utf8), .damaged),
        ] as [([UInt8], RefusedContent)])
    func `kinds that are not taken have their reason`(bytes: [UInt8], reason: RefusedContent) throws {
        #expect(try Content(of: bytes) == .refused(reason))
    }

    @Test func `a damaged list of an archive is a damaged file, wherever it is cut or turned`() throws {
        let good = Self.zip(["[Content_Types].xml", "word/document.xml"])
        for end in 0..<good.count { _ = try Content(of: Array(good[..<end])) }
        for place in good.indices {
            var spoilt = good
            spoilt[place] = 0xFF
            _ = try Content(of: spoilt)
        }
        #expect(try Content(of: Array(good.dropLast())) == .refused(.damaged))
    }

    @Test func `every reason is a sentence, and every type has an ending of its own`() {
        for reason in RefusedContent.allCases { #expect(reason.sentence.hasSuffix(".")) }
        let endings = MediaType.allCases.flatMap(\.endings)
        #expect(Set(endings).count == endings.count && MediaType.allCases.allSatisfy { !$0.endings.isEmpty })
    }
}

@Suite struct FileNameTests {
    @Test(
        arguments: [
            ("truck.jpg", "truck.jpg"), ("/home/amina/truck.jpg", "truck.jpg"),
            ("C:\\Users\\amina\\truck.jpg", "truck.jpg"),
            ("../../etc/passwd", "passwd"), ("..", nil), ("", nil), ("///", nil), (".bashrc", "bashrc"),
            ("a\u{0}b\n.txt", "ab.txt"), ("invoice\u{202E}gpj.exe", "invoicegpj.exe"),
            ("  two words .pdf. ", "two words .pdf"),
            ("ré sumé.pdf", "ré sumé.pdf"), ("picha ya lori.heic", "picha ya lori.heic"),
            ("<script>.txt", "script.txt"),
        ] as [(String, String?)])
    func `only a plain name is left of a path`(path: String, name: String?) {
        #expect(FileName(cleaning: path)?.text == name)
        if let name { #expect(FileName(cleaning: name)?.text == name) }
    }

    @Test func `a long name keeps its ending`() throws {
        let name = try #require(FileName(cleaning: String(repeating: "é", count: 300) + ".jpeg"))
        #expect(name.text.utf8.count <= FileName.bytesMax && name.text.hasSuffix("é.jpeg"))
        #expect(FileName(cleaning: name.text) == name)
        let dots = try #require(
            FileName(cleaning: String(repeating: "a", count: 190) + "." + String(repeating: "b", count: 40)))
        #expect(dots.text.utf8.count <= FileName.bytesMax)
    }
}
