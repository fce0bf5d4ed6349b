import CaseProtocol
import Testing
import Workflow

@testable import tatua

@Suite struct FieldTypingTests {
    private static let today = CivilDate("2026-11-21") ?? CivilDate(dayNumber: 0)
    private static let typing = FieldTyping(today: today)

    private static func field(_ type: FieldType) -> FieldSpec { FieldSpec("field", type, label: "Field", help: "") }

    private static let good: [(FieldType, String, JSONValue)] = [
        (.text(bytesMax: 5), "  milk ", "milk"), (.text(bytesMax: 5), "çé", "çé"),
        (.bool, "yes", true), (.bool, "Y", true), (.bool, "TRUE", true), (.bool, "no", false), (.bool, "n", false),
        (.bool, "False", false), (.date(past: true), "2026-11-21", "2026-11-21"),
        (.date(past: false), "2027-02-28", "2027-02-28"), (.date(past: true), "Yesterday", "2026-11-20"),
        (.date(past: true), "today", "2026-11-21"), (.choice(["notAnNtb", "removed"]), "NOTANNTB", "notAnNtb"),
        (.code(list: "iso3166-1"), "ug", "UG"), (.code(list: "iso3166-1"), "Uganda", "UG"),
        (.code(list: "ntb.tripartite.categories"), "2.10", "2.10"), (.code(list: "of.the.future"), "x1", "x1"),
        (.hsCode, "0401.20", "0401.20"), (.hsCode, "04", "04"), (.hsCode, "0401201000", "0401201000"),
        (.money, "1200.50 usd", "1200.50 USD"), (.money, "KES 300", "300 KES"), (.money, " 7  EUR ", "7 EUR"),
        (.list, "fp:KE, fp:UG,", ["fp:KE", "fp:UG"]),
    ]
    @Test(arguments: good.indices)
    func `what people type becomes the value of the field`(index: Int) throws {
        let (type, text, value) = Self.good[index]
        #expect(try Self.typing.value(text, of: Self.field(type)) == value)
    }

    private static let bad: [(FieldType, String, ProblemCode)] = [
        (.text(bytesMax: 5), "   ", .invalidField), (.text(bytesMax: 5), "çéàç", .tooLong),
        (.bool, "perhaps", .invalidField), (.bool, "1", .invalidField),
        (.date(past: true), "2026-11-22", .invalidField),
        (.date(past: false), "2027-02-29", .invalidField), (.date(past: false), "21/11/2026", .invalidField),
        (.date(past: false), "2026-11", .invalidField), (.choice(["removed"]), "gone", .unknownCode),
        (.code(list: "iso3166-1"), "XX", .unknownCode), (.hsCode, "1", .invalidField),
        (.hsCode, "04012010001", .invalidField), (.hsCode, "04a1", .invalidField), (.hsCode, ".0401", .invalidField),
        (.hsCode, "04..01", .invalidField), (.money, "1200.50", .invalidField), (.money, "1,200 USD", .invalidField),
        (.money, "-5 USD", .invalidField), (.money, "5. USD", .invalidField), (.money, "about 100", .invalidField),
        (.money, "5 QQQ", .unknownCode),
    ]
    @Test(arguments: bad.indices)
    func `what does not fit is refused under the field's path`(index: Int) throws {
        let (type, text, code) = Self.bad[index]
        let problem = #expect(throws: Problem.self) { try Self.typing.value(text, of: Self.field(type)) }
        #expect(problem?.code == code)
        #expect(problem?.path == "fields.field")
    }

    @Test func `a rule's words bind a field of free text`() throws {
        let reason = Self.field(.text(bytesMax: 100))
        #expect(try Self.typing.value("DUPLICATE", of: reason, choices: ["duplicate", "other"]) == "duplicate")
        let problem = #expect(throws: Problem.self) {
            try Self.typing.value("because", of: reason, choices: ["duplicate", "other"])
        }
        #expect(problem?.allowed == ["duplicate", "other"])
    }

    @Test func `values of a JSON file are typed like text, or taken as they are`() throws {
        #expect(try Self.typing.value(.string("ug"), of: Self.field(.code(list: "iso3166-1"))) == "UG")
        #expect(try Self.typing.value(.bool(true), of: Self.field(.bool)) == true)
        #expect(try Self.typing.value(.int(3401), of: Self.field(.hsCode)) == "3401")
    }
}
