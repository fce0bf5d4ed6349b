extension CodeList {
    /// What the list of the Harmonized System is called, which an authority loads.
    public static let hsID = "hs"

    /// Whether this list of the Harmonized System has the code as far as it is the same world-wide, or as far down as the
    /// list goes. What a country keeps for itself is not asked about: chapters 98 and 99, and digits after the sixth.
    public func has(_ code: HSCode) -> Bool {
        if ["98", "99"].contains(code.chapter) { return true }
        let beginning = [code.subheading, code.heading, code.chapter].lazy.compactMap(\.self).first { beginning in
            codes.contains { $0.code.utf8.count == beginning.utf8.count }
        }
        return beginning.map(contains) ?? true
    }

    /// Reads the Harmonized System from comma-separated text with the columns `code`, `description`, `parent` and `level`, in
    /// any order; others are skipped. The form is that of the public data set `datasets/harmonized-system`.
    ///
    /// A row is a chapter, heading, subheading or national line of 2, 4, 6, 8 or 10 digits without dots; `level` is that
    /// number. Its parent is the code without its last two digits, for ten digits also without four. One row `TOTAL` is the
    /// parent of the chapters and its own, whatever its level; it is not a code of the list.
    ///
    /// - Parameter edition: the year of the edition that the text holds.
    /// - Returns: the list `hs`, sorted by code: a chapter, its first heading, the subheadings under that, and so on.
    /// - Throws: the first ``CodeListFault``: of the text, then row by row, then of the parents, row by row.
    public static func hs(fromCSV bytes: some Sequence<UInt8>, edition: String) throws(CodeListFault) -> CodeList {
        let table: CSVTable
        do throws(CSVFault) {
            table = try CSVTable(parsing: bytes, requiring: HSRow.columns)
        } catch {
            throw CodeListFault(.line(error.line), .notCSV(error.reason, column: error.column))
        }
        guard table.rows.count <= codesMax + 1 else {
            throw CodeListFault(.list, field: "code", .tooMany(max: codesMax))
        }
        var lineByCode: [String: Int] = [:]
        var rows: [HSRow] = []
        for row in table.rows {
            let row = try HSRow(row)
            guard lineByCode.updateValue(row.line, forKey: row.code) == nil else {
                throw CodeListFault(.line(row.line), field: "code", .doubled)
            }
            rows.append(row)
        }
        for row in rows where lineByCode[row.parent] == nil {
            throw CodeListFault(.line(row.line), field: "parent", .unknownParent)
        }
        let codes = rows.filter { $0.code != HSRow.total }.map {
            Code($0.code, $0.title, parent: $0.parent == HSRow.total ? nil : $0.parent)
        }
        guard !codes.isEmpty else { throw CodeListFault(.list, field: "code", .missing) }
        return CodeList(
            id: hsID, title: "Harmonized System", edition: edition, codes: codes.sorted { $0.code < $1.code })
    }
}

/// A row of the Harmonized System as text, checked by itself.
private struct HSRow {
    static let columns = ["code", "description", "parent", "level"]
    /// The row above the chapters.
    static let total = "TOTAL"

    let line: Int
    let code: String
    let title: String
    let parent: String

    init(_ row: CSVRow) throws(CodeListFault) {
        let field = { (column: String) in row[column] ?? "" }
        line = row.line
        code = field("code")
        title = Self.trimmed(field("description"))
        parent = field("parent")
        let digits = code.utf8.count
        guard code == Self.total || digits.isMultiple(of: 2) && HSCode(code)?.digits == code else {
            throw CodeListFault(.line(line), field: "code", code.isEmpty ? .missing : .notHSCode)
        }
        if let reason = CodeListText.fault(of: title, bytesMax: CodeListText.titleBytesMax) {
            throw CodeListFault(.line(line), field: "description", reason)
        }
        let parents = Self.parents(of: code)
        guard parents.contains(parent) else {
            throw CodeListFault(.line(line), field: "parent", .wrongParent(allowed: parents))
        }
        guard code == Self.total || field("level") == String(digits) else {
            throw CodeListFault(.line(line), field: "level", .wrongLevel(expected: digits))
        }
    }

    /// The codes under which a code may stand.
    private static func parents(of code: String) -> [String] {
        switch code.utf8.count {
        case _ where code == total, 2: [total]
        case 10: [String(code.dropLast(2)), String(code.dropLast(4))]
        default: [String(code.dropLast(2))]
        }
    }

    /// Without the spaces at the end that cut descriptions of the data set have.
    private static func trimmed(_ text: String) -> String {
        guard let last = text.utf8.lastIndex(where: { $0 != UInt8(ascii: " ") }) else { return "" }
        return String(text[...last].drop { $0 == " " })
    }
}
