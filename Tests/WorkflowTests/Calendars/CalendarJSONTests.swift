import CaseProtocol
import Testing
import Workflow

@Suite struct CalendarJSONTests {
    /// A small calendar with a rule of each kind, as an administrator may write it.
    private static let text = """
        {"id":"MW","version":3,"title":"Malawi","authority":"Government of Malawi","weekend":[6,7],
        "move":{"rule":"fromWeekend","authority":"an Act","provenance":"R-L"},
        "source":{"authority":"a list","provenance":"R-M"},"coveredYears":[2026,2025],
        "holidays":[
        {"name":"New Year","rule":"monthDay","month":1,"day":15,"moves":true},
        {"name":"Good Friday","rule":"easter","offset":-2,"moves":false,"from":1990},
        {"name":"Mothers","rule":"weekday","ordinal":-1,"weekday":2,"month":10,"plusDays":1,"to":2030,"moves":true},
        {"name":"Idd","rule":"date","on":"2026-03-20","moves":false,"source":{"authority":"notice","provenance":"V"}},
        {"name":"Idd","rule":"date","on":"2025-03-31","moves":true}]}
        """

    private static func read(_ text: some StringProtocol) throws -> WorkCalendar {
        try WorkCalendar(json: JSONValue(parsing: text.utf8))
    }

    /// The fault in the sample with the first `old` in it replaced; `nil` when it is taken.
    private static func fault(_ old: String, _ new: String) throws -> CalendarFault? {
        let range = try #require(text.firstRange(of: old), "\(old) is not in the sample")
        do {
            _ = try read(text[..<range.lowerBound] + new + text[range.upperBound...])
            return nil
        } catch let fault as CalendarFault {
            return fault
        }
    }

    @Test func `every field is read`() throws {
        let calendar = try Self.read(Self.text)
        #expect(calendar.id == "MW" && calendar.version == 3 && calendar.title == "Malawi")
        #expect(calendar.authority == "Government of Malawi" && calendar.weekend == [6, 7])
        #expect(calendar.move == .fromWeekend && calendar.moveSource == LegalSource("an Act", .recalledLow))
        #expect(calendar.source == LegalSource("a list", .recalledMedium) && calendar.coveredYears == [2025, 2026])
        #expect(
            calendar.holidays == [
                HolidayRule("New Year", .monthDay(month: 1, day: 15)),
                HolidayRule("Good Friday", .easter(offset: -2), years: 1990...2199, moves: false),
                HolidayRule(
                    "Mothers", .weekday(ordinal: -1, weekday: 2, month: 10, plusDays: 1), years: 1900...2030),
                HolidayRule("Idd", .on(.day("2026-03-20")), source: LegalSource("notice", .verified)),
                HolidayRule("Idd", .on(.day("2025-03-31")), moves: true),
            ])
    }

    @Test func `what was read is written back the same`() throws {
        let calendar = try Self.read(Self.text)
        #expect(try WorkCalendar(json: calendar.json) == calendar)
        #expect(calendar.json.object?["coveredYears"] == [2025, 2026])
        #expect(
            calendar.json.object?["holidays"]?.array?.first?.canonicalText
                == #"{"day":15,"month":1,"moves":true,"name":"New Year","rule":"monthDay"}"#)
    }

    @Test(arguments: Calendars.standard.all.map(\.id))
    func `every shipped calendar survives the wire`(id: CalendarID) throws {
        let calendar = Calendars.standard[id]
        let read = try WorkCalendar(json: JSONValue(parsing: calendar.json.canonicalBytes))
        #expect(read == calendar)
        #expect(read.json.canonicalText == calendar.json.canonicalText)
    }

    @Test(arguments: [
        (#""weekend":[6,7]"#, #""weekend":[]"#), (#""weekend":[6,7]"#, #""weekend":[1,2,3,4,5,6]"#),
        (#""coveredYears":[2026,2025]"#, #""coveredYears":null"#), (#""version":3"#, #""version":1"#),
        (#""coveredYears":[2026,2025]"#, #""coveredYears":[1900,2199]"#),
        (#""month":1,"day":15"#, #""month":2,"day":29"#),
        (#""offset":-2"#, #""offset":-80"#), (#""offset":-2"#, #""offset":250"#), (#""ordinal":-1"#, #""ordinal":5"#),
        (#""from":1990"#, #""from":1990,"to":1990"#), ("2026-03-20", "1900-01-01"), ("2026-03-20", "2199-12-31"),
        (#""name":"Mothers""#, #""name":"Idd""#),
    ])
    func `the limits themselves are taken`(old: String, new: String) throws {
        #expect(try Self.fault(old, new) == nil)
    }

    @Test(
        arguments: [
            (#""id":"MW","#, "", nil, "id", .missing), (#""MW""#, "7", nil, "id", .not("text")),
            (#""MW""#, #""""#, nil, "id", .outside(1...64)),
            (#""version":3"#, #""version":0"#, nil, "version", .outside(1...1_000_000)),
            (#""version":3"#, #""version":"3""#, nil, "version", .not("whole number")),
            (#""version":3"#, #""version":9223372036854775807"#, nil, "version", .outside(1...1_000_000)),
            (#""Malawi""#, #""""#, nil, "title", .outside(1...200)), (#""Malawi""#, "null", nil, "title", .not("text")),
            (#""Government of Malawi""#, "[]", nil, "authority", .not("text")),
            (#""title""#, #""titel""#, nil, "titel", .unknownField),
            ("[6,7]", "[1,2,3,4,5,6,7]", nil, "weekend", .noWorkingDay),
            ("[6,7]", "[0]", nil, "weekend", .outside(1...7)), ("[6,7]", "[8]", nil, "weekend", .outside(1...7)),
            ("[6,7]", "[6,6]", nil, "weekend", .repeated(6)), ("[6,7]", "6", nil, "weekend", .not("array")),
            ("[6,7]", #"["Sunday"]"#, nil, "weekend", .not("whole number")),
            ("fromWeekend", "toMonday", nil, "move.rule", .notOneOf(["stay", "fromSunday", "fromWeekend"])),
            (#""rule":"fromWeekend","#, "", nil, "move.rule", .missing),
            (#""authority":"an Act","#, "", nil, "move.authority", .missing),
            (
                #""R-L""#, #""sure""#, nil, "move.provenance",
                .notOneOf(["V", "V2", "R-H", "R-M", "R-L", "D"])
            ),
            (#"{"authority":"a list","provenance":"R-M"}"#, #""law""#, nil, "source", .not("object")),
            (#""a list","#, #""a list","page":3,"#, nil, "source.page", .unknownField),
            ("[2026,2025]", "[2026,2026]", nil, "coveredYears", .repeated(2026)),
            ("[2026,2025]", "[1899]", nil, "coveredYears", .outside(1900...2199)),
            ("[2026,2025]", "2026", nil, "coveredYears", .not("array")),
            (#""coveredYears":[2026,2025],"#, "", nil, "coveredYears", .missing),
        ] as [(String, String, Int?, String, CalendarFault.Problem)])
    func `a fault of the calendar is named by its field`(
        old: String, new: String, row: Int?, field: String, problem: CalendarFault.Problem
    ) throws {
        let fault = try #require(try Self.fault(old, new))
        #expect(fault == CalendarFault(row: row, name: nil, field: field, problem: problem))
    }

    @Test(
        arguments: [
            (#""day":15"#, #""day":32"#, 0, "New Year", "day", .outside(1...31)),
            (#""month":1,"day":15"#, #""month":4,"day":31"#, 0, "New Year", "day", .noSuchDay),
            (#""month":1,"day":15"#, #""month":2,"day":30"#, 0, "New Year", "day", .noSuchDay),
            (#""month":1,"#, #""month":13,"#, 0, "New Year", "month", .outside(1...12)),
            (#""day":15,"#, "", 0, "New Year", "day", .missing),
            (#""day":15"#, #""day":15,"offset":1"#, 0, "New Year", "offset", .unknownField),
            (#""day":15"#, #""day":15,"form":2000"#, 0, "New Year", "form", .unknownField),
            (
                #""monthDay""#, #""moonDay""#, 0, "New Year", "rule",
                .notOneOf(["monthDay", "easter", "weekday", "date"])
            ),
            (#""rule":"monthDay","#, "", 0, "New Year", "rule", .missing),
            (#""name":"New Year","#, "", 0, nil, "name", .missing),
            (#""name":"New Year""#, #""name":"""#, 0, "", "name", .outside(1...200)),
            (#""moves":true}"#, #""moves":"yes"}"#, 0, "New Year", "moves", .not("true or false")),
            (#","moves":true}"#, "}", 0, "New Year", "moves", .missing),
            (#""offset":-2"#, #""offset":-81"#, 1, "Good Friday", "offset", .outside(-80...250)),
            (#""offset":-2"#, #""offset":251"#, 1, "Good Friday", "offset", .outside(-80...250)),
            (#""from":1990"#, #""from":1899"#, 1, "Good Friday", "from", .outside(1900...2199)),
            (#""from":1990"#, #""from":1990,"to":1989"#, 1, "Good Friday", "to", .yearsReversed),
            (#""to":2030"#, #""to":2200"#, 2, "Mothers", "to", .outside(1900...2199)),
            (#""ordinal":-1"#, #""ordinal":0"#, 2, "Mothers", "ordinal", .outside(1...5)),
            (#""ordinal":-1"#, #""ordinal":6"#, 2, "Mothers", "ordinal", .outside(-1...5)),
            (#""weekday":2"#, #""weekday":0"#, 2, "Mothers", "weekday", .outside(1...7)),
            (#""plusDays":1"#, #""plusDays":7"#, 2, "Mothers", "plusDays", .outside(0...6)),
            (#""plusDays":1,"#, "", 2, "Mothers", "plusDays", .missing),
            ("2026-03-20", "2026-02-29", 3, "Idd", "on", .noSuchDay),
            ("2026-03-20", "20.3.2026", 3, "Idd", "on", .noSuchDay),
            ("2026-03-20", "1899-12-31", 3, "Idd", "on", .outside(1900...2199)),
            ("2026-03-20", "2200-01-01", 3, "Idd", "on", .outside(1900...2199)),
            (#""on":"2026-03-20""#, #""on":"2026-03-20","from":2026"#, 3, "Idd", "from", .unknownField),
            (#""provenance":"V""#, #""provenance":1"#, 3, "Idd", "source.provenance", .not("text")),
            (#"{"authority":"notice","provenance":"V"}"#, "null", 3, "Idd", "source", .not("object")),
            (#"{"name":"New Year""#, #"7,{"name":"New Year""#, 0, nil, "", .not("object")),
        ] as [(String, String, Int, String?, String, CalendarFault.Problem)])
    func `a fault of a row is named by its number, its name and its field`(
        old: String, new: String, row: Int, name: String?, field: String, problem: CalendarFault.Problem
    ) throws {
        let fault = try #require(try Self.fault(old, new))
        #expect(fault == CalendarFault(row: row, name: name, field: field, problem: problem))
    }

    @Test(arguments: ["[]", "null", "7", #""KE""#])
    func `what is no object is no calendar`(text: String) {
        #expect(throws: CalendarFault(row: nil, name: nil, field: "", problem: .not("object"))) {
            try Self.read(text)
        }
    }

    @Test func `two thousand rules are taken and one more is not`() throws {
        var members = try #require(WorkCalendar.weekdays.json.object)
        let rule = try #require(WorkCalendar.kenya.json.object?["holidays"]?.array?.first)
        members["holidays"] = .array(Array(repeating: rule, count: 2_000))
        #expect(try WorkCalendar(json: .object(members)).holidays.count == 2_000)
        members["holidays"] = .array(Array(repeating: rule, count: 2_001))
        #expect(throws: CalendarFault(row: nil, name: nil, field: "holidays", problem: .outside(0...2_000))) {
            try WorkCalendar(json: .object(members))
        }
    }

    @Test(arguments: [
        (#""month":1,"day":15"#, #""month":4,"day":31"#, "holidays[0] “New Year”, day: there is no such day"),
        ("[6,7]", "[1,2,3,4,5,6,7]", "weekend: leaves no working day in the week"),
        (#"{"name":"New Year""#, #"7,{"name":"New Year""#, "holidays[0]: must be: object"),
        (#""V"}"#, #""W"}"#, "holidays[3] “Idd”, source.provenance: must be one of V, V2, R-H, R-M, R-L, D"),
    ])
    func `a fault reads as a sentence`(old: String, new: String, sentence: String) throws {
        #expect(try Self.fault(old, new)?.description == sentence)
    }
}
