/// A version of the conversation, `major.minor`. Within a major, minors only add.
///
/// History:
/// - 1.0 — ids, commands, rows, problems; `hello`, `push`, `pull` with leave, enter and updates; sign-in; public cards.
/// - 1.1 — bodies in gzip; digests and repair; a page beside a push's reply; an estimate before a first sync; news;
///   evidence and its bytes; settling conflicts; bundles and the keys of devices and of the server; wipe directives;
///   commands signed by devices.
public struct ProtocolVersion: Hashable, Sendable, Comparable {
    public let major: Int
    public let minor: Int

    public init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// What this build speaks.
    public static let current = ProtocolVersion(major: 1, minor: 1)
    /// The oldest version that a server of this build accepts.
    public static let oldestSupported = ProtocolVersion(major: 1, minor: 0)
    /// The first version in which a pull without anything new is answered by status 204, and the later messages below 1.1
    /// of the history are known.
    public static let withNothingNew = ProtocolVersion(major: 1, minor: 1)
    /// The header that every request to a sync endpoint carries.
    public static let headerName = "Sync-Proto"

    public static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }

    /// The version that a client of this build speaks with a server that offers `range`; `nil` when there is none.
    public static func negotiated(with range: ProtocolRange) -> ProtocolVersion? {
        guard range.min <= current, oldestSupported <= range.max else { return nil }
        return Swift.min(current, range.max)
    }
}

extension ProtocolVersion: CustomStringConvertible, Codable {
    public var description: String { "\(major).\(minor)" }

    /// Reads `major.minor`; `nil` for anything else. Each version has one spelling: no signs, no leading zeros.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]), major >= 0, minor >= 0 else {
            return nil
        }
        self.init(major: major, minor: minor)
        guard description == text else { return nil }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a protocol version")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The versions that a server accepts.
public struct ProtocolRange: Hashable, Sendable, Codable {
    public var min: ProtocolVersion
    public var max: ProtocolVersion

    public init(min: ProtocolVersion, max: ProtocolVersion) {
        self.min = min
        self.max = max
    }
}
