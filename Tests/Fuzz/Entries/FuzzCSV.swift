import CaseProtocol
import Workflow

/// Comma-separated text: tables, registers of real cases, the list of the Harmonized System.
enum FuzzCSV {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        try records(bytes)
        _ = try? CSVTable(parsing: bytes, requiring: ["a"])
        _ = try? CodeList.hs(fromCSV: bytes, edition: "HS 2022")
        try register(bytes)
    }

    private static func records(_ bytes: [UInt8]) throws {
        guard let text = try? CSVText(parsing: bytes) else { return }
        for record in text.records {
            let line = CSVWriter.line(record.fields)
            let again = try? CSVText(line + "\n").records
            try expect(again?.count == 1, "a record that was written is \(again?.count ?? 0) records")
            let fields = again?.first?.fields ?? []
            let isSame = zip(fields, record.fields).allSatisfy { $0 == $1 || $0 == "'" + $1 }
            try expect(isSame && fields.count == record.fields.count, "a record that was written is read otherwise")
        }
    }

    private static func register(_ bytes: [UInt8]) throws {
        guard let (file, rows) = try? RegisterFile.read(bytes) else { return }
        for row in rows.prefix(20) {
            switch file {
            case .disputes: _ = try? DisputeRecord(row).history(as: CaseID(high: 0x7000, low: 1 << 63))
            case .remedies: _ = try? RemedyRecord(row).history(as: CaseID(high: 0x7000, low: 1 << 63))
            }
        }
    }
}
