import CaseProtocol

/// What an act said and for which day, short enough to tell by it whether another says the same: the header's `reachedWith`.
///
/// Whoever reads it can try out guesses, so it is kept of acts only whose every field those on the case may read.
struct ActMark {
    let text: String

    init(_ fields: [FieldID: JSONValue], on day: CivilDate) {
        let given = fields.filter { !$0.value.isBlank }.map { ($0.key.rawValue, $0.value) }
        let said: JSONValue = [
            .object(Dictionary(given, uniquingKeysWith: { $1 })), .string(day.description),
        ]
        text = Self.padded(Self.hash(said.canonicalBytes))
    }

    /// - Returns: `nil` for an act of which somebody on the case may not read everything.
    init?(of act: ActCheck) {
        let isOpen = act.fields.keys.allSatisfy { field in
            (act.procedure.field(field)?.confidentiality ?? .parties).narrowness
                <= ConfidentialityClass.parties.narrowness
        }
        guard isOpen, act.rule.record.narrowness <= ConfidentialityClass.parties.narrowness else { return nil }
        self.init(act.fields, on: act.day)
    }

    /// FNV-1a, 64 bits. Whoever makes two acts alike on purpose is told "already done" of the own act, no more.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01B3 }
    }

    private static func padded(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
