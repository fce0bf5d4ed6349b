public import CaseCrypto
public import CaseProtocol

/// A device's signature on a command, with the key that it is right by. It stands in the header of the commit that the command
/// made, under the header's hash.
public struct DeviceSignature: Hashable, Sendable {
    public let key: VerifyingKey
    /// 64 bytes.
    public let bytes: [UInt8]

    /// As stored; see ``isRight(over:)``.
    public init(key: VerifyingKey, bytes: [UInt8]) {
        self.key = key
        self.bytes = bytes
    }

    /// Whether the key's holder stated this.
    public func isRight(over statement: CommandStatement) -> Bool { key.isValid(bytes, for: statement.signedBytes) }
}

extension CommandStatement {
    /// What a device states before the server whose ledger has this key.
    public init(server: VerifyingKey, person: UserID, at: Timestamp, hash: Digest) {
        self.init(server: Base64URL.encode(server.rawBytes), person: person, at: at, hash: hash.hex)
    }
}
