import CaseProtocol
import ClientCore
import ClientCrypto
import Testing
import Workflow

/// Commands made offline: predicted, queued, shown.
@Suite struct PerformTests {
    private let world = TestWorld()

    @Test(arguments: StoreKind.allCases)
    func `a filing is shown at once under a label of its own and queued as two commands`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            let prediction = try replica.fileSample("Sugar held at the weighbridge")
            let code = try replica.meta().code
            #expect(prediction.reference == "\(code)-1")
            #expect(prediction.stage == "submitted")
            let outbox = try replica.outbox()
            #expect(outbox.map(\.envelope.cmd) == ["case.open", "case.act"])
            #expect(outbox.map(\.envelope.n) == [1, 2])
            #expect(outbox.map(\.envelope.after) == [nil, [1]])
            #expect(outbox.map(\.state) == [.queued, .queued])
            #expect(outbox.allSatisfy { $0.reference == "\(code)-1" || $0.position == 1 })
            #expect(try replica.find("\(code.lowercased())-1") == prediction.caseID)
            #expect(try replica.search("sug weigh") == [prediction.caseID])
            #expect(try replica.cases().map(\.caseID) == [prediction.caseID])
            #expect(try replica.isPredicted(case: prediction.caseID))
            #expect(try replica.isPredicted(RowID(prediction.caseID)))
            #expect(try replica.pendingCount == 2)
            #expect(try replica.fileSample().reference == "\(code)-2")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what the rules refuse is not queued, and leaves nothing behind`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let replica = try world.replica(in: store)
            let before = try replica.meta()
            let incomplete = #expect(throws: Problem.self) {
                try replica.file(
                    procedure: "ntb.tripartite", fields: [:], then: [(action: "submit", fields: ["place": "Namanga"])])
            }
            #expect(incomplete?.code == .missingField)
            #expect(#expect(throws: Problem.self) { try replica.act(on: .sample(5), "register") } != nil)
            #expect(try replica.outbox().isEmpty)
            #expect(try replica.effectiveBytes().isEmpty)
            #expect(try replica.meta() == before)
        }
    }

    @Test func `an unknown procedure is refused with those that are known`() throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let problem = #expect(throws: Problem.self) { try replica.file(procedure: "ntb.lunar", fields: [:]) }
        #expect(problem?.code == .unknownProcedure)
        #expect(problem?.allowed == Array(Set(Catalogue.standard.procedures.map(\.id.rawValue))).sorted())
    }

    @Test func `a command too large to send is refused while its author is there`() throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let caseID = try replica.fileSample().caseID
        let text = String(repeating: "x", count: Replica.commandBytesMax)
        let problem = #expect(throws: Problem.self) { try replica.note(on: caseID, text, confidentiality: .parties) }
        #expect(problem?.code == .tooLong)
        #expect(try replica.pendingCount == 2)
    }

    @Test func `nobody performs anything without having signed in`() throws {
        let replica = try Replica(store: InMemoryReplicaStore(), crypto: SystemReplicaCrypto(), clock: world.clock)
        #expect(#expect(throws: Problem.self) { try replica.fileSample() }?.code == .notSignedIn)
        #expect(#expect(throws: Problem.self) { try replica.inbox() }?.code == .notSignedIn)
    }

    @Test func `the arguments that are sent are those that were queued, byte for byte`() async throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let caseID = try replica.fileSample("Zoë’s sugar / \"quoted\"").caseID
        try replica.note(on: caseID, "a\nb", confidentiality: .parties)
        let queued = try replica.outbox().map(\.envelope)
        try await world.sync(replica)
        let bodies = world.server.change { $0.requests.filter { $0.path == Endpoint.push }.compactMap(\.body) }
        let sent = try bodies.flatMap { try CanonicalJSON.decode(PushRequest.self, from: $0).commands }
        #expect(sent == queued)
    }

    @Test func `an edit rests on the revisions that its author sees`() async throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let caseID = try replica.fileSample().caseID
        try await world.sync(replica)
        let header = try #require(try replica.row(RowID(caseID)))
        try replica.edit(caseID, fields: ["place": "Busia"])
        guard case .edit(let edit) = try replica.outbox().last?.envelope.command() else {
            Issue.record("no edit")
            return
        }
        // Those of the country too: a place in another one would be another place.
        #expect(edit.base == ["place": header.rev(of: "place"), "locationCountry": header.rev(of: "locationCountry")])
        #expect(try replica.row(RowID(caseID))?["place"] == "Busia")
    }

    @Test func `questions to the rules are asked of what is shown`() async throws {
        let replica = try world.replica(in: InMemoryReplicaStore())
        let caseID = try replica.fileSample().caseID
        let officer = try world.replica(of: .officer, in: InMemoryReplicaStore(), seed: 2)
        try await world.sync(replica)
        try await world.sync(officer)
        #expect(try officer.moves(on: caseID).map(\.action).contains("register"))
        #expect(try !replica.moves(on: caseID).map(\.action).contains("register"))
        #expect(try officer.inbox().contains { $0.caseID == caseID && $0.isMine })
        let explained = try officer.explain(caseID)
        #expect(explained.map(\.deadline.key).contains("screen"))
        #expect(explained.allSatisfy { !$0.sentences.isEmpty })
        #expect(#expect(throws: Problem.self) { try officer.explain(caseID, deadline: "moon") }?.code == .notFound)
        #expect(#expect(throws: Problem.self) { try officer.state(of: .sample(77)) }?.code == .notFound)
    }
}
