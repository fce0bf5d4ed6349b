import CaseProtocol
import Server
import Testing
import Workflow

/// What every ``CaseStore`` promises of commands, replicas, accounts and devices.
@Suite("CaseStore contract: commands and people")
struct StoreRecordsContractTests {
    @Test(arguments: StoreKind.allCases)
    func `a command is found by number and by mid, as it was sent`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        var refused = CommandRecord.example(2, args: "not JSON: \u{0} é")
        refused.outcome = .rejected(Problem(.tooEarly, "Not before Monday.", from: CivilDate("2026-11-23")))
        let merged = {
            var record = CommandRecord.example(3, commit: 1)
            record.outcome = .merged(notes: ["done already"])
            return record
        }()
        try await fixture.store.write { [refused] transaction in
            let commit = try transaction.append(.example(.header(1)))
            try transaction.put(.example(1, commit: commit))
            try transaction.put(refused)
            try transaction.put(merged)
        }
        try await fixture.read { [refused] snapshot throws in
            #expect(try snapshot.command(.example(800), n: 1) == .example(1, commit: 1))
            #expect(try snapshot.command(CommandID.example(1_002)) == refused)
            #expect(try snapshot.commands(of: .example(800), after: 1) == [refused, merged])
            #expect(try snapshot.command(.example(801), n: 1) == nil)
            #expect(try snapshot.commands(of: .example(801), after: 0).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a number and a mid are used once`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        try await fixture.store.write { try $0.put(.example(1)) }
        await #expect(throws: StoreError.commandTwice(.example(800), n: 1)) {
            try await fixture.store.write { try $0.put(.example(1, mid: 77)) }
        }
        await #expect(throws: StoreError.commandTwice(.example(800), n: 2)) {
            try await fixture.store.write { try $0.put(.example(2, mid: 1_001)) }
        }
        await #expect(throws: StoreError.unknownCommit(1)) {
            try await fixture.store.write { try $0.put(.example(2, commit: 1)) }
        }
        #expect(try await fixture.read { try $0.commands(of: .example(800), after: 0).count } == 1)
    }

    @Test(arguments: StoreKind.allCases)
    func `a replica keeps how far it was decided`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let record = ReplicaRecord(id: .example(800), user: .example(900), last: 4)
        try await fixture.store.write { transaction in
            try transaction.put(ReplicaRecord(id: .example(800), user: .example(900), last: 3))
            try transaction.put(record)
        }
        #expect(try await fixture.read { try $0.replica(.example(800)) } == record)
        #expect(try await fixture.read { try $0.replica(.example(801)) } == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func `an account is found by id and by name in any letter case`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        var account = Account(
            id: .example(900), name: "Âsha@Example", organisation: nil,
            appointments: [Appointment(.nmcMember, scope: "KE", isChair: true), Appointment(.complainant)],
            passwordHash: "scrypt$1")
        try await fixture.store.write { [account] in try $0.put(account) }
        #expect(try await fixture.read { try $0.account(named: "âSHA@example") } == account)
        #expect(try await fixture.read { try $0.account(UserID.example(900)) } == account)
        account.name = "asha"
        account.organisation = "Acme"
        account.appointments = [Appointment(.sysAdmin)]
        account.passwordHash = "scrypt$2"
        account.suspendedAt = Timestamp(milliseconds: 7)
        account.officerSince = Timestamp(milliseconds: 8)
        try await fixture.store.write { [account] in try $0.put(account) }
        #expect(try await fixture.read { try $0.account(named: "ASHA") } == account)
        #expect(try await fixture.read { try $0.account(named: "âsha@example") } == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func `two accounts do not share a name`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        func account(_ id: UInt64, _ name: String) -> Account {
            Account(id: .example(id), name: name, organisation: nil, appointments: [], passwordHash: "")
        }
        try await fixture.store.write { [asha = account(1, "asha")] in try $0.put(asha) }
        await #expect(throws: Problem.accountExists("Asha")) {
            try await fixture.store.write { [other = account(2, "Asha")] in try $0.put(other) }
        }
        #expect(try await fixture.read { try $0.account(named: "ASHA")?.id } == .example(1))
    }

    @Test(arguments: StoreKind.allCases)
    func `a second factor is kept, replaced and removed, of an account that is known`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        var factor = SecondFactor(
            user: .example(900), sealedSecret: [1, 2, 3], isConfirmed: false, lastStep: 0, recovery: [])
        await #expect(throws: StoreError.unknownUser(factor.user)) {
            try await fixture.store.write { [factor] in try $0.put(factor) }
        }
        let account = Account(
            id: factor.user, name: "amina", organisation: nil, appointments: [], passwordHash: "-")
        try await fixture.store.write { [factor] transaction in
            try transaction.put(account)
            try transaction.put(factor)
        }
        #expect(try await fixture.read { try $0.secondFactor(of: .example(900)) } == factor)
        factor.isConfirmed = true
        factor.lastStep = 60_000_000
        factor.recovery = [[UInt8](repeating: 7, count: 32), [UInt8](repeating: 9, count: 32)]
        try await fixture.store.write { [factor] in try $0.put(factor) }
        #expect(try await fixture.read { try $0.secondFactor(of: .example(900)) } == factor)
        #expect(try await fixture.read { try $0.secondFactor(of: .example(901)) } == nil)
        try await fixture.store.write { try $0.removeSecondFactor(of: .example(900)) }
        #expect(try await fixture.read { try $0.secondFactor(of: .example(900)) } == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func `a person's devices are revoked together, and others' are not`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        func device(_ token: UInt8, of user: UInt64) -> Device {
            Device(
                tokenHash: [token, 1], user: .example(user), replica: .example(800),
                signedInAt: Timestamp(milliseconds: 5), isRevoked: false)
        }
        var devices = [device(2, of: 1), device(1, of: 1), device(3, of: 2)]
        devices[0].name = "a phone"
        devices[0].seenOn = CivilDate(dayNumber: 20_000)
        try await fixture.store.write { [devices] transaction in
            for user in UInt64(1)...2 {
                try transaction.put(
                    Account(
                        id: .example(user), name: "user \(user)", organisation: nil, appointments: [], passwordHash: "")
                )
            }
            for device in devices { try transaction.put(device) }
        }
        #expect(try await fixture.read { try $0.device(tokenHash: [2, 1]) } == devices[0])
        #expect(try await fixture.read { try $0.devices(of: .example(1)) } == [devices[1], devices[0]])
        try await fixture.store.write { try $0.revokeDevices(of: .example(1)) }
        try await fixture.read { [devices] snapshot throws in
            #expect(try snapshot.devices(of: .example(1)).isEmpty)
            #expect(try snapshot.device(tokenHash: [1, 1])?.isRevoked == true)
            #expect(try snapshot.device(tokenHash: [2, 1])?.isRevoked == true)
            #expect(try snapshot.device(tokenHash: [3, 1]) == devices[2])
            #expect(try snapshot.device(tokenHash: [4, 1]) == nil)
        }
        await #expect(throws: StoreError.unknownUser(.example(3))) {
            try await fixture.store.write { [stranger = device(4, of: 3)] in try $0.put(stranger) }
        }
    }
}
