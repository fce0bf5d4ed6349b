import CaseProtocol
import ClientCore
import Server
import Workflow

/// Commands of people of the scene, decided by the server: `PC…` a line, where `P` is the person (0 to 3), `C` the command
/// (a to h, in the order of ``CaseCommand/names``) and the rest its arguments. Then everybody who sent something syncs.
enum FuzzCommands {
    /// More in one input only make it slow.
    private static let commandsMax = 12

    @Sendable static func run(_ bytes: [UInt8]) async throws {
        let scene = try await Scene.shared
        let core = scene.server()
        var numbers = try scene.people.indices.map { try scene.device(of: $0).meta().next }
        var senders: Set<Int> = []
        for line in bytes.split(separator: UInt8(ascii: "\n")).prefix(commandsMax) {
            guard line.count > 2, let person = line.first.map({ Int($0 &- 0x30) }),
                scene.people.indices.contains(person),
                let args = String(validating: line.dropFirst(2), as: UTF8.self)
            else { continue }
            let name = Int(line[line.startIndex + 1] &- UInt8(ascii: "a"))
            guard CaseCommand.names.indices.contains(name) else { continue }
            let number = numbers[person]
            let envelope = CommandEnvelope(
                n: number, mid: CommandID(high: 0x7000 | UInt64(number), low: 1 << 63 | UInt64(person)),
                cmd: CaseCommand.names[name], v: 1, at: Scene.start, args: args)
            if try await push(try scene.signed(envelope, by: person), as: scene.people[person].signedIn, scene, core) {
                numbers[person] += 1
                senders.insert(person)
            }
        }
        for person in senders.sorted() { try await sync(person, scene, core) }
    }

    /// Whether it was decided.
    private static func push(
        _ envelope: CommandEnvelope, as person: SignedIn, _ scene: Scene, _ core: ServerCore
    ) async throws -> Bool {
        do {
            let reply = try await core.push(
                PushRequest(replica: person.replica, epoch: scene.epoch, acked: 0, commands: [envelope]), as: person)
            try expect(reply.out.count == 1, "one command has \(reply.out.count) outcomes")
            if case .deferred = reply.out[0].outcome { return false }
            return true
        } catch let problem as Problem {
            // Else nothing that is made up here would reach the rules, and nobody would notice.
            try expect(
                ![.signatureMissing, .signatureWrong].contains(problem.code), "a command is not taken for its sender's")
            return false
        } catch let finding as FuzzFinding {
            throw finding
        } catch {
            throw FuzzFinding("the server broke: \(error)")
        }
    }

    /// What the server made of it can be read, by the last byte of it.
    private static func sync(_ person: Int, _ scene: Scene, _ core: ServerCore) async throws {
        let replica = try scene.device(of: person)
        // Its own commands are not in this copy: it is told so, and takes another id.
        let report = try await SyncEngine(replica: replica, transport: scene.transport(of: person, to: core)).sync()
        try expect(report.complete, "a round does not end")
        try expect(report.digestMismatch == nil, "what was sent is not what is shown")
        try DeviceLook.all(of: replica)
    }
}
