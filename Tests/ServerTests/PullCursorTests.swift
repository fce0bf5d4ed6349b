import CaseCrypto
import CaseProtocol
import Testing
import Workflow

@testable import Server

@Suite struct PullCursorTests {
    private static let cursor = PullCursor(
        epoch: .max, personTag: 7, base: 3, floor: 90_000_000_000,
        mark: .init(commit: 90_000_000_001, word: 1 << 47 | 9),
        position: .rows(of: 12, upTo: 1 << 40))

    @Test(arguments: [
        PullCursor.Position.start, .leaves(upTo: 4), .compartments(upTo: .max), .rows(of: 1, upTo: .max),
    ])
    func `a cursor reads as it was written`(position: PullCursor.Position) throws {
        let sealer = CursorSealer(key: try .random())
        var cursor = Self.cursor
        cursor.position = position
        #expect(sealer.open(try sealer.seal(cursor)) == cursor)
    }

    @Test func `a cursor of the version before is read: it does not say which history it is of`() throws {
        let sealer = CursorSealer(key: try .random())
        var old = Self.cursor
        old.mark = nil
        let text = try sealer.seal(old)
        #expect(try text.count < sealer.seal(Self.cursor).count)
        #expect(sealer.open(text) == old)
    }

    @Test func `cursors have one length within a round and one between rounds, so that none tells how much happens`()
        throws
    {
        let sealer = CursorSealer(key: try .random())
        let small = PullCursor(
            epoch: 0, personTag: 0, base: 0, floor: 0, mark: .init(commit: 0, word: 0), position: .start)
        var large = Self.cursor
        (large.base, large.position) = (large.floor, .start)
        let between = try sealer.seal(small)
        #expect(try between.count == sealer.seal(large).count)
        #expect(sealer.open(between) == small)
        #expect(sealer.open(try sealer.seal(large)) == large)
        var within = small
        within.position = .leaves(upTo: 0)
        #expect(try sealer.seal(within).count == sealer.seal(Self.cursor).count)
        #expect(try sealer.seal(within).count > between.count)
    }

    @Test func `a cursor between rounds as the version before sealed it is read`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant")
        let text = try #require(try await person.pull(nil).trailer?.next)
        var cursor = try #require(server.core.cursors.open(text))
        #expect(cursor.position == .start)
        // Not equal to the base, so sealed as version 2.
        cursor.floor -= 1
        let old = try server.core.cursors.seal(cursor)
        #expect(old.count > text.count)
        #expect(try await person.pull(old).trailer?.complete == true)
    }

    @Test func `a cursor that was changed or is of another server cannot be read`() throws {
        let sealer = CursorSealer(key: try .random())
        let text = try sealer.seal(Self.cursor)
        #expect(CursorSealer(key: try .random()).open(text) == nil)
        #expect(sealer.open(String(text.dropLast())) == nil)
        #expect(sealer.open(String(text.reversed())) == nil)
        #expect(sealer.open("") == nil)
    }

    @Test func `a cursor that cannot be read ends in cursorInvalid`() async throws {
        let person = try await TestServer().person("amina", "complainant")
        #expect(await problem { _ = try await person.pull("nonsense") }?.code == .cursorInvalid)
    }

    @Test func `another person's cursor is refused`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant")
        let kamau = try await server.person("kamau", "focalPoint:KE")
        let cursor = try await amina.pull(nil).trailer?.next
        #expect(await problem { _ = try await kamau.pull(cursor) }?.code == .cursorForeign)
    }

    @Test func `a cursor of an earlier history is refused`() async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant")
        let old = PullCursor(
            epoch: 1, personTag: PullCursor.personTag(of: person.id), base: 0, floor: 0, position: .start)
        let text = try server.core.cursors.seal(old)
        #expect(await problem { _ = try await person.pull(text) }?.code == .epochChanged)
    }

    @Test func `a cursor from the future of this history tells that the store was put back, and renames its history`()
        async throws
    {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant")
        let epoch = try #require(UInt64(person.epoch, radix: 16))
        let future = PullCursor(
            epoch: epoch, personTag: PullCursor.personTag(of: person.id), base: 99, floor: 99, position: .start)
        let text = try server.core.cursors.seal(future)
        #expect(await problem { _ = try await person.pull(text) }?.code == .epochChanged)
        #expect(try await server.core.hello().epoch != person.epoch)
    }

    /// Ways to bring a cursor along.
    enum Question: CaseIterable { case pull, estimate, news }

    @Test(arguments: Question.allCases)
    func `a cursor from another history of the same name and length tells that the store was put back`(
        question: Question
    ) async throws {
        let server = try await TestServer()
        let person = try await server.person("amina", "complainant")
        let text = try #require(try await person.pull(nil).trailer?.next)
        var cursor = try #require(server.core.cursors.open(text))
        let head = try await server.store.read { try $0.head() }
        #expect(cursor.floor == head)
        #expect(cursor.mark?.commit == head)
        #expect(cursor.mark?.word != 0)
        cursor.mark?.word ^= 1
        let foreign = try server.core.cursors.seal(cursor)
        let refused = await problem {
            switch question {
            case .pull: _ = try await person.pull(foreign)
            case .estimate:
                _ = try await server.core.estimate(
                    PullRequest(replica: person.replica, cursor: foreign, acked: 0), as: person.signedIn)
            case .news:
                _ = try await server.core.news(
                    NewsQuestion(cursor: foreign, acked: 0, waitSeconds: 0), as: person.signedIn)
            }
        }
        #expect(refused?.code == .epochChanged)
        #expect(try await server.core.hello().epoch != person.epoch)
    }

    /// Its rows are as they were at the end of that history, though its round began before what was lost.
    @Test func `the cursor of a page under way stands for the history that the page was cut from`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant")
        let caseID = try await amina.open()
        let first = try #require(try await amina.pull(nil, pageBytes: 1).trailer)
        #expect(!first.complete)
        let begun = try #require(server.core.cursors.open(first.next))
        try await amina.act("submit", on: caseID, TestPerson.filing)
        let second = try #require(try await amina.pull(first.next, pageBytes: 1).trailer)
        #expect(!second.complete)
        let cursor = try #require(server.core.cursors.open(second.next))
        #expect(cursor.floor == begun.floor)
        #expect(cursor.mark?.commit == (try await server.store.read { try $0.head() }))
        #expect(try #require(cursor.mark).commit > cursor.floor)
    }

    @Test func `another person's replica is refused`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant")
        var kamau = try await server.person("kamau", "focalPoint:KE")
        kamau.signedIn = SignedIn(party: kamau.signedIn.party, replica: amina.replica)
        #expect(await problem { _ = try await kamau.pull(nil) }?.code == .replicaForeign)
    }

    @Test(arguments: [0, -5])
    func `a page without bytes is refused`(pageBytes: Int) async throws {
        let person = try await TestServer().person("amina", "complainant")
        let refused = await problem { _ = try await person.pull(nil, pageBytes: pageBytes) }
        #expect(refused?.code == .malformedBody)
        #expect(refused?.path == "pageBytes")
    }
}
