/// Text from data made safe for a terminal: nothing in it can move the cursor, hide text or turn its direction. Both programs
/// print through it.
public enum Plain {
    /// `text` on one line. Line breaks and tabs become spaces; other control, format and unassigned characters are
    /// written out (`\x1B`, `\u{202E}`), but for the joiners that scripts need.
    public static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { needsCare($0) }) else { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\t" {
                safe += " "
            } else if scalar == "\r" {
                continue
            } else if needsCare(scalar) {
                safe += written(scalar)
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// `text` by its own line breaks, each line safe.
    public static func paragraphs(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { line(String($0)) }
    }

    /// How many columns a terminal gives to safe text.
    public static func width(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    /// Whether a scalar may do more on a terminal than show itself.
    public static func needsCare(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value < 0x20 || scalar.value > 0x7E else { return false }
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return true
        case .format: return scalar.value != 0x200C && scalar.value != 0x200D
        default: return false
        }
    }

    private static func written(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return scalar.value < 0x100 ? "\\x" + (digits.count < 2 ? "0" : "") + digits : "\\u{\(digits)}"
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.value > 0x2FF else { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        // East Asian wide and full-width blocks, and the pictographs that terminals draw wide.
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
