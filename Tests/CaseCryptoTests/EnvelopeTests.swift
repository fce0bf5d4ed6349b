import CaseCrypto
import Testing

struct EnvelopeTests {
    private static let preamble = Array("for the secretariat".utf8)
    private static let chunkCount = 65_536
    private let sender: SigningKey
    private let recipient: AgreementKey

    init() throws {
        sender = try SigningKey(rawBytes: pattern(32))
        recipient = try AgreementKey(rawBytes: pattern(32).reversed())
    }

    private func sealed(_ pieces: [[UInt8]], preamble: [UInt8] = preamble, domain: String = "test") throws -> [UInt8] {
        let sink = Sink()
        var sealer = try EnvelopeSealer(
            domain: domain, preamble: preamble, to: recipient.publicKey, signedBy: sender, output: sink.take)
        for piece in pieces { try sealer.append(piece) }
        try sealer.finish()
        return sink.bytes
    }

    private func opened(_ bytes: [UInt8], preamble: [UInt8] = preamble, domain: String = "test") throws -> [UInt8] {
        let opener = try EnvelopeOpener(domain: domain, preamble: preamble, byteCount: bytes.count) { offset, count in
            Array(bytes[offset..<offset + count])
        }
        try opener.verify(signedBy: sender.verifyingKey)
        return try text(in: opener)
    }

    private func text(in opener: EnvelopeOpener) throws -> [UInt8] {
        var text: [UInt8] = []
        try opener.open(with: recipient, signedBy: sender.verifyingKey) { text += $0 }
        return text
    }

    /// What an attacker makes of an envelope without being able to sign: opened without a look at the signature first.
    private func openedUnverified(_ bytes: [UInt8]) throws -> [UInt8] {
        try text(
            in: try EnvelopeOpener(domain: "test", preamble: Self.preamble, byteCount: bytes.count) { offset, count in
                Array(bytes[offset..<offset + count])
            })
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
    func `what is sealed opens, whatever its length`(count: Int) throws {
        let text = pattern(count)
        #expect(try opened(sealed([text])) == text)
        #expect(
            try opened(sealed(stride(from: 0, to: count, by: 777).map { Array(text[$0..<min($0 + 777, count)]) }))
                == text)
    }

    @Test func `two envelopes of one text have nothing in common`() throws {
        let (one, other) = (try sealed([pattern(1_000)]), try sealed([pattern(1_000)]))
        let start = Self.preamble.count
        #expect(one.prefix(start) == other.prefix(start))
        #expect(zip(one.dropFirst(start), other.dropFirst(start)).count(where: { $0 == $1 }) < 40)
    }

    @Test func `a bit turned over anywhere is noticed`() throws {
        let whole = try sealed([pattern(Self.chunkCount + 100)])
        let start = Self.preamble.count
        let places = [
            start, start + 31, start + 32, start + 40, start + 32 + Self.chunkCount, start + 32 + Self.chunkCount + 20,
            whole.count - 65, whole.count - 64, whole.count - 1,
        ]
        for place in places {
            #expect(throws: CryptoError.authentication, "byte \(place)") {
                try opened(whole.flippingBit(at: place))
            }
            #expect(throws: CryptoError.self, "byte \(place)") { try openedUnverified(whole.flippingBit(at: place)) }
        }
    }

    @Test func `an envelope cut short anywhere does not open`() throws {
        let whole = try sealed([pattern(Self.chunkCount * 2 + 100)])
        let start = Self.preamble.count
        for count in [
            0, start, start + 32, start + 100, start + 32 + Self.chunkCount + 16 + 64,
            start + 32 + (Self.chunkCount + 16) * 2 + 64, whole.count - 64, whole.count - 1,
        ] {
            #expect(throws: CryptoError.self, "\(count) bytes") { try opened(Array(whole.prefix(count))) }
            #expect(throws: CryptoError.self, "\(count) bytes") { try openedUnverified(Array(whole.prefix(count))) }
        }
    }

    @Test func `chunks in another order, twice or left out do not open, even signed anew`() throws {
        let whole = try sealed([pattern(Self.chunkCount * 3)])
        let start = Self.preamble.count + 32
        let size = Self.chunkCount + 16
        let (head, end) = (Array(whole.prefix(start)), Array(whole.suffix(64)))
        let chunks = (0..<3).map { Array(whole[start + $0 * size..<start + ($0 + 1) * size]) }
        for order in [[1, 0, 2], [0, 1], [0, 2], [0, 1, 1, 2], [0, 0, 2], [2], [0, 1, 2, 2]] {
            let forged = head + order.flatMap { chunks[$0] } + end
            #expect(throws: CryptoError.authentication, "\(order)") { try openedUnverified(forged) }
        }
    }

    @Test func `another sender, recipient, preamble or purpose does not fit`() throws {
        let whole = try sealed([pattern(10)])
        let opener = try EnvelopeOpener(domain: "test", preamble: Self.preamble, byteCount: whole.count) {
            Array(whole[$0..<$0 + $1])
        }
        let stranger = try SigningKey.random()
        #expect(throws: CryptoError.authentication) { try opener.verify(signedBy: stranger.verifyingKey) }
        #expect(throws: CryptoError.authentication) {
            try opener.open(with: recipient, signedBy: stranger.verifyingKey) { _ in }
        }
        #expect(throws: CryptoError.authentication) {
            try opener.open(with: .random(), signedBy: sender.verifyingKey) { _ in }
        }
        #expect(throws: CryptoError.authentication) { try opened(whole, domain: "other") }
        let other = Array(whole[1..<2] + whole[1...])
        #expect(throws: CryptoError.authentication) {
            try opened(other, preamble: Array(other.prefix(Self.preamble.count)))
        }
    }
}

/// Collects what is written.
private final class Sink {
    private(set) var bytes: [UInt8] = []
    func take(_ more: [UInt8]) throws { bytes += more }
}
