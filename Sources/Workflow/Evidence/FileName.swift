/// A file's own name, fit to be shown and written on any device: no folder, no control or direction characters.
public struct FileName: Hashable, Sendable {
    /// How long it may be, in UTF-8 bytes.
    public static let bytesMax = 200

    public let text: String

    /// Takes what is left of a name or path when everything is dropped that could lead astray; `nil` when nothing is.
    ///
    /// A name that is too long keeps its ending. All of this goes by scalars, not by characters: a slash or a dot with an
    /// accent on it is one character that equals neither, and a slash and a dot to every file system.
    public init?(cleaning path: String) {
        guard let last = path.unicodeScalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else { return nil }
        let plain = last.filter(Self.isPlain)
        // A leading dot hides a file, or names a folder; a trailing one or a space is lost on some systems.
        let name = Self.trimmed(String(String.UnicodeScalarView(plain.drop(while: Self.isEdge))))
        guard !name.isEmpty else { return nil }
        text = Self.shortened(name)
    }

    /// What a name neither begins nor ends with.
    private static func isEdge(_ scalar: Unicode.Scalar) -> Bool { scalar == "." || scalar.properties.isWhitespace }

    private static func trimmed(_ name: String) -> String {
        var name = name.unicodeScalars
        while let last = name.last, isEdge(last) { name.removeLast() }
        return String(name)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: !"<>:\"|?*".unicodeScalars.contains(scalar)
        }
    }

    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > bytesMax else { return name }
        let dot = name.unicodeScalars.lastIndex(of: ".")
        let ending = dot.map { String(name.unicodeScalars[$0...]) }.flatMap { $0.utf8.count <= 16 ? $0 : nil } ?? ""
        // One character may have more bytes than a whole name.
        var stem = name.unicodeScalars.dropLast(ending.unicodeScalars.count)
        var bytes = stem.reduce(ending.utf8.count) { $0 + UTF8.width($1) }
        while let last = stem.last, bytes > bytesMax || isEdge(last) {
            stem.removeLast()
            bytes -= UTF8.width(last)
        }
        return String(String.UnicodeScalarView(stem)) + ending
    }
}
