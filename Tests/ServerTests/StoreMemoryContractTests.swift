import CaseProtocol
import Server
import Testing

/// What every ``CaseStore`` promises to those who remember its answers or ask for less of a case.
@Suite("CaseStore contract: counts of writes and parts of a case")
struct StoreMemoryContractTests {
    struct Mishap: Error {}

    @Test(arguments: StoreKind.allCases)
    func `rows of some kinds can be left out`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let deadline = Row.deadline(3, of: 1, due: nil)
        _ = try await fixture.append(.example(.header(1), .note(2, in: .parties(1)), deadline, .header(4)))
        try await fixture.read { [deadline] snapshot throws in
            #expect(try snapshot.rows(of: .example(1), except: [.note, .event]) == [.header(1), deadline])
            #expect(try snapshot.rows(of: .example(1), except: []) == snapshot.rows(of: .example(1)))
            #expect(try snapshot.rows(of: .example(9), except: [.note]).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a write is counted before its writer is answered, a failed one changes nothing`(kind: StoreKind) async throws
    {
        let fixture = try StoreFixture(kind)
        let before = try #require(fixture.store.writeCount)
        _ = try await fixture.append(.example(.header(1)))
        let after = try #require(fixture.store.writeCount)
        #expect(after > before)
        try await fixture.read { snapshot throws in #expect(try snapshot.head() == 1) }
        #expect(fixture.store.writeCount == after, "reading is not writing")
        await #expect(throws: Mishap.self) {
            try await fixture.store.write { transaction in
                _ = try transaction.append(.example(.header(2)))
                throw Mishap()
            }
        }
        try await fixture.read { snapshot throws in #expect(try snapshot.head() == 1) }
    }
}
