import Foundation
import Testing
import Workflow

/// The lists against the files they were taken from, where the environment variable `TATUA_DATA` names the folder of these
/// files; they are not part of the project. `../domain` beside that folder has the table of categories.
@Suite struct SourceDataTests {
    private static let folder = ProcessInfo.processInfo.environment["TATUA_DATA"].map {
        URL(filePath: $0, directoryHint: .isDirectory)
    }

    private static func table(_ path: String) throws -> CSVTable {
        let folder = try #require(folder)
        return try CSVTable(parsing: try Data(contentsOf: folder.appending(path: path)))
    }

    /// Sentences that say where `list` differs from the rows of `scheme`.
    private static func differences(_ list: CodeList, _ table: CSVTable, scheme: String) -> [String] {
        let rows = table.rows.filter { $0["scheme"] == scheme }
        let missing = rows.filter { !list.contains($0["code"] ?? "") }.map { "line \($0.line) is not in \(list.id)" }
        let wanted = Dictionary(rows.map { ($0["code"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        let wrong = list.codes.compactMap { code -> String? in
            guard let row = wanted[code.code] else { return "\(code.code) is in no row" }
            let isSame = row["title"] == code.title && row["parent"] == code.parent ?? ""
            return isSame ? nil : "\(code.code) differs from line \(row.line)"
        }
        return missing + wrong
    }

    private static let lists: [(scheme: String, id: String)] = [
        ("tripartite", "ntb.tripartite.categories"), ("afcfta", "ntb.afcfta.categories"), ("mast", "unctad.mast"),
        ("itc-po", "itc.obstacles"),
    ]

    @Test func `a code that is missing, too many or different is seen`() throws {
        let list = CodeList(
            id: "fruit", title: "Fruit", edition: "1",
            codes: [Code("1", "Citrus"), Code("1.1", "Lemon", parent: "1"), Code("2", "Other")])
        let table = { (rows: String) in try CSVTable(CSVText("scheme,code,parent,title\n" + rows)) }
        let right = "f,1,,Citrus\nf,1.1,1,Lemon\nf,2,,Other\ng,9,,Else\n"
        #expect(try Self.differences(list, table(right), scheme: "f") == [])
        let wrong = "f,1,,Citrus fruit\nf,1.1,,Lemon\nf,3,,More\n"
        #expect(
            try Self.differences(list, table(wrong), scheme: "f") == [
                "line 4 is not in fruit", "1 differs from line 2", "1.1 differs from line 3", "2 is in no row",
            ])
    }

    @Test(.enabled(if: folder != nil), arguments: lists.indices)
    func `a list has the codes, parents and titles of its source`(index: Int) throws {
        let (scheme, id) = Self.lists[index]
        let list = try #require(CodeLists.standard[id])
        let table = try Self.table("../domain/ntb-categories.csv")
        #expect(Self.differences(list, table, scheme: scheme) == [])
    }

    @Test(.enabled(if: folder != nil))
    func `the whole Harmonized System is loaded and survives the exchange`() throws {
        let folder = try #require(Self.folder)
        let list = try CodeList.hs(fromCSV: try Data(contentsOf: folder.appending(path: "hs6.csv")), edition: "2022")
        #expect(list.codes.count == 6_939)
        #expect(list.codes.count { $0.parent == nil } == 97)
        #expect(list[code: "340120"]?.parent == "3401")
        #expect(list.codes.allSatisfy { HSCode($0.code) != nil })
        #expect(try CodeList(json: list.json) == list)
    }

    @Test(.enabled(if: folder != nil))
    func `every HS code of the real remedy cases has the shape of one`() throws {
        var count = 0
        for row in try Self.table("trade-remedy-cases.csv").rows {
            for code in (row["hs_codes"] ?? "").split(whereSeparator: { $0 == ";" || $0 == " " }) {
                #expect(HSCode(code) != nil, "line \(row.line): \(code)")
                count += 1
            }
        }
        #expect(count == 3_068)
    }

    @Test(.enabled(if: folder != nil), arguments: ["wto-disputes.csv", "border-posts.csv"])
    func `the other tables are read as well`(file: String) throws {
        #expect(try Self.table(file).rows.count == (file == "wto-disputes.csv" ? 359 : 39))
    }
}
