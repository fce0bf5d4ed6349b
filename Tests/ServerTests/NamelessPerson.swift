import CaseCrypto
import CaseProtocol
import Logging
import Synchronization
import Workflow

@testable import Server

extension NamelessAccount {
    /// What a code stands for, derived as the protocol says and not by the client's own function.
    init(_ code: ReceiptCode) throws {
        let secret = Array(code.letters.utf8)
        let name = try HKDF.derive(secret, salt: [], info: Array("tatua receipt code 1 name".utf8), byteCount: 16)
        let password = try HKDF.derive(
            secret, salt: [], info: Array("tatua receipt code 1 password".utf8), byteCount: 32)
        let text = "code-" + name.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        self.init(
            name: text, password: Base64URL.encode(password),
            user: NamelessAccount.user(
                ofHash: SHA256.hash(Array("tatua account without a name 1 \(text)".utf8)).bytes))
    }

    /// Of a code by its number.
    init(number: UInt64) throws {
        var state = number &+ 1
        try self.init(
            ReceiptCode {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return state >> 8
            })
    }

    var registration: RegisterRequest { RegisterRequest(name: name, password: password, withoutName: true) }
}

extension TestServer {
    func register(_ account: NamelessAccount, from address: String? = nil) async throws -> RegisterReply {
        try await core.register(account.registration, from: address)
    }

    /// Signs a code in on another device.
    func signIn(_ account: NamelessAccount, from address: String? = nil) async throws -> TestPerson {
        let reply = try await core.login(
            LoginRequest(
                user: account.name, password: account.password, code: nil, replica: id(), device: "amina's laptop"),
            from: address)
        return TestPerson(
            server: self, signedIn: try await core.authenticate(reply.token), token: reply.token,
            epoch: try await core.hello().epoch)
    }

    /// Somebody who has just begun to file without a name.
    func nameless(_ number: UInt64 = 1) async throws -> TestPerson {
        let account = try NamelessAccount(number: number)
        _ = try await register(account)
        return try await signIn(account)
    }
}

/// Keeps what is logged.
final class KeptLog: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }

    func logger() -> Logger { Logger(label: "kept", factory: { _ in Handler(log: self) }) }

    private struct Handler: LogHandler {
        let log: KeptLog
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = "\(event.level) \(event.message) \(event.metadata ?? [:]) \(metadata)"
            log.kept.withLock { $0.append(all) }
        }
    }
}
