/// A file's own name, fit to be shown and written on any device: no folder, no control or direction characters.
public struct FileName: Hashable, Sendable {
    /// How long it may be, in UTF-8 bytes.
    public static let bytesMax = 200

    public let text: String

    /// Takes what is left of a name or path when everything is dropped that could lead astray; `nil` when nothing is.
    ///
    /// A name that is too long keeps its ending.
    public init?(cleaning path: String) {
        let last = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let scalars = String.UnicodeScalarView(last.unicodeScalars.filter(Self.isPlain))
        // A leading dot hides a file, or names a folder; a trailing one or a space is lost on some systems.
        let trimmed = Substring(String(scalars)).drop { $0 == "." || $0.isWhitespace }
        var name = String(trimmed)
        while let last = name.last, last == "." || last.isWhitespace { name.removeLast() }
        guard !name.isEmpty else { return nil }
        text = Self.shortened(name)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: !"<>:\"|?*".unicodeScalars.contains(scalar)
        }
    }

    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > bytesMax else { return name }
        let dot = name.lastIndex(of: ".")
        let ending = dot.map { name[$0...] }.flatMap { $0.utf8.count <= 16 ? String($0) : nil } ?? ""
        var stem = String(name.dropLast(ending.count))
        while stem.utf8.count + ending.utf8.count > bytesMax || stem.last?.isWhitespace ?? false { stem.removeLast() }
        return stem + ending
    }
}
