import ArgumentParser
import CaseProtocol
public import FuzzEntries
import Workflow

@testable import tatua

/// The terminal program: what people type, as arguments and as values of fields, and what strangers wrote on its way to a
/// screen.
public enum FuzzTerminal {
    /// Beside the entries of the libraries: the program is one only in the fuzzer's own build.
    public static let entries = [
        FuzzEntry("terminal", run), FuzzEntry("picture", FuzzPictures.run),
        FuzzEntry("agent", FuzzAgent.run),
    ]

    @Sendable private static func run(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        try screens(text)
        try fields(text)
        typed(text)
    }

    private static func screens(_ text: String) throws {
        let line = Plain.line(text)
        try require(line.unicodeScalars.allSatisfy { !Plain.needsCare($0) }, "a line does more than show itself")
        try require(Plain.line(line) == line, "a safe line is made safe again")
        let value: JSONValue = ["text": .string(text)]
        let json = JSONText.printable(value)
        try require(json.unicodeScalars.allSatisfy { !Plain.needsCare($0) }, "JSON does more than show itself")
        try require((try? JSONValue(parsing: json.utf8)) == value, "what is printed is another thing read back")
        var page = Page()
        page.say(text, indent: 2, hanging: 4)
        for line in page.lines {
            try require(line.unicodeScalars.allSatisfy { !Plain.needsCare($0) }, "a page does more than show itself")
        }
    }

    /// What is taken for a field is taken again as it is kept.
    private static func fields(_ text: String) throws {
        guard let today = CivilDate(year: 2026, month: 11, day: 21) else { return }
        let typing = FieldTyping(today: today)
        for field in oneOfEachType {
            guard let value = try? typing.value(text, of: field) else { continue }
            // A list is typed with commas and kept without.
            if value.array != nil { continue }
            try require(
                (try? typing.value(value, of: field)) == value, "“\(text)” for \(field.type) is taken otherwise")
        }
    }

    private static let oneOfEachType: [FieldSpec] = {
        var seen: Set<String> = []
        return Catalogue.standard.procedures.flatMap(\.fields).filter { field in
            seen.insert(String("\(field.type)".prefix(24))).inserted
        }
    }()

    private static func typed(_ text: String) {
        _ = try? CalcInput.amount(text)
        _ = try? CalcInput.percent(text)
        _ = try? CalcInput.period(text)
        _ = try? CalcInput.named(text, standard: "a")
        _ = try? Tatua.parseAsRoot(text.split(separator: "\n").map(String.init))
    }

    static func require(_ holds: Bool, _ sentence: @autoclosure () -> String) throws {
        if !holds { throw FuzzFinding(sentence()) }
    }
}
