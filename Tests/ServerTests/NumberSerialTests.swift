import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Numbers of cases that begin in secret are drawn; all others are counted.
@Suite struct NumberSerialTests {
    /// Gives the same word again and again.
    private final class FewWords: RandomSource {
        private let fixed: UInt64

        init(always word: UInt64) {
            fixed = word
        }

        func word() -> UInt64 { fixed }
    }

    private static func serials(_ numbers: [String]) -> [Int] {
        numbers.compactMap { number in
            let parts = number.split(separator: "-")
            return parts.count == 4 ? Int(parts[2]) : nil
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `numbers of remedies do not follow one another, and each is well formed and used once`(
        kind: StoreKind
    ) async throws {
        let fixture = try StoreFixture(kind)
        defer { withExtendedLifetime(fixture) {} }
        let server = try await TestServer(store: fixture.store, catalogue: .linking)
        let applicant = try await server.person("tilemakers", "industryApplicant:KE")
        var numbers: [String] = []
        for _ in 0..<12 {
            let caseID = try await applicant.fileRemedy()
            numbers.append(try #require(try await server.header(caseID)?.number))
        }
        #expect(numbers.allSatisfy(CaseNumber.isWellFormed))
        let serials = Self.serials(numbers)
        #expect(serials.count == 12)
        #expect(Set(serials).count == 12)
        #expect(serials.allSatisfy { $0 >= 10_000 })
        #expect(serials != serials.sorted())
        #expect(!zip(serials, serials.dropFirst()).contains { $1 == $0 + 1 })
        #expect(try await server.store.read { try $0.setting("serial/TR/2026") } == nil, "nothing is counted")
    }

    @Test func `after a restore numbers go on at a distance, so that none stands for two cases`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        func registered() async throws -> String? {
            let caseID = try await amina.file()
            try await kamau.register(caseID)
            return try await server.header(caseID)?.number
        }
        #expect(try await registered() == CaseNumber.make(prefix: "NTB", year: 2026, serial: 1))
        try await server.core.rotateEpoch()
        #expect(try await server.store.read { try $0.setting("serial/NTB/2026") } == "2000")
        #expect(try await server.store.read { try $0.setting("serial/AF/2026") } == "1000", "none may be known of")
        try await server.core.rotateEpoch()
        #expect(try await server.store.read { try $0.setting("serial/NTB/2026") } == "3000")
        let remedies = Catalogue.standard.procedures.filter(\.cast.isByAssignment)
        #expect(!remedies.isEmpty)
        for procedure in remedies {
            let key = "serial/\(procedure.numberPrefix)/2026"
            #expect(try await server.store.read { try $0.setting(key) } == nil, "drawn, not counted")
        }
    }

    @Test func `complaints go on counting, whatever remedies were filed between them`() async throws {
        let server = try await TestServer(catalogue: .linking)
        let applicant = try await server.person("tilemakers", "industryApplicant:KE")
        let amina = try await server.person("amina", "complainant:KE")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        var numbers: [String?] = []
        for _ in 0..<2 {
            _ = try await applicant.fileRemedy()
            let caseID = try await amina.file()
            try await kamau.register(caseID)
            numbers.append(try await server.header(caseID)?.number)
        }
        #expect(numbers == (1...2).map { CaseNumber.make(prefix: "NTB", year: 2026, serial: $0) })
    }

    @Test(arguments: [(UInt64(0), 10_000, 100_000), (.max, 99_999, 999_999)])
    func `a taken number is not given again: the next one has a digit more`(
        word: UInt64, first: Int, second: Int
    ) async throws {
        let store = InMemoryCaseStore(keys: try LedgerKeys.example())
        let header = Row.header(
            1, ["number": .string(CaseNumber.make(prefix: "TR", year: 2026, serial: first))])
        let command = CaseCommand.open(
            CaseOpen(
                caseID: .example(2), procedure: "toy.remedy", version: 1, action: "file", label: nil, fields: [:]))
        let day = try #require(CivilDate("2026-11-21"))
        func number() async throws -> String? {
            try await store.read { snapshot in
                try NumberSerial(
                    for: command, state: nil, catalogue: .linking, on: day, random: FewWords(always: word),
                    in: snapshot)?.number
            }
        }
        #expect(try await number() == CaseNumber.make(prefix: "TR", year: 2026, serial: first))
        try await store.append(.example(header))
        #expect(try await number() == CaseNumber.make(prefix: "TR", year: 2026, serial: second))
    }
}
