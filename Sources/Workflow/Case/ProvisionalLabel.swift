/// The first part of provisional labels, such as `K7QF-3`.
public enum ProvisionalLabel {
    /// Four letters and digits from the bits of an id, without look-alikes.
    public static func code(high: UInt64, low: UInt64) -> String {
        let alphabet = Array("ACDEFGHJKMNPQRTUVWXY34679")
        var bits = low ^ (high << 7)
        bits = (bits ^ (bits >> 31)) &* 0x9E37_79B9_7F4A_7C15
        return String(
            (0..<4).map { _ in
                let digit = bits % UInt64(alphabet.count)
                bits /= UInt64(alphabet.count)
                return alphabet[Int(digit)]
            })
    }
}
