internal import CaseCrypto
internal import CaseProtocol

/// What opens a sealed replica when its passphrase is forgotten: 28 random letters and digits (130 bits) in seven groups, each of
/// which ends in a check character, to be written down, read aloud and typed again.
public struct RecoveryKey: Hashable, Sendable, CustomStringConvertible {
    /// Without look-alikes, on paper and by ear: no B, I, L, O, S, Z, 0, 1, 2, 5, 8.
    private static let letters = Array("ACDEFGHJKMNPQRTUVWXY34679")
    private static let groupCount = 7
    private static let groupLength = 4

    /// The random characters, as places in ``letters``.
    private let values: [Int]

    /// A new one.
    public static func random() throws -> RecoveryKey {
        var values: [Int] = []
        while values.count < groupCount * groupLength {
            // 250 is a multiple of 25: each character is as likely as the others.
            values += try SecureRandom.bytes(64).filter { $0 < 250 }.map { Int($0) % letters.count }
        }
        return RecoveryKey(values: Array(values.prefix(groupCount * groupLength)))
    }

    private init(values: [Int]) { self.values = values }

    /// Reads what was typed; letter case, spaces and hyphens do not matter.
    ///
    /// - Throws: a ``Problem`` that says in which group a mistake is, counted from 1.
    public init(_ text: String) throws {
        let typed = text.uppercased().filter { !$0.isWhitespace && $0 != "-" }
        let length = Self.groupLength + 1
        guard typed.count == Self.groupCount * length else {
            throw Problem(
                .invalidField,
                "A recovery key has \(Self.groupCount) groups of \(length) letters and digits; this has \(typed.count) characters.",
                path: "recoveryKey")
        }
        var values: [Int] = []
        for group in 0..<Self.groupCount {
            let places = typed.dropFirst(group * length).prefix(length).map { Self.letters.firstIndex(of: $0) }
            let known = places.compactMap(\.self)
            guard known.count == length, known[Self.groupLength] == Self.check(known.dropLast(), group) else {
                throw Problem(
                    .invalidField, "There is a mistake in group \(group + 1) of the recovery key.", path: "recoveryKey")
            }
            values += known.dropLast()
        }
        self.values = values
    }

    /// In groups, to be written down: `ACDE3-…`.
    public var text: String {
        (0..<Self.groupCount).map { group in
            let values = values.dropFirst(group * Self.groupLength).prefix(Self.groupLength)
            return String((values + [Self.check(values, group)]).map { Self.letters[$0] })
        }.joined(separator: "-")
    }

    /// Nothing of it.
    public var description: String { "RecoveryKey(secret)" }

    /// What keys are derived from.
    var bytes: [UInt8] { values.map { UInt8($0) } }

    /// Weights 1 to 4 and their differences have no factor in common with 25: one wrong character, and any two that were
    /// swapped, leave another sum. The number of the group makes that so for groups as well.
    private static func check(_ values: some Sequence<Int>, _ group: Int) -> Int {
        zip(1..., values).reduce(group) { $0 + $1.0 * $1.1 } % letters.count
    }
}
