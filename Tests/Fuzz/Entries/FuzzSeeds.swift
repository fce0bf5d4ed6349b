import CaseCrypto
import CaseProtocol
import Foundation
import Gzip
import Server
import Workflow

/// What a corpus begins with: the golden files and vectors of the repository, and what the scene's server and devices say.
public enum FuzzSeeds {
    /// Writes them below `folder`, a folder an entry; run it at the repository's root.
    public static func write(to folder: String) async throws {
        var seeds = Seeds(folder: folder)
        try seeds.golden()
        try seeds.texts()
        try seeds.files()
        try seeds.tables()
        try await seeds.conversations()
        try await seeds.commands()
        try await seeds.bundles()
        try seeds.requests()
        print("\(seeds.count) seeds")
    }
}

struct Seeds {
    let folder: String
    private(set) var count = 0

    init(folder: String) { self.folder = folder }

    mutating func put(_ entry: String, _ bytes: some Sequence<UInt8>) throws {
        let place = "\(folder)/\(entry)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let bytes = Array(bytes)
        try Data(bytes).write(to: URL(fileURLWithPath: "\(place)/\(SHA256.hash(bytes).hex.prefix(16))"))
        count += 1
    }

    mutating func put(_ entry: String, _ text: String) throws { try put(entry, text.utf8) }

    /// The golden files: as JSON, and as messages under the byte of their kind.
    mutating func golden() throws {
        let kinds = [
            "hello", "push-request", "push-reply", "pull-request", "pull-end", "outcome", "outcome-record", "problem",
            "digest-request", "digest-reply", "estimate-reply", "news-reply", "login-request", "login-reply",
            "add-user-request", "reset-password-request", "public-cards", "import-request", "import-report",
            "catalogue-item", "catalogue-report", "migration-request", "migration-report", "recount-request",
            "recount-report", "bundle-header", "bundle-manifest", "bundle-work", "bundle-report", "event",
            "-", "-", "session-list", "register-request", "change-password-request", "recover-password-request",
            "invite-request", "one-time-code", "load-terms-request", "server-settings", "revoke-sessions-request",
        ]
        let golden = "Tests/ProtocolTests/Golden/1.1"
        for file in try FileManager.default.contentsOfDirectory(atPath: golden).sorted() where file.hasSuffix(".json") {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(golden)/\(file)")))
            let name = String(file.dropLast(5))
            try put("json", bytes)
            let kind =
                name.hasPrefix("event-")
                ? 29 : kinds.firstIndex { name.hasPrefix($0) } ?? (name.contains(".") ? 30 : nil)
            if let kind { try put("message", [0x30 + UInt8(kind)] + bytes) }
            if name.hasPrefix("pull-") { try put("page", bytes) }
        }
        for text in [
            #"5{"type":"conflict","problem":{"code":"gap","message":"x","from":"2026-12-01","waitSeconds":3}}"#,
            #"6{"n":1,"mid":"01934d5e-6f70-7002-8000-000000000002","outcome":{"type":"merged","notes":["a"]}}"#,
            #"I{"kind":"toServer","from":"a","to":"b","created":"2026-11-21T07:12:09.250Z"}"#,
            #"J{"kind":"toDevice","replica":"01934d5e-6f70-7003-8000-000000000003","user":"01934d5e-6f70-7004-8000-000000000004","epoch":"00ff","isFull":true,"part":1}"#,
            #"K{"input":"/a","isImported":true,"output":"/b","partBytesMax":7}"#,
            #"L{"replica":"01934d5e-6f70-7003-8000-000000000003","user":"a","commands":1,"applied":1,"refused":0,"deferred":0,"files":[{"path":"/b","bytes":3}]}"#,
        ] { try put("message", text) }
        for text in [
            "[1,-9223372036854775808,\"\\ud83d\\ude00\",null]", #"{"a":[{"b":{"c":[true,false]}}],"é":"\u0000"}"#,
        ] {
            try put("json", text)
        }
    }

    mutating func texts() throws {
        for text in [
            "2026-11-21", "2024-02-29", "9999-12-31", "2019-07", "2019", "2026-11-21T07:12:09.250Z",
            "2026-11-21T07:12:09Z",
            "01934d5e-6f70-7001-8000-000000000001", "sha256:" + String(repeating: "0a", count: 32), "1.1",
            "01934d5e-6f70-7001-8000-000000000001/confidential/x", "shared/public/",
            "01934d5e-6f70-7003-8000-000000000003." + String(repeating: "0a", count: 32),
            String(repeating: "0f", count: 16), "NTB-2026-00042-K", "nmcMember:KE/chair", "recOfficer:EAC", "0401.10",
            "040110",
            "A83", "-1200.50", "1200.50 USD", "12.5 %", "image/jpeg", "complaint:EAC,COMESA", "desk:enquiryOfficer",
            "../a\u{202E}b. .jpg", String(repeating: "é", count: 120) + ".jpeg", "In consultations on 1 May 2020",
        ] { try put("text", text) }
        for text in [
            "inbox\n--json", "show\nNTB-2026-00042-K", "edit\n4f2a\n--set\nplace=Busia", "1200.50 USD", "12.5 %",
            "2027-03-01..2031-03-01", "a = 7 KES", "yesterday", "KE", "0401.10", "\u{1B}[2J\u{202E}abc\u{200D}\r\n\tx",
            "a, b,c", "27.5%", "yes", "?milk",
        ] { try put("terminal", text) }
        for bytes in [Array("hello hello hello".utf8), [UInt8](repeating: 0, count: 1_000_000), []] {
            try put("gzip", try Gzip.compress(bytes))
        }
        try put("gzip", try Gzip.compress((0..<4_000).map { UInt8(truncatingIfNeeded: $0 * $0) }, level: 1))
        try put(
            "secrets",
            "scrypt$1024$8$1$" + Base64URL.encode([UInt8](repeating: 1, count: 16)) + "$"
                + Base64URL.encode([UInt8](repeating: 2, count: 32)))
        try put("secrets", Base64URL.encode(Array("any bytes".utf8)))
        try put("secrets", [UInt8](repeating: 9, count: 32) + [UInt8](repeating: 5, count: 64))
        try put("secrets", SHA256.hash([1]).hex)
        let header = BundleHeader(kind: .toServer, from: "a", to: "b", created: Scene.start)
        try put("secrets", try header.preamble() + [UInt8](repeating: 3, count: 140))
        let word: (UInt64) -> [UInt8] = { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } }
        try put("transfer", [0, 0, 0] + word(0) + [1, 20] + word(32_768) + [1, 255] + word(60_000))
        try put(
            "transfer",
            [200] + [2, 0] + word(0) + [3, 20] + word(16_384) + [3, 90] + word(32_768) + [4, 1] + word(0)
                + [5, 0] + word(5))
    }

    /// Smallest files of the kinds that are looked into.
    mutating func files() throws {
        let jpeg: [UInt8] =
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]
            + [0xFF, 0xE1, 0, 34] + Array("Exif\0\0".utf8)
            + [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
            + [0xFF, 0xFE, 0, 4, 65, 66] + [0xFF, 0xE2, 0, 14] + Array("ICC_PROFILE\0".utf8)
            + [
                0xFF, 0xDB, 0, 3, 0, 0xFF, 0xC0, 0, 4, 1, 1, 0xFF, 0xDA, 0, 4, 1, 1, 7, 0xFF, 0, 8, 0xFF, 0xD0, 9, 0xFF,
                0xD9,
            ]
        try put("media", jpeg)
        let chunk: (String, [UInt8]) -> [UInt8] = { type, bytes in
            [0, 0, 0, UInt8(bytes.count)] + Array(type.utf8) + bytes + [1, 2, 3, 4]
        }
        try put(
            "media",
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", [UInt8](repeating: 0, count: 13))
                + chunk("tEXt", Array("a\0b".utf8)) + chunk("eXIf", [1]) + chunk("IDAT", [5, 6]) + chunk("IEND", []))
        for name in ["[Content_Types].xml", "word/document.xml", "mimetype", "Basic/x", "word/vbaProject.bin"] {
            try put("media", zip([name, "[Content_Types].xml"]))
        }
        try put("media", zip(["mimetype"], content: "application/vnd.oasis.opendocument.text"))
        for text in [
            "RIFF\0\0\0\0WEBPVP8 ", "\0\0\0\u{18}ftypisom", "\0\0\0\u{18}ftypheic", "%PDF-1.7", "a,b\n1,2\n", "<svg x>",
        ] {
            try put("media", text)
        }
    }

    private func zip(_ names: [String], content: String = "") -> [UInt8] {
        let little: (Int, Int) -> [UInt8] = { number, count in (0..<count).map { UInt8(number >> (8 * $0) & 255) } }
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for name in names {
            let text = Array(content.utf8)
            let common =
                [20, 0, 0, 0, 0, 0] + little(0, 8) + little(text.count, 4) + little(text.count, 4)
                + little(name.utf8.count, 2) + [0, 0]
            directory +=
                [0x50, 0x4B, 1, 2, 20, 0] + common + little(0, 10) + little(file.count, 4) + Array(name.utf8)
            file += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + text
        }
        return file + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + little(names.count, 2) + little(names.count, 2)
            + little(directory.count, 4) + little(file.count, 4) + [0, 0]
    }

    mutating func tables() throws {
        for file in RegisterFile.allCases {
            let cells = file.columns.map { $0.contains("date") || $0.contains("_on") ? "2019-07-31" : "\"a, b\"" }
            try put("csv", file.columns.joined(separator: ",") + "\n" + cells.joined(separator: ",") + "\r\n")
        }
        try put("csv", "a,b\n1,\"two \"\"2\"\"\"\n=x,\n")
        try put(
            "csv",
            "section,hscode,description,parent,level\nI,01,Animals,TOTAL,2\nI,0101,Horses,01,4\nI,010121,Pure,0101,6\n")
        let procedures = Catalogue.standard.procedures.map(\.canonicalBytes).sorted { $0.count < $1.count }
        for bytes in procedures.prefix(4) { try put("procedure", bytes) }
        for calendar in Calendars.standard.all { try put("catalogue", calendar.json.canonicalBytes) }
        for list in [CodeList.currencies, .countries] {
            let short = CodeList(
                id: list.id, title: list.title, edition: list.edition, codes: Array(list.codes.prefix(3)))
            try put("catalogue", short.json.canonicalBytes)
        }
        let lines = try String(contentsOfFile: "Demo/complaints.jsonl", encoding: .utf8).split(separator: "\n")
        for line in lines.prefix(6) { try put("import", "\u{1}" + line) }
        try put("import", "\u{1}" + lines.suffix(2).joined(separator: "\n") + "\n" + lines[0])
        for file in RegisterFile.allCases {
            let cells = Dictionary(
                uniqueKeysWithValues: file.columns.map { ($0, JSONValue.string($0.contains("date") ? "2019-07" : "a")) }
            )
            try put("import", "\u{1}" + JSONValue.object(cells).canonicalText)
        }
    }
}
