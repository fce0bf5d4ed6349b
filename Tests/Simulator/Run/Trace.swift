/// What happened, as a running hash (FNV-1a) and, when asked for, as lines.
struct Trace {
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var lines: [String] = []
    let keepsLines: Bool

    init(keepsLines: Bool) { self.keepsLines = keepsLines }

    mutating func note(_ kind: StaticString, _ numbers: Int...) {
        kind.withUTF8Buffer { for byte in $0 { mix(UInt64(byte)) } }
        for number in numbers { mix(UInt64(bitPattern: Int64(number))) }
        if keepsLines { lines.append("\(kind) " + numbers.map(String.init).joined(separator: " ")) }
    }

    mutating func note(_ kind: StaticString, text: String, _ numbers: Int...) {
        kind.withUTF8Buffer { for byte in $0 { mix(UInt64(byte)) } }
        for byte in text.utf8 { mix(UInt64(byte)) }
        for number in numbers { mix(UInt64(bitPattern: Int64(number))) }
        if keepsLines { lines.append("\(kind) \(text) " + numbers.map(String.init).joined(separator: " ")) }
    }

    private mutating func mix(_ value: UInt64) { hash = (hash ^ value) &* 0x100_0000_01B3 }
}
