import CaseProtocol
import ClientCore
import ClientCrypto
import Foundation
import Gzip

/// A signed-in person with a replica, over one connection: speaks the protocol and keeps nothing.
final class BenchClient {
    let replica: ReplicaID
    let token: String
    let epoch: String
    /// Whether pages come packed.
    let takesGzip: Bool
    /// Whether rows are read, to tell history from the rest.
    var countsState = false
    private let connection: Connection
    /// Signs commands, as devices do.
    private let crypto = SystemReplicaCrypto()
    private let keys: DeviceKeys
    private let user: UserID
    private let ledger: String?
    private var n = 0
    private(set) var cursor: String?
    /// What the last complete pull took; bytes as they came.
    private(set) var pulled = (rows: 0, bytes: 0, pages: 0)
    /// Of these, what its rows that are not history came to, not packed.
    private(set) var state = (rows: 0, bytes: 0)

    init(port: Int, user: String, takesGzip: Bool = false) throws {
        connection = try Connection(port: port)
        self.takesGzip = takesGzip
        replica = Self.id()
        let hello = try connection.exchange(Connection.request("GET", Endpoint.hello))
        epoch = try CanonicalJSON.decode(Hello.self, from: hello.body).epoch
        keys = try crypto.makeKeys()
        let login = LoginRequest(
            user: user, password: BenchClient.password, code: nil, replica: replica, signingKey: keys.signing,
            agreementKey: keys.agreement, signs: true)
        let reply = try connection.exchange(
            Connection.request("POST", Endpoint.login, body: try CanonicalJSON.encode(login)))
        guard reply.status == 200 else { throw BenchmarkError("login: \(String(decoding: reply.body, as: UTF8.self))") }
        let signedIn = try CanonicalJSON.decode(LoginReply.self, from: reply.body)
        token = signedIn.token
        self.user = signedIn.user
        ledger = signedIn.keys?.ledger
    }

    static let password = "a benchmark password"

    static func id<Kind>() -> TypedID<Kind> {
        TypedID.make(
            milliseconds: Int64(Date().timeIntervalSince1970 * 1_000),
            random: (UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max)))
    }

    /// The request that pushes `commands` under this replica's next numbers.
    func pushRequest(_ commands: [CaseCommand]) throws -> [UInt8] {
        let envelopes = try commands.map { command in
            n += 1
            return try signed(
                CommandEnvelope(
                    n: n, mid: Self.id(), at: Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)),
                    command))
        }
        let body = try CanonicalJSON.encode(PushRequest(replica: replica, epoch: epoch, acked: 0, commands: envelopes))
        return Connection.request("POST", Endpoint.push, token: token, body: body)
    }

    private func signed(_ envelope: CommandEnvelope) throws -> CommandEnvelope {
        guard let ledger else { throw BenchmarkError("the server told no key of its ledger") }
        let hash = crypto.sha256(envelope.hashedBytes).map { String(format: "%02x", $0) }.joined()
        var signed = envelope
        let statement = CommandStatement(server: ledger, person: user, at: envelope.at, hash: hash)
        signed.sig = try crypto.signer(with: keys)(statement.signedBytes)
        return signed
    }

    /// Pushes and insists that everything was applied.
    func push(_ commands: [CaseCommand]) throws {
        let reply = try connection.exchange(try pushRequest(commands))
        guard reply.status == 200 else { throw BenchmarkError("push: \(String(decoding: reply.body, as: UTF8.self))") }
        for record in try CanonicalJSON.decode(PushReply.self, from: reply.body).out where !record.outcome.isInEffect {
            throw BenchmarkError("push: \(record.outcome)")
        }
    }

    /// - Parameter other: asks in the name of another replica of the same person.
    func pullRequest(as other: ReplicaID? = nil) throws -> [UInt8] {
        let body = try CanonicalJSON.encode(
            PullRequest(replica: other ?? replica, cursor: cursor, acked: other == nil ? n : 0))
        return Connection.request("POST", Endpoint.pull, token: token, body: body, takesGzip: takesGzip)
    }

    /// The question whether a pull would bring something.
    func newsRequest(waitSeconds: Int) -> [UInt8] {
        Connection.request(
            "GET", "\(Endpoint.news)?cursor=\(cursor ?? "")&acked=\(n)&wait=\(waitSeconds)", token: token)
    }

    /// Pulls until complete.
    func pull() throws {
        pulled = (0, 0, 0)
        state = (0, 0)
        while true {
            let reply = try connection.exchange(try pullRequest())
            if reply.status == 204 { return }
            guard reply.status == 200 else {
                throw BenchmarkError("pull: \(String(decoding: reply.body, as: UTF8.self))")
            }
            pulled.bytes += reply.body.count
            pulled.pages += 1
            let isPacked = reply.body.starts(with: [0x1F, 0x8B])
            let body = isPacked ? try Gzip.expand(reply.body, maxBytes: 1 << 26) : reply.body
            if countsState { try count(body) }
            // Only the last line is read; the others are counted.
            let end = body.dropLast().lastIndex(of: 10).map { $0 + 1 } ?? 0
            guard case .end(let trailer)? = try PullLine(parsing: body[end...].dropLast()) else {
                throw BenchmarkError("a page without a trailer")
            }
            cursor = trailer.next
            pulled.rows += trailer.count
            if trailer.complete { return }
        }
    }

    private func count(_ page: [UInt8]) throws {
        for line in page.split(separator: 10) {
            guard case .row(let row)? = try PullLine(parsing: line), row.kind != .event else { continue }
            state.rows += 1
            state.bytes += line.count + 1
        }
    }

    /// Opens and files a complaint.
    func file(place: String) throws -> CaseID {
        let id = try open(place: place)
        try push([.act(CaseAct(caseID: id, action: "submit", from: "draft"))])
        return id
    }

    /// Opens a complaint and leaves it a draft.
    func open(place: String) throws -> CaseID {
        let id: CaseID = Self.id()
        try push([
            .open(
                CaseOpen(
                    caseID: id, procedure: "ntb.tripartite", version: 1, action: "open", label: nil,
                    fields: [
                        "ntbCategory": "2.8", "locationCountry": "UG", "place": .string(place),
                        "incidentOn": "2026-01-05", "description": "Trucks wait for days.",
                        "contact": "+254 700 000 000",
                    ]))
        ])
        return id
    }

    func noteCommand(on caseID: CaseID, _ text: String) -> CaseCommand {
        .addNote(NoteAdd(caseID: caseID, note: Self.id(), text: text, confidentiality: .parties))
    }
}
