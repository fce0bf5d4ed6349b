import ArgumentParser
import CaseProtocol
import Foundation
import Workflow

/// What people type behind the flags of a legal test, and the tables they name.
enum CalcInput {
    /// `1200.50 USD`.
    @Sendable static func amount(_ text: String) throws -> DecimalAmount {
        try usage { () throws(LegalTestRefusal) in try DecimalAmount(text, name: "amount") }
    }

    /// `12.5 %`, or `12.5`.
    @Sendable static func percent(_ text: String) throws -> DecimalAmount {
        let isBare = text.last?.isNumber ?? false
        return try usage { () throws(LegalTestRefusal) in
            try DecimalAmount(text, name: "percentage", unit: isBare ? "%" : nil)
        }
    }

    @Sendable static func date(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(text) else {
            throw ValidationError("“\(text)” is not a date; write it as YYYY-MM-DD, such as 2026-11-21.")
        }
        return date
    }

    /// `2027-03-01..2031-03-01`.
    @Sendable static func period(_ text: String) throws -> MeasurePeriod {
        guard let dots = text.firstRange(of: "..") else {
            throw ValidationError("“\(text)” is not a period; write it as 2027-03-01..2031-03-01.")
        }
        let from = try date(String(text[..<dots.lowerBound]))
        let until = try date(String(text[dots.upperBound...]))
        return try usage { () throws(LegalTestRefusal) in try MeasurePeriod(from: from, until: until) }
    }

    /// `NAME=AMOUNT`, or an amount alone, which gets the name `standard`.
    static func named(_ text: String, standard: String) throws -> (name: String, rest: String) {
        guard let sign = text.firstIndex(of: "=") else { return (standard, text) }
        let name = text[..<sign].trimmingCharacters(in: .whitespaces)
        guard !name.isEmpty else { throw ValidationError("“\(text)” has no name before the equals sign.") }
        return (name, String(text[text.index(after: sign)...]))
    }

    /// The bytes of a table.
    ///
    /// - Throws: a ``Problem`` when there is no such file, it cannot be read, or it is too large.
    static func table(_ path: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Problem(.notFound, "There is no file “\(path)” that can be read.", path: "csv")
        }
        let data: Data
        do {
            // One more than is allowed, so that a larger file is seen to be larger.
            data = try handle.read(upToCount: CSVText.bytesMax + 1) ?? Data()
            try handle.close()
        } catch {
            throw Problem(.notFound, "The file “\(path)” cannot be read.", path: "csv")
        }
        guard data.count <= CSVText.bytesMax else {
            throw Problem(.tooLong, "The file “\(path)” has more than \(CSVText.bytesMax) bytes.", path: "csv")
        }
        return Array(data)
    }

    /// A refusal of what was typed is wrong usage.
    private static func usage<Value>(_ body: () throws(LegalTestRefusal) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw ValidationError(error.sentence)
        }
    }
}
