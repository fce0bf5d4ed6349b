import CaseCrypto
import Testing

struct VerifyingKeyTests {
    let vector = Ed25519Vector.rfc8032[2]
    let key: VerifyingKey
    let message: [UInt8]
    let signature: [UInt8]

    init() throws {
        key = try VerifyingKey(rawBytes: bytes(vector.verifyingKey))
        message = bytes(vector.message)
        signature = bytes(vector.signature)
    }

    @Test func `a change to any byte of a signature is noticed`() {
        #expect(key.isValid(signature, for: message))
        for index in signature.indices {
            #expect(!key.isValid(signature.flippingBit(at: index), for: message))
        }
    }

    @Test func `a signature is good for its own message only`() {
        #expect(!key.isValid(signature, for: []))
        #expect(!key.isValid(signature, for: message + [0]))
        #expect(!key.isValid(signature, for: message.flippingBit(at: 0)))
    }

    @Test func `a signature is good under its own key only`() throws {
        #expect(try !SigningKey.random().verifyingKey.isValid(signature, for: message))
        #expect(try !VerifyingKey(rawBytes: key.rawBytes.flippingBit(at: 0)).isValid(signature, for: message))
    }

    @Test func `a signature of another length is not valid`() {
        #expect(!key.isValid([], for: message))
        #expect(!key.isValid(signature.dropLast(), for: message))
        #expect(!key.isValid(signature + [0], for: message))
    }

    /// The scalar with the order of the group added to it, which lax verifiers take for another valid signature.
    @Test func `a signature has one spelling`() {
        let respelt = bytes(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "05d391b0a77904e98404ef037747a56e4a7c15e9716ed28dc027beceea1ec41a")
        #expect(!key.isValid(respelt, for: message))
    }

    @Test func `bytes that are no point of the curve validate nothing`() throws {
        let noPoint = [UInt8](repeating: 0, count: 31)
        #expect(try !VerifyingKey(rawBytes: [2] + noPoint).isValid(signature, for: message))
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a key of another length is refused`(count: Int) {
        #expect(throws: CryptoError.malformed("an Ed25519 key has 32 bytes, not \(count)")) {
            try VerifyingKey(rawBytes: pattern(count))
        }
    }

    @Test func `keys are equal when their bytes are, and print as hexadecimal`() throws {
        #expect(try VerifyingKey(rawBytes: key.rawBytes) == key)
        #expect("\(key)" == vector.verifyingKey)
    }
}
