import CaseCrypto
import CaseProtocol
import Server
import Workflow

/// What a cursor may hold, in an envelope that opens: one byte of choices, then the cursor's 46 bytes. And cursors as text.
enum FuzzCursors {
    private static let byteCount = 46

    @Sendable static func run(_ bytes: [UInt8]) async throws {
        guard let choices = bytes.first else { return }
        let scene = try await Scene.shared
        let core = scene.server()
        let person = scene.people[Int(choices & 3)].signedIn
        var inside = Array(bytes.dropFirst().prefix(Self.byteCount))
        inside += [UInt8](repeating: 0, count: Self.byteCount - inside.count)
        if choices & 4 == 0 { inside[0] = 1 }
        if choices & 8 == 0, let epoch = UInt64(scene.epoch, radix: 16) { write(epoch, to: &inside, at: 1) }
        if choices & 16 == 0 {
            inside.replaceSubrange(9..<13, with: SHA256.hash(person.party.id.bytes).bytes.prefix(4))
        }
        let sealed = try AESGCM.seal(inside, key: scene.keys.cursorKey, binding: Array("tatua-cursor".utf8))
        let text = choices & 32 == 0 ? Base64URL.encode(sealed) : String(decoding: bytes.dropFirst(), as: UTF8.self)
        let again = choices & 64 == 0 ? nil : [Compartment(caseID: nil, .public)]
        try await pull(
            PullRequest(replica: person.replica, cursor: text, acked: 0, pageBytes: 500, again: again), person, core)
    }

    private static func pull(_ request: PullRequest, _ person: SignedIn, _ core: ServerCore) async throws {
        do {
            let page = try await core.pull(request, as: person)
            let lines = page.split(separator: UInt8(ascii: "\n"))
            try expect(lines.allSatisfy { (try? PullLine(parsing: $0)) != nil }, "a page cannot be read")
            _ = try await core.estimate(request, as: person)
        } catch is Problem {
            // It is not a cursor of this person and history, and the answer says so.
        } catch let finding as FuzzFinding {
            throw finding
        } catch {
            throw FuzzFinding("the server broke: \(error)")
        }
    }

    private static func write(_ word: UInt64, to bytes: inout [UInt8], at place: Int) {
        for index in 0..<8 { bytes[place + index] = UInt8(truncatingIfNeeded: word >> (56 - 8 * index)) }
    }
}
