/// What a device calls itself, as it is kept and shown: one short line.
enum DeviceName {
    static let charactersMax = 64

    /// `nil` where nothing is left to show. It is for its owner's eyes and never a reason to refuse a sign-in.
    static func cleaned(_ name: String?) -> String? {
        let printable = String((name ?? "").prefix(4 * charactersMax)).unicodeScalars.filter {
            switch $0.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
            default: true
            }
        }
        let text = String(String.UnicodeScalarView(printable)).split(separator: " ").joined(separator: " ")
        return text.isEmpty ? nil : String(text.prefix(charactersMax))
    }
}
