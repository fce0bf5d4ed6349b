import CaseCrypto
import CaseProtocol
import Foundation
import Server
import Testing

/// What every shelf of directives promises.
@Suite struct DirectiveShelfTests {
    enum Kind: CaseIterable { case memory, files }

    private func with(
        _ kind: Kind, _ body: (any DirectiveShelf, _ again: () throws -> any DirectiveShelf) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tatua-shelf-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { _ = Result { try FileManager.default.removeItem(atPath: folder) } }
        switch kind {
        case .memory:
            let shelf = InMemoryDirectiveShelf()
            try body(shelf) { shelf }
        case .files: try body(try FileDirectiveShelf(dataFolder: folder)) { try FileDirectiveShelf(dataFolder: folder) }
        }
    }

    @Test(arguments: Kind.allCases)
    func `a directive is there for its replica, and is kept`(kind: Kind) throws {
        let replica = ReplicaID(high: 1, low: 2)
        let moment = Timestamp(milliseconds: 1_795_240_800_000)
        let directive = SignedDirective(
            directive: WipeDirective(user: UserID(high: 3, low: 4), replica: replica, number: 1, issuedAt: moment),
            signature: "c2ln")
        try with(kind) { shelf, again throws in
            #expect(shelf.directive(to: replica) == nil)
            try shelf.put(directive)
            try shelf.put(directive)
            #expect(shelf.directive(to: replica) == directive)
            #expect(shelf.directive(to: ReplicaID(high: 9, low: 9)) == nil)
            #expect(try again().directive(to: replica) == directive)
            var later = directive
            later.directive.number = 2
            try shelf.put(later)
            #expect(shelf.directive(to: replica) == later)
            #expect(try again().directive(to: replica) == later)
        }
    }

    @Test(arguments: Kind.allCases)
    func `what is handed in twice is kept once, and of one replica no more than may be`(kind: Kind) throws {
        try with(kind) { shelf, again throws in
            let (replica, other) = (ReplicaID(high: 1, low: 2), ReplicaID(high: 1, low: 3))
            let (work, more, files) = (SHA256.hash([1]), SHA256.hash([2]), SHA256.hash([3]))
            func keep(
                _ bundle: [UInt8], _ content: Digest, from replica: ReplicaID = replica, on shelf: any DirectiveShelf
            ) throws -> RescueKeeping { try shelf.keep(bundle, of: content, from: replica, bytesMax: 4) }
            #expect(try keep([1, 2], work, on: shelf) == .kept)
            #expect(try keep([1, 2], work, on: again()) == .known)
            // The same, sealed anew.
            #expect(try keep([9, 9], work, on: again()) == .known)
            #expect(try keep([1, 3], more, on: shelf) == .kept)
            #expect(try keep([1], files, on: again()) == .full)
            #expect(try keep([1], files, from: other, on: again()) == .kept)
            #expect(try shelf.holds([1, 2]) && again().holds([1, 3]))
            #expect(try !shelf.holds([9, 9]) && shelf.holds([1]) && !shelf.holds([]))
        }
    }
}
