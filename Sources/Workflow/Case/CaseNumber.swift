import CaseProtocol

/// Numbers that the server issues: `NTB-2026-00042-K`. Readable aloud; the last letter finds every single wrong character
/// and every two neighbours swapped.
public enum CaseNumber {
    /// The letters of check characters and prefixes: without I, L and O, which look like digits.
    private static let letters = Array("ABCDEFGHJKMNPQRSTUVWXYZ")

    /// The number of the `serial`-th case of a year, five digits or more.
    ///
    /// - Parameter prefix: capital letters, none of them I, L or O; a number with another prefix is not well formed.
    public static func make(prefix: String, year: Int, serial: Int) -> String {
        let body = "\(prefix)-\(padded(year, to: 4))-\(padded(serial, to: 5))"
        return "\(body)-\(check(ReferenceText.folded(body)))"
    }

    /// Whether the check character fits. Letter case, spaces and look-alikes (`O` for `0`) do not matter.
    public static func isWellFormed(_ text: String) -> Bool {
        let folded = ReferenceText.folded(text)
        let parts = folded.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, !parts[0].isEmpty, parts[0].allSatisfy(letters.contains), parts[1].utf8.count == 4,
            parts[2].utf8.count >= 5, parts[1...2].allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return false }
        return String(parts[3]) == String(check(parts[0...2].joined(separator: "-")))
    }

    /// The sum of the characters' values, each times a power of 5, modulo 23. Five generates all remainders but 0: no weight
    /// is 0 and neighbours have different ones, so neither an error in one place nor a swap leaves the sum as it was.
    private static func check(_ folded: String) -> Character {
        var weight = 1
        var sum = 0
        for character in folded.reversed() where character != "-" {
            let value = character.wholeNumberValue ?? letters.firstIndex(of: character) ?? 0
            weight = weight * 5 % 23
            sum = (sum + value * weight) % 23
        }
        return letters[sum]
    }

    private static func padded(_ value: Int, to width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
