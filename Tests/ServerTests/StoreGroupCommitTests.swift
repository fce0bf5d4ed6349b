import CaseProtocol
import Server
import ServerSQLite
import Testing

@Suite("Group commit")
struct StoreGroupCommitTests {
    @Test(arguments: StoreKind.allCases)
    func `many writers at once get one number each, without gaps, and all is kept`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in UInt64(1)...200 {
                group.addTask { try await fixture.append(.example(.note(number, in: .parties(number % 7)))) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(numbers.sorted() == Array(1...200))
        let found = try await fixture.read { snapshot in
            try (UInt64(1)...200).filter { try snapshot.row(.example($0)) != nil }.count
        }
        #expect(found == 200)
    }

    @Test(arguments: StoreKind.allCases)
    func `a member's error reaches its own writer and leaves the others alone`(kind: StoreKind) async throws {
        struct Mishap: Error {}
        let fixture = try StoreFixture(kind)
        let failed = await withTaskGroup(of: UInt64?.self) { group in
            for number in UInt64(1)...60 {
                group.addTask {
                    do {
                        try await fixture.store.write { transaction in
                            _ = try transaction.append(.example(.note(number, in: .parties(1))))
                            if number.isMultiple(of: 3) { throw Mishap() }
                        }
                        return nil
                    } catch {
                        return error is Mishap ? number : 0
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }.compactMap(\.self).sorted()
        }
        #expect(failed == (1...20).map { $0 * 3 })
        let kept = try await fixture.read { try $0.rows(of: .example(1)).map(\.id) }
        #expect(Set(kept) == Set((UInt64(1)...60).filter { !$0.isMultiple(of: 3) }.map { RowID.example($0) }))
        #expect(try await fixture.read { try $0.head() } == 40)
    }

    @Test func `what queued during one commit is the next group, and no more than fits is taken on`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteCaseStore.open(
            folder: folder.path, keys: try .example(), limits: GroupCommitLimits(groupMax: 5, waitingMax: 8))
        let gate = Gate()
        try await withThrowingTaskGroup { group in
            group.addTask { try await store.write { _ in gate.pass() } }
            while !gate.hasArrival { await Task.yield() }
            for number in UInt64(1)...8 { group.addTask { try await store.append(.example(.header(number))) } }
            while store.waitingCount < 8 { await Task.yield() }
            let refusal = await #expect(throws: Problem.self) { try await store.append(.example(.header(9))) }
            #expect(refusal?.code == .busy)
            gate.open()
            try await group.waitForAll()
        }
        #expect(store.groupCount == 3)
        #expect(try await store.read { try $0.head() } == 8)
        try await store.append(.example(.header(9)))
    }

    @Test func `a full disk fails every member of the group, and only that group`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteCaseStore.open(folder: folder.path, keys: try .example())
        try await store.append(.example(.header(1)))
        let pages = try #require(try store.pragma("page_count"))
        #expect(try store.pragma("max_page_count = \(pages + 2)") == pages + 2)
        let gate = Gate()
        let failures = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do { try await store.write { _ in gate.pass() } } catch { return true }
                return false
            }
            while !gate.hasArrival { await Task.yield() }
            for number in UInt64(2)...9 {
                let text = String(repeating: "x", count: number == 6 ? 50_000 : 10)
                group.addTask {
                    do {
                        try await store.append(.example(.note(number, text, in: .parties(1))))
                    } catch { return true }
                    return false
                }
            }
            while store.waitingCount < 8 { await Task.yield() }
            gate.open()
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failures == 8)
        #expect(try await store.read { try $0.head() } == 1)
        _ = try store.pragma("max_page_count = 1000000")
        try await store.append(.example(.header(2)))
        #expect(try await store.read { try $0.head() } == 2)
        #expect(try store.verify().findings == [])
    }
}
