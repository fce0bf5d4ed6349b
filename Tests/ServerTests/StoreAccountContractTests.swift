import CaseProtocol
import Server
import Testing
import Workflow

/// What every ``CaseStore`` promises of codes that are given out, and of terms.
@Suite("CaseStore contract: codes and terms")
struct StoreAccountContractTests {
    private static let account = Account(
        id: .example(900), name: "amina", organisation: nil, appointments: [], passwordHash: "-")

    private static func hash(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

    private static func moment(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    @Test(arguments: StoreKind.allCases)
    func `a code is kept until it is removed, by itself, by its person or by its time`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let invitation = OneTimeCodeRecord(
            hash: Self.hash(1),
            purpose: .invitation(roles: ["focalPoint:KE", "nmcMember:KE/chair"], organisation: nil),
            endsAt: Self.moment(10))
        let reset = OneTimeCodeRecord(hash: Self.hash(2), purpose: .reset(.example(900)), endsAt: Self.moment(20))
        let second = OneTimeCodeRecord(
            hash: Self.hash(3), purpose: .invitation(roles: ["recOfficer:EAC"], organisation: "EAC"),
            endsAt: Self.moment(30))
        await #expect(throws: StoreError.unknownUser(.example(900))) {
            try await fixture.store.write { try $0.put(reset) }
        }
        try await fixture.store.write { transaction in
            try transaction.put(Self.account)
            for code in [invitation, reset, second] { try transaction.put(code) }
        }
        func codes() async throws -> [OneTimeCodeRecord?] {
            try await fixture.read { snapshot in try (1...3).map { try snapshot.oneTimeCode(hash: Self.hash($0)) } }
        }
        #expect(try await codes() == [invitation, reset, second])
        try await fixture.store.write { try $0.removeOneTimeCodes(endedBy: Self.moment(9)) }
        #expect(try await codes() == [invitation, reset, second])
        try await fixture.store.write { try $0.removeOneTimeCodes(endedBy: Self.moment(10)) }
        #expect(try await codes() == [nil, reset, second])
        try await fixture.store.write { try $0.removeResetCodes(of: .example(900)) }
        #expect(try await codes() == [nil, nil, second])
        try await fixture.store.write { try $0.removeOneTimeCode(hash: Self.hash(3)) }
        #expect(try await codes() == [nil, nil, nil])
    }

    @Test(arguments: StoreKind.allCases)
    func `the version that was loaded last is the present one, and the first acceptance stays`(kind: StoreKind)
        async throws
    {
        let fixture = try StoreFixture(kind)
        let versions = ["b", "a"].map { TermsRecord(version: $0, text: "Text \($0)\n", since: Self.moment(5)) }
        #expect(try await fixture.read { try $0.presentTerms() } == nil)
        for version in versions {
            try await fixture.store.write { try $0.put(version) }
            #expect(try await fixture.read { try $0.presentTerms() } == version)
        }
        #expect(try await fixture.read { try $0.terms("b") } == versions[0])
        #expect(try await fixture.read { try $0.terms("c") } == nil)
        let accepted = [
            TermsAcceptance(version: "a", at: Self.moment(6)), TermsAcceptance(version: "b", at: Self.moment(7)),
        ]
        await #expect(throws: StoreError.unknownUser(.example(900))) {
            try await fixture.store.write { try $0.put(accepted[0], of: .example(900)) }
        }
        try await fixture.store.write { transaction in
            try transaction.put(Self.account)
            for acceptance in accepted.reversed() { try transaction.put(acceptance, of: .example(900)) }
            try transaction.put(TermsAcceptance(version: "a", at: Self.moment(99)), of: .example(900))
        }
        #expect(try await fixture.read { try $0.acceptances(of: .example(900)) } == accepted)
        #expect(try await fixture.read { try $0.acceptances(of: .example(901)) }.isEmpty)
    }
}
