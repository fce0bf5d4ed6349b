/// What the texts of a loaded code list may be: they are shown on terminals and in pages.
enum CodeListText {
    static let codeBytesMax = 80
    static let titleBytesMax = 1_000

    /// What is wrong with a text; `nil` when it may stand in a list.
    static func fault(of text: String, bytesMax: Int) -> CodeListFault.Reason? {
        guard let first = text.utf8.first, let last = text.utf8.last else { return .missing }
        guard text.utf8.count <= bytesMax else { return .tooLong(bytesMax: bytesMax) }
        let hasControls = text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
        return hasControls || first == UInt8(ascii: " ") || last == UInt8(ascii: " ") ? .notPlainText : nil
    }

    /// Whether a text can name a list: ASCII letters, digits, dots and hyphens.
    static func isID(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}
