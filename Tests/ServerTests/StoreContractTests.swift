import CaseProtocol
import Server
import Testing

/// What every ``CaseStore`` promises of writes, rows and what is found by them.
@Suite("CaseStore contract: writes and rows")
struct StoreContractTests {
    struct Mishap: Error, Equatable {}

    @Test(arguments: StoreKind.allCases)
    func `a new store is empty`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        try await fixture.read { snapshot throws in
            #expect(try snapshot.head() == 0)
            #expect(try snapshot.setting("epoch") == nil)
            #expect(try snapshot.row(.example(1)) == nil)
            #expect(try snapshot.rows(of: .example(1)).isEmpty)
            #expect(try snapshot.placements(of: CaseID.example(1)).isEmpty)
            #expect(try snapshot.commit(0) == nil)
            #expect(try snapshot.commit(1) == nil)
            #expect(try snapshot.cards(after: nil, limit: 10).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `commits are numbered without gaps and their rows read back whole`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        var note = Row.note(2, in: .notes(1, of: "KE"))
        note.unknown = ["newer": [1, .null, "ü\u{1F69A}"]]
        #expect(try await fixture.append(.example(.header(1), note)) == 1)
        #expect(try await fixture.append(.example(.note(3, in: .parties(1)))) == 2)
        #expect(try await fixture.append(.example(.header(4))) == 3)
        try await fixture.read { [note] snapshot throws in
            #expect(try snapshot.head() == 3)
            #expect(try snapshot.row(note.id) == note)
            #expect(try snapshot.rows(of: .example(1)) == [.header(1), note, .note(3, in: .parties(1))])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a body sees what it wrote, a reader only what was committed`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let seen = try await fixture.store.write { transaction in
            _ = try transaction.append(.example(.header(1)))
            try transaction.setSetting("epoch", "a")
            return (try transaction.head(), try transaction.row(.example(1)), try transaction.setting("epoch"))
        }
        #expect(seen == (1, .header(1), "a"))
        try await fixture.store.write { try $0.setSetting("epoch", "b") }
        #expect(try await fixture.read { try $0.setting("epoch") } == "b")
    }

    @Test(arguments: StoreKind.allCases)
    func `an error undoes its own body and nothing else`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        try await fixture.append(.example(.header(1, ["number": "NTB-1"]), placements: [.parties(1): ["all"]]))
        await #expect(throws: Mishap()) {
            try await fixture.store.write { transaction in
                _ = try transaction.append(
                    .example(
                        .header(1, ["number": "NTB-2"]).setting([:]), .header(2), placements: [.parties(1): ["recs"]],
                        memberships: [.example(5): ["all"]]))
                try transaction.put(.example(1, commit: 2))
                try transaction.setSetting("epoch", "lost")
                throw Mishap()
            }
        }
        try await fixture.read { snapshot throws in
            #expect(try snapshot.head() == 1)
            #expect(try snapshot.row(.example(2)) == nil)
            #expect(try snapshot.row(.example(1))?.rev == 1)
            #expect(try snapshot.cases(withReference: "NTB-2").isEmpty)
            #expect(try snapshot.placements(of: CaseID.example(1)) == [.parties(1): ["all"]])
            #expect(try snapshot.memberships(of: .example(5)).isEmpty)
            #expect(try snapshot.command(.example(800), n: 1) == nil)
            #expect(try snapshot.setting("epoch") == nil)
        }
        #expect(try await fixture.append(.example(.header(2))) == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func `a version that does not follow the stored one is refused`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let first = Row.note(1, in: .parties(1))
        await #expect(throws: StoreError.revNotNext(first.id, expected: 1, found: 2)) {
            try await fixture.append(.example(first.saying("too soon")))
        }
        try await fixture.append(.example(first))
        await #expect(throws: StoreError.revNotNext(first.id, expected: 2, found: 1)) {
            try await fixture.append(.example(.header(9), first))
        }
        await #expect(throws: StoreError.revNotNext(first.id, expected: 2, found: 3)) {
            try await fixture.append(.example(first.saying("a").saying("b")))
        }
        try await fixture.append(.example(first.saying("now")))
        #expect(try await fixture.read { try $0.row(first.id)?.fields } == ["text": "now"])
        #expect(try await fixture.read { try $0.row(.example(9)) } == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func `a draft holds a row once, and a row keeps its kind and case`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let note = Row.note(1, in: .parties(1))
        await #expect(throws: StoreError.rowTwice(note.id)) {
            try await fixture.append(.example(note, note.saying("again")))
        }
        try await fixture.append(.example(note))
        let otherKind = Row(id: note.id, kind: .event, compartment: note.compartment, rev: 2, fields: [:])
        await #expect(throws: StoreError.rowChangedNature(note.id)) {
            try await fixture.append(.example(otherKind))
        }
        await #expect(throws: StoreError.rowChangedNature(note.id)) {
            try await fixture.append(.example(note.moved(to: .parties(2))))
        }
        #expect(try await fixture.read { try $0.head() } == 1)
    }

    @Test(arguments: StoreKind.allCases)
    func `a case is found by every reference, however it is typed`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let header = Row.header(
            1, ["number": "NTB-2O26-I", "label": "K7-3", "aliases": ["NTB-000-324", "ntb 000-324"]])
        try await fixture.append(.example(header, .header(2, ["label": "K7-3"])))
        func cases(_ text: String) async throws -> [CaseID] {
            try await fixture.read { try $0.cases(withReference: ReferenceText.folded(text)) }
        }
        #expect(try await cases("ntb-2026-1") == [.example(1)])
        #expect(try await cases("NTB-OOO-324") == [.example(1)])
        #expect(try await cases("k7-3") == [.example(1), .example(2)])
        #expect(try await cases("k7") == [])
        try await fixture.append(.example(header.setting(["number": "NTB-2026-9", "aliases": []])))
        #expect(try await cases("NTB-2026-1") == [])
        #expect(try await cases("NTB-000-324") == [])
        #expect(try await cases("NTB-2026-9") == [.example(1)])
        #expect(try await cases("K7-3") == [.example(1), .example(2)])
    }

    @Test(arguments: StoreKind.allCases)
    func `cases with an overdue time limit come most overdue first, once each`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let pausing = Row.deadline(15, of: 5, due: "2026-01-01")
        try await fixture.append(
            .example(
                .deadline(11, of: 1, due: "2026-03-02"), .deadline(12, of: 2, due: "2026-03-01"),
                .deadline(13, of: 3, due: "2026-03-04"), .deadline(14, of: 1, due: "2026-02-27"), pausing,
                .deadline(16, of: 6, due: "2026-01-01", state: "met"), .deadline(17, of: 7, due: nil)))
        try await fixture.append(.example(pausing.setting(["state": "paused"])))
        let day = try #require(CivilDate("2026-03-04"))
        func due(_ limit: Int) async throws -> [CaseID] {
            try await fixture.read { try $0.casesDue(before: day, limit: limit) }
        }
        #expect(try await due(10) == [.example(1), .example(2)])
        #expect(try await due(1) == [.example(1)])
        let figures = try await fixture.read { try $0.figures(on: day) }
        #expect(figures.deadlines == 4 && figures.deadlinesLate == 3, "\(figures)")
        try await fixture.append(.example(pausing.setting([:]).setting(["state": "running", "dueOn": "2026-03-01"])))
        #expect(try await due(10) == [.example(1), .example(2), .example(5)])
    }

    @Test(arguments: StoreKind.allCases)
    func `only published cards are shown, in order of number`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let second = Row.card(1, "NTB-2")
        try await fixture.append(
            .example(second, .card(2, "NTB-10"), .card(3, "NTB-3"), .card(4, "NTB-4", published: false)))
        func numbers(after number: String?, _ limit: Int) async throws -> [String] {
            try await fixture.read { try $0.cards(after: number, limit: limit).map(\.number) }
        }
        #expect(try await numbers(after: nil, 10) == ["NTB-10", "NTB-2", "NTB-3"])
        #expect(try await numbers(after: "NTB-10", 1) == ["NTB-2"])
        #expect(try await fixture.read { try $0.card("NTB-3")?.text } == "A truck is held.")
        #expect(try await fixture.read { try $0.card("NTB-4") } == nil)
        try await fixture.append(.example(second.setting(["published": false])))
        #expect(try await numbers(after: nil, 10) == ["NTB-10", "NTB-3"])
        #expect(try await fixture.read { try $0.card("NTB-2") } == nil)
    }
}
