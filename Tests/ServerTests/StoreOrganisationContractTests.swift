import CaseProtocol
import Server
import Testing
import Workflow

/// What every ``CaseStore`` promises of organisations, who acts for them, codes to join and letters.
@Suite("CaseStore contract: organisations")
struct StoreOrganisationContractTests {
    private static let firm = Organisation(
        id: .example(700), name: "Nile Coffee Ltd", country: "KE", madeAt: Timestamp(milliseconds: 5))

    private static func account(_ number: UInt64, _ name: String) -> Account {
        Account(id: .example(number), name: name, organisation: nil, appointments: [], passwordHash: "-")
    }

    private static func letter() throws -> BlobID { try #require(BlobID(digest: [UInt8](repeating: 3, count: 32))) }

    private static func mandate() throws -> Mandate {
        Mandate(
            from: try #require(CivilDate("2026-11-21")), until: try #require(CivilDate("2026-12-20")),
            reference: "LOA “12” / 3", letter: try letter())
    }

    private static func filled(_ kind: StoreKind) async throws -> StoreFixture {
        let fixture = try StoreFixture(kind)
        let mandate = try mandate()
        try await fixture.store.write { transaction in
            for account in [account(901, "amina"), account(902, "babu"), account(903, "chebet")] {
                try transaction.put(account)
            }
            try transaction.put(firm)
            for (number, standing) in [(902, OrganisationStanding.representative), (901, .owner)] {
                try transaction.put(
                    AffiliationRecord(
                        user: .example(UInt64(number)), organisation: firm.id, standing: standing,
                        mandate: standing == .representative ? mandate : nil))
            }
        }
        return fixture
    }

    @Test(arguments: StoreKind.allCases)
    func `accounts come with the organisations that they act for, and putting one changes nothing of that`(
        kind: StoreKind
    ) async throws {
        let fixture = try await Self.filled(kind)
        let mandate = try Self.mandate()
        let expected: [[Affiliation]] = [
            [Affiliation(Self.firm.id, name: Self.firm.name, standing: .owner)],
            [Affiliation(Self.firm.id, name: Self.firm.name, standing: .representative, mandate: mandate)], [],
        ]
        #expect(try await fixture.read { try $0.accounts().map(\.affiliations) } == expected)
        #expect(try await fixture.read { try $0.account(.example(902))?.affiliations } == expected[1])
        #expect(try await fixture.read { try $0.account(named: "AMINA")?.party.affiliations } == expected[0])
        try await fixture.store.write { transaction in
            var account = try #require(try transaction.account(.example(901)))
            account.affiliations = []
            account.passwordHash = "other"
            try transaction.put(account)
        }
        #expect(try await fixture.read { try $0.account(.example(901))?.affiliations } == expected[0])
        #expect(try await fixture.read { try $0.accountsActing().map(\.name) } == ["babu"])
    }

    @Test(arguments: StoreKind.allCases)
    func `an organisation is found by its folded name in its country, and no other takes it`(kind: StoreKind)
        async throws
    {
        let fixture = try await Self.filled(kind)
        #expect(try await fixture.read { try $0.organisation(named: " nile-COFFEE, ltd", in: "KE") } == Self.firm)
        #expect(try await fixture.read { try $0.organisation(named: "Nile Coffee Ltd", in: "UG") } == nil)
        #expect(try await fixture.read { try $0.organisation(.example(701)) } == nil)
        let madeAt = Timestamp(milliseconds: 6)
        let same = Organisation(id: .example(702), name: "NILE COFFEE LTD", country: "KE", madeAt: madeAt)
        let other = Organisation(id: .example(702), name: "NILE COFFEE LTD", country: "UG", madeAt: madeAt)
        await #expect(throws: Problem.organisationExists) {
            try await fixture.store.write { try $0.put(same) }
        }
        try await fixture.store.write { try $0.put(other) }
        let all = try await fixture.read { try $0.organisations() }
        #expect(all.map(\.id) == [Self.firm.id, other.id])
    }

    @Test(arguments: StoreKind.allCases)
    func `a suspended organisation is nobody's, and its people are kept`(kind: StoreKind) async throws {
        let fixture = try await Self.filled(kind)
        let before = try await fixture.read { try $0.affiliations(of: Self.firm.id) }
        #expect(before.map(\.user) == [.example(901), .example(902)])
        var suspended = Self.firm
        suspended.suspendedAt = Timestamp(milliseconds: 9)
        try await fixture.store.write { [suspended] in try $0.put(suspended) }
        #expect(try await fixture.read { try $0.account(.example(901))?.affiliations } == [])
        #expect(try await fixture.read { try $0.affiliations(of: Self.firm.id) } == before)
        #expect(try await fixture.read { try $0.affiliations(of: .example(901) as UserID) } == [before[0]])
        try await fixture.store.write { try $0.put(Self.firm) }
        #expect(try await fixture.read { try $0.account(.example(901))?.affiliations.count } == 1)
    }

    @Test(arguments: StoreKind.allCases)
    func `who is taken out is out, and only known people act for known organisations`(kind: StoreKind) async throws {
        let fixture = try await Self.filled(kind)
        try await fixture.store.write { try $0.removeAffiliation(of: .example(902), to: Self.firm.id) }
        #expect(try await fixture.read { try $0.affiliations(of: Self.firm.id) }.map(\.user) == [.example(901)])
        #expect(try await fixture.read { try $0.accountsActing() }.isEmpty)
        await #expect(throws: StoreError.unknownUser(.example(999))) {
            try await fixture.store.write {
                try $0.put(
                    AffiliationRecord(user: .example(999), organisation: Self.firm.id, standing: .member))
            }
        }
        await #expect(throws: StoreError.unknownOrganisation(.example(799))) {
            try await fixture.store.write {
                try $0.put(AffiliationRecord(user: .example(901), organisation: .example(799), standing: .member))
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a code to join is kept as it is, until it is removed or its time is over`(kind: StoreKind) async throws {
        let fixture = try await Self.filled(kind)
        let mandate = try Self.mandate()
        let codes = [nil, mandate].enumerated().map { index, mandate in
            OneTimeCodeRecord(
                hash: [UInt8](repeating: UInt8(index + 1), count: 32),
                purpose: .joining(JoiningOffer(organisation: Self.firm.id, by: .example(901), mandate: mandate)),
                endsAt: Timestamp(milliseconds: Int64(index + 1) * 10))
        }
        try await fixture.store.write { transaction in for code in codes { try transaction.put(code) } }
        func kept() async throws -> [OneTimeCodeRecord?] {
            try await fixture.read { snapshot in try codes.map { try snapshot.oneTimeCode(hash: $0.hash) } }
        }
        #expect(try await kept() == codes)
        try await fixture.store.write { try $0.removeOneTimeCodes(endedBy: Timestamp(milliseconds: 10)) }
        #expect(try await kept() == [nil, codes[1]])
        try await fixture.store.write { try $0.removeOneTimeCode(hash: codes[1].hash) }
        #expect(try await kept() == [nil, nil])
    }

    @Test(arguments: StoreKind.allCases)
    func `a letter is found by its hash and its organisation alone, and the first one stays`(kind: StoreKind)
        async throws
    {
        let fixture = try await Self.filled(kind)
        let letter = LetterRecord(
            id: try Self.letter(), organisation: Self.firm.id, type: "application/pdf", bytes: Array("%PDF-1".utf8))
        var other = letter
        other.bytes = [1]
        try await fixture.store.write { [other] transaction in
            try transaction.put(letter)
            try transaction.put(other)
        }
        #expect(try await fixture.read { try $0.letter(letter.id, of: Self.firm.id) } == letter)
        #expect(try await fixture.read { try $0.letter(letter.id, of: .example(799)) } == nil)
    }
}
