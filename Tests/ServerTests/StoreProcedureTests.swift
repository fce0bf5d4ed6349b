import CaseProtocol
import Server
import Testing

/// What every ``CaseStore`` promises of the cases under a procedure.
@Suite("CaseStore contract: cases under a procedure")
struct StoreProcedureTests {
    private static func header(_ number: UInt64, _ procedure: String, version: Int = 1) -> Row {
        Row(
            id: RowID(CaseID.example(number)), kind: .caseHeader, compartment: .parties(number),
            fields: ["procedure": .string(procedure), "version": .int(Int64(version)), "stage": "open"])
    }

    @Test(arguments: StoreKind.allCases)
    func `cases of every version are found in order of id, page by page, and no others`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        try await fixture.append(.example(Self.header(3, "a"), Self.header(1, "a"), Self.header(2, "b")))
        try await fixture.append(.example(Self.header(4, "a", version: 2), .note(9, in: .parties(3))))
        try await fixture.read { snapshot throws in
            let all = try snapshot.cases(underProcedure: "a", after: nil, limit: 10)
            #expect(all == [.example(1), .example(3), .example(4)])
            #expect(try snapshot.cases(underProcedure: "a", after: nil, limit: 2) == [.example(1), .example(3)])
            #expect(try snapshot.cases(underProcedure: "a", after: .example(3), limit: 2) == [.example(4)])
            #expect(try snapshot.cases(underProcedure: "a", after: .example(4), limit: 2).isEmpty)
            #expect(try snapshot.cases(underProcedure: "c", after: nil, limit: 2).isEmpty)
            #expect(try snapshot.cases(underProcedure: "a", after: nil, limit: 0).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `it is the present header that counts`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        try await fixture.append(.example(Self.header(1, "a")))
        let moved = try #require(Self.header(1, "a").updating(["procedure": "b"]))
        try await fixture.append(.example(moved))
        try await fixture.read { snapshot throws in
            #expect(try snapshot.cases(underProcedure: "a", after: nil, limit: 10).isEmpty)
            #expect(try snapshot.cases(underProcedure: "b", after: nil, limit: 10) == [.example(1)])
        }
    }
}
