/// The outside of a bundle: what everybody who finds the file may know. `docs/bundle-format.md` is the whole format.
public struct BundleHeader: Hashable, Sendable, Codable {
    /// Which way a bundle goes.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// Commands of a device, and what it asks for.
        case toServer
        /// Pages of a pull, for one device.
        case toDevice
    }

    public var kind: Kind
    /// The id of the key that signed it.
    public var from: String
    /// The id of the key that it is sealed for.
    public var to: String
    /// When it was made, by its maker's clock.
    public var created: Timestamp

    public init(kind: Kind, from: String, to: String, created: Timestamp) {
        self.kind = kind
        self.from = from
        self.to = to
        self.created = created
    }

    /// `TATUABDL`.
    public static let magic = Array("TATUABDL".utf8)
    /// The version of the format that is written. Since 2 what is inside is packed.
    public static let version: UInt8 = 2
    /// The oldest version that is read.
    public static let versionMin: UInt8 = 1
    /// The most bytes that are unpacked from one bundle.
    public static let textBytesMax = 1_073_741_824
    /// What signatures and keys are bound to.
    public static let domain = "tatua bundle 1"
    /// The most bytes of the header's JSON.
    public static let jsonBytesMax = 4_096
    /// The most bytes of a whole bundle.
    public static let fileBytesMax = 268_435_456
    /// The bytes before the JSON: magic, version and the JSON's length.
    public static let prefixByteCount = 13

    /// What a bundle begins with.
    public func preamble(version: UInt8 = Self.version) throws -> [UInt8] {
        let json = try CanonicalJSON.encode(self)
        return Self.magic + [version] + BundleRecord.bigEndian(json.count) + json
    }

    /// Whether what is inside a bundle with this preamble is packed.
    public static func isPacked(_ preamble: [UInt8]) -> Bool {
        preamble.count > magic.count && preamble[magic.count] > 1
    }

    /// Reads the outside of a bundle.
    ///
    /// - Returns: the header, and its preamble as it stands in the file.
    /// - Throws: a ``Problem`` with ``ProblemCode/bundleDamaged``; what `read` throws.
    public init(_ input: BundleInput, preamble: inout [UInt8]) throws {
        guard input.byteCount <= Self.fileBytesMax else {
            throw Problem(
                .bodyTooLarge, "A bundle has at most \(Self.fileBytesMax) bytes; this file is larger.",
                allowed: [String(Self.fileBytesMax)])
        }
        let prefix = try input.read(0, Self.prefixByteCount)
        guard prefix.count == Self.prefixByteCount, prefix.starts(with: Self.magic) else {
            throw Problem(.bundleDamaged, "This file is not a bundle of Tatua.")
        }
        guard (Self.versionMin...Self.version).contains(prefix[8]) else {
            throw Problem(
                .protocolUnsupported,
                "This bundle is of version \(prefix[8]), which is not known here. Use a newer Tatua.",
                allowed: (Self.versionMin...Self.version).map { String($0) })
        }
        let count = BundleRecord.number(prefix[9..<13])
        let json = count <= Self.jsonBytesMax ? try input.read(Self.prefixByteCount, count) : []
        guard json.count == count, count > 0, let header = try? CanonicalJSON.decode(Self.self, from: json) else {
            throw Problem.bundleDamaged
        }
        self = header
        preamble = prefix + json
    }
}

/// A bundle to read: bytes by their place.
public struct BundleInput {
    public let byteCount: Int
    /// As many bytes from an offset on as there are, at most so many.
    public let read: (_ offset: Int, _ count: Int) throws -> [UInt8]

    public init(byteCount: Int, read: @escaping (_ offset: Int, _ count: Int) throws -> [UInt8]) {
        self.byteCount = byteCount
        self.read = read
    }

    /// A bundle in memory.
    public init(_ bytes: [UInt8]) {
        self.init(byteCount: bytes.count) { offset, count in
            Array(bytes.dropFirst(offset).prefix(count))
        }
    }
}

/// Takes the bytes of a bundle in the making, in order.
public typealias BundleOutput = ([UInt8]) throws -> Void

extension Problem {
    /// A file that is no bundle any more.
    public static let bundleDamaged = Problem(
        .bundleDamaged, "This bundle was changed or cut short on its way. Nothing of it was taken; have it made again.")
}
