import CaseProtocol
import ClientCore
import Testing

/// What every store promises.
@Suite struct ReplicaStoreContractTests {
    private let caseID = CaseID.sample(1)

    @Test(arguments: StoreKind.allCases)
    func `a new store holds nothing`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try store.read { snapshot throws in
                #expect(try snapshot.meta() == nil)
                #expect(try snapshot.outbox().isEmpty)
                #expect(try snapshot.stagedPageCount() == 0)
                #expect(try snapshot.stagedPage(0) == nil)
                for layer in RowLayer.allCases { #expect(try snapshot.rowIDs(in: layer).isEmpty) }
            }
            #expect(try store.witness() == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what is written is read back, in this transaction and the next`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            var meta = ReplicaMeta(replica: .sample(7))
            meta.cursor = "c"
            meta.session = Session(
                server: "http://x", user: .sample(3), name: "a", roles: ["complainant"], organisation: nil, token: "t")
            try store.write { transaction throws in
                try transaction.setMeta(meta)
                #expect(try transaction.meta() == meta)
            }
            #expect(try store.read { try $0.meta() } == meta)
            try store.setWitness(.sample(7))
            try store.setWitness(.sample(8))
            #expect(try store.witness() == .sample(8))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `compartments are kept with their digests and audiences, even without rows`(kind: StoreKind) async throws {
        let (one, two) = (Compartment(caseID: caseID, .parties), Compartment(caseID: nil, .public))
        try await kind.withStore { store in
            let held = HeldCompartment(one, digest: DigestSum(count: 3, high: .max, low: 7), audiences: ["a", "b"])
            try store.write { transaction throws in
                try transaction.put(HeldCompartment(two))
                try transaction.put(HeldCompartment(one))
                try transaction.put(held)
            }
            try store.read { snapshot throws in
                #expect(try snapshot.heldCompartment(one) == held)
                #expect(try snapshot.heldCompartments() == [held, HeldCompartment(two)])
                #expect(try snapshot.heldCompartment(Compartment(caseID: nil, .parties)) == nil)
            }
            try store.write { try $0.removeHeldCompartment(one) }
            #expect(try store.read { try $0.heldCompartments() } == [HeldCompartment(two)])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an error undoes the whole transaction`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try store.write { try $0.setMeta(ReplicaMeta(replica: .sample(1))) }
            #expect(throws: PowerCut.self) {
                try store.write { transaction throws in
                    try transaction.setMeta(ReplicaMeta(replica: .sample(2)))
                    try transaction.put(HeldRow(.header(caseID)), in: .server)
                    try transaction.setWords(["word"], of: RowID(caseID), caseID: caseID)
                    try transaction.setReferences(["REF"], of: caseID)
                    try transaction.appendStagedPage([1])
                    throw PowerCut()
                }
            }
            try store.read { snapshot throws in
                #expect(try snapshot.meta()?.replica == .sample(1))
                #expect(try snapshot.rowIDs(in: .server).isEmpty)
                #expect(try snapshot.cases(withWordPrefix: "word").isEmpty)
                #expect(try snapshot.cases(withReference: "REF").isEmpty)
                #expect(try snapshot.stagedPageCount() == 0)
            }
        }
    }

    @Test(arguments: StoreKind.allCases, RowLayer.allCases)
    func `rows are found by id, case, kind and compartment, in their layer only`(
        kind: StoreKind, layer: RowLayer
    ) async throws {
        let other: RowLayer = layer == .server ? .predicted : .server
        let header = HeldRow(.header(caseID))
        let note = HeldRow(.note(.sample(30), on: caseID, "a", .internal, holder: "KE"))
        let earlier = HeldRow(.note(.sample(20), on: caseID, "b"))
        let elsewhere = HeldRow(.note(.sample(10), on: .sample(2), "c"))
        let shared = HeldRow(
            Row(id: .sample(5), kind: .person, compartment: Compartment(caseID: nil, .internal), fields: [:]))
        try await kind.withStore { store in
            try store.write { for row in [note, earlier, header, shared, elsewhere] { try $0.put(row, in: layer) } }
            try store.read { snapshot throws in
                #expect(try snapshot.row(note.id, in: layer) == note)
                #expect(try snapshot.row(note.id, in: other) == nil)
                #expect(try snapshot.rows(of: caseID, in: layer) == [header, earlier, note])
                #expect(try snapshot.rows(ofKind: .note, in: layer) == [elsewhere, earlier, note])
                #expect(try snapshot.rows(ofKind: .note, in: other) == [])
                #expect(try snapshot.rowIDs(in: note.compartment, layer: layer) == [note.id])
                #expect(
                    try snapshot.rowIDs(in: layer) == [header.id, shared.id, elsewhere.id, earlier.id, note.id])
            }
            try store.write { transaction throws in
                try transaction.put(HeldRow(.note(.sample(30), on: caseID, "new")), in: layer)
                try transaction.removeRow(earlier.id, in: layer)
                try transaction.removeRow(.sample(99), in: layer)
            }
            try store.read { snapshot throws in
                #expect(try snapshot.rows(of: caseID, in: layer).map(\.id) == [header.id, note.id])
                #expect(try snapshot.rowIDs(in: note.compartment, layer: layer) == [])
            }
            try store.write { try $0.removeRows(in: layer) }
            #expect(try store.read { try $0.rowIDs(in: layer) } == [])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a row keeps its bytes, whatever this version does not know`(kind: StoreKind) async throws {
        let bytes = Array(
            #"{"case":"\#(caseID)","comp":"\#(caseID)/parties/","f":{"x":1},"id":"\#(RowID.sample(4))","kind":"hologram","later":{"a":[1]},"rev":3}"#
                .utf8)
        let row = try #require(Row(bytes: bytes))
        try await kind.withStore { store in
            try store.write { try $0.put(HeldRow(row, bytes: bytes), in: .server) }
            let held = try #require(try store.read { try $0.row(.sample(4), in: .server) })
            #expect(held.bytes == bytes)
            #expect(held.kind == "hologram")
            #expect(held.row?.unknown["later"] == ["a": [1]])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `outbox entries keep their order and state`(kind: StoreKind) async throws {
        func entry(_ position: Int, _ state: OutboxEntry.State) throws -> OutboxEntry {
            let envelope = try CommandEnvelope(
                n: 10 - position, mid: .sample(position), at: .start, after: [1],
                .assign(CaseAssign(caseID: caseID, person: nil, desk: "focalPoint")))
            return OutboxEntry(
                position: position, replica: .sample(7), envelope: envelope, state: state, caseID: caseID,
                reference: "K7QF-1", unknowns: ["u"])
        }
        let entries = [try entry(1, .settled), try entry(2, .sent), try entry(3, .attention), try entry(4, .queued)]
        try await kind.withStore { store in
            try store.write { for entry in entries.reversed() { try $0.put(entry) } }
            try store.read { snapshot throws in
                #expect(try snapshot.outbox() == entries)
                #expect(try snapshot.pendingOutbox() == [entries[1], entries[3]])
                #expect(try snapshot.outboxEntry(.sample(3)) == entries[2])
                #expect(try snapshot.outboxEntry(.sample(5)) == nil)
            }
            var settled = entries[1]
            settled.state = .settled
            settled.outcome = .merged(notes: ["done already"])
            try store.write { transaction throws in
                try transaction.put(settled)
                try transaction.removeOutboxEntry(.sample(1))
            }
            #expect(try store.read { try $0.outbox() } == [settled, entries[2], entries[3]])
            #expect(try store.read { try $0.pendingOutbox() } == [entries[3]])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `staged pages keep their order and bytes`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            for page in [[1, 2], [], [0, 255]] as [[UInt8]] { try store.write { try $0.appendStagedPage(page) } }
            try store.read { snapshot throws in
                #expect(try snapshot.stagedPageCount() == 3)
                #expect(try (0..<4).map { try snapshot.stagedPage($0) } == [[1, 2], [], [0, 255], nil])
            }
            try store.write { try $0.removeStagedPages() }
            try store.write { try $0.appendStagedPage([9]) }
            #expect(try store.read { try $0.stagedPage(0) } == [9])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `references and words are replaced and removed as a whole`(kind: StoreKind) async throws {
        let other = CaseID.sample(2)
        try await kind.withStore { store in
            try store.write { transaction throws in
                try transaction.setReferences(["NTB-1", "K7QF-1"], of: caseID)
                try transaction.setReferences(["NTB-1"], of: other)
                try transaction.setWords(["milk", "namanga"], of: .sample(10), caseID: caseID)
                try transaction.setWords(["milky"], of: .sample(11), caseID: other)
            }
            try store.read { snapshot throws in
                #expect(try snapshot.cases(withReference: "NTB-1") == [caseID, other])
                #expect(try snapshot.cases(withReference: "K7QF-1") == [caseID])
                #expect(try snapshot.cases(withWordPrefix: "milk") == [caseID, other])
                #expect(try snapshot.cases(withWordPrefix: "milky") == [other])
                #expect(try snapshot.cases(withWordPrefix: "ilk") == [])
            }
            try store.write { transaction throws in
                try transaction.setReferences(["NTB-2"], of: caseID)
                try transaction.setReferences([], of: other)
                try transaction.setWords(["tea"], of: .sample(10), caseID: caseID)
                try transaction.setWords([], of: .sample(11), caseID: other)
            }
            try store.read { snapshot throws in
                #expect(try snapshot.cases(withReference: "NTB-1") == [])
                #expect(try snapshot.cases(withReference: "NTB-2") == [caseID])
                #expect(try snapshot.cases(withWordPrefix: "milk") == [])
                #expect(try snapshot.cases(withWordPrefix: "te") == [caseID])
            }
        }
    }
}
