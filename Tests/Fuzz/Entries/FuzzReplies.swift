import CaseProtocol
import ClientCore
import Server
import Synchronization
import Workflow

/// Anything at all as the answers of a server, in the order of a sync: parts divided by a line `%%`, each a line of status and
/// headers (`200 date=…`) and a body.
enum FuzzReplies {
    @Sendable static func run(_ bytes: [UInt8]) async throws {
        let scene = try await Scene.shared
        let replica = try scene.device(of: 0)
        for header in try replica.cases().prefix(2) { _ = try? replica.edit(header.caseID, fields: ["place": "Busia"]) }
        let waited = try DeviceLook.pending(on: replica)
        let script = Mutex(Pieces.of(bytes)[...])
        let transport = LoopbackTransport { _ in
            guard let reply = script.withLock({ $0.popFirst() }) else { throw TransportError.unreachable("The end.") }
            return Self.reply(reply)
        }
        var loop = SyncLoop(random: SeededReplicaRandom(seed: 1))
        _ = loop.step(.begun)
        do {
            _ = loop.step(.synced(try await SyncEngine(replica: replica, transport: transport).sync()))
        } catch let error as TransportError {
            // What came does not make a conversation: said in a sentence.
            _ = loop.step(.failed(error, gotSomething: false))
        } catch let problem as Problem {
            // So is what a server refuses.
            _ = loop.step(.failed(problem, gotSomething: false))
        } catch is ReplicaFault {
            // What was staged cannot be read back: it is dropped, and asked for again.
        }
        try DeviceLook.commands(waited, areOn: replica)
        try DeviceLook.all(of: replica)
        try DeviceLook.digests(of: replica)
        _ = try replica.nextPush(from: nil, limits: .standard)
    }

    private static func reply(_ bytes: [UInt8]) -> TransportReply {
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
        var headers: [String: String] = [:]
        for word in words.dropFirst() {
            let halves = word.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { continue }
            // A date has blanks in it.
            headers[String(halves[0])] = String(halves[1]).replacing("_", with: " ")
        }
        let status = words.first.flatMap { Int($0) } ?? 200
        return TransportReply(status: status, body: Array(bytes[end...].dropFirst()), headers: headers)
    }
}
