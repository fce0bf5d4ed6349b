import CaseProtocol
import Server
import Workflow

/// Texts that name something: ids, dates, numbers, references, codes. What is read says the same when it is written.
enum FuzzText {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        try ids(text)
        try dates(text)
        try codes(text)
        try numbers(text)
        try names(text)
    }

    private static func same<Value: Equatable & CustomStringConvertible>(
        _ text: String, _ read: (String) -> Value?
    ) throws {
        guard let value = read(text) else { return }
        try expect(read(value.description) == value, "\(Value.self) “\(value)” is read otherwise")
    }

    private static func ids(_ text: String) throws {
        try same(text) { CaseID($0) }
        try same(text) { BlobID($0) }
        try same(text) { BlobUploadName($0) }
        try same(text) { Compartment($0) }
        try same(text) { ProtocolVersion($0) }
        guard let sum = DigestSum(count: 1, hex: text) else { return }
        try expect(sum.hex == text, "a digest is read otherwise")
    }

    private static func dates(_ text: String) throws {
        try same(text) { CivilDate($0) }
        try same(text) { PartialDate($0) }
        try same(text) { Timestamp($0) }
        if let moment = Timestamp(text) {
            // One spelling with milliseconds and one without.
            let short = moment.description.replacing(".000Z", with: "Z")
            try expect([moment.description, short].contains(text), "“\(text)” is read as \(moment)")
        }
        if let version = ProtocolVersion(text) {
            try expect(version.description == text, "“\(text)” is read as \(version)")
        }
        guard let day = CivilDate(text) else { return }
        try expect(CivilDate(dayNumber: day.dayNumber) == day, "\(day) has another day's number")
        try expect(day.description == text, "“\(text)” is read as \(day)")
        _ = (day.adding(days: 1), day.adding(months: 1), day.weekday)
    }

    private static func codes(_ text: String) throws {
        _ = (HSCode(text), MASTCode(text), MediaType(text), Cast(text), RegionalCommunity.named(text))
        if let appointment = try? Appointment(parsing: text) {
            try expect(
                (try? Appointment(parsing: appointment.description)) == appointment, "“\(text)” is another role")
        }
        for list in [CodeList.countries, .currencies] { _ = (list.contains(text), list[code: text]) }
    }

    private static func numbers(_ text: String) throws {
        _ = (DisputeStatus(published: text), CaseNumber.isWellFormed(text))
        let folded = ReferenceText.folded(text)
        try expect(ReferenceText.folded(folded) == folded, "folding “\(folded)” twice makes another reference")
        if let ratio = Ratio(decimal: text) { _ = (ratio.text, ratio.percentText, ratio < Ratio(1)) }
        _ = try? DecimalAmount(text, name: "amount")
        _ = try? DecimalAmount(text, name: "percentage", unit: "%")
    }

    private static func names(_ text: String) throws {
        guard let name = FileName(cleaning: text) else { return }
        try expect(name.text.utf8.count <= FileName.bytesMax, "a name is too long")
        let scalars = name.text.unicodeScalars
        try expect(!scalars.contains { $0 == "/" || $0 == "\\" }, "a name has a folder in it")
        try expect(scalars.first != "." && scalars.last != ".", "a name begins or ends with a dot")
        try expect(FileName(cleaning: name.text) == name, "a clean name is cleaned again: “\(text)”")
    }
}
