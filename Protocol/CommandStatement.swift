/// What a device states of a command when it signs it: who did what, when, and before which server. Since 1.1.
///
/// Not in it: the command's number and replica, since a restored or copied replica sends the same command under others; and
/// what it rests on, which is said in those numbers.
public struct CommandStatement: Hashable, Sendable {
    /// The server that it is meant for: the public key of its ledger, base64url (``ServerKeys/ledger``).
    public var server: String
    public var person: UserID
    /// ``CommandEnvelope/at``.
    public var at: Timestamp
    /// SHA-256 of ``CommandEnvelope/hashedBytes``, in 64 lower-case hexadecimal digits: `mid`, name, version and arguments.
    public var hash: String

    public init(server: String, person: UserID, at: Timestamp, hash: String) {
        self.server = server
        self.person = person
        self.at = at
        self.hash = hash
    }

    /// What is signed: the form's name, server, person, moment and hash, one a line, without a newline at the end.
    public var signedBytes: [UInt8] { Array("tatua-command-1\n\(server)\n\(person)\n\(at)\n\(hash)".utf8) }
}
