import Testing

/// The bytes that a published vector writes in hexadecimal. Written apart from the module's own decoder, so that a
/// mistake in one shows against the other.
func bytes(_ hex: String, sourceLocation: SourceLocation = #_sourceLocation) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    #expect(digits.count == hex.count && hex.count.isMultiple(of: 2), "not a vector", sourceLocation: sourceLocation)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// 0, 1, … 250, 0, 1, …: bytes that show it when they are shifted or swapped.
func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8($0 % 251) }
}

extension [UInt8] {
    /// The same bytes with one bit turned over.
    func flippingBit(at index: Int) -> [UInt8] {
        var copy = self
        copy[index] ^= 0x01
        return copy
    }
}
