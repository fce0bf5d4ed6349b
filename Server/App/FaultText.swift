internal import CaseProtocol

extension Error {
    /// What the log says of a fault: what broke, without the values that a decoder stumbled over.
    var logText: String {
        switch self {
        case is DecodingError, is EncodingError: "\(type(of: self)) at \(textOfFieldPath): \(reason)"
        default: "\(type(of: self)): \(self)"
        }
    }

    /// Where a decoder stumbled, as in `commands[2].args`; empty at the top.
    var textOfFieldPath: String {
        fieldPath.reduce("") { path, key in
            if key.hasPrefix("Index ") { return path + "[\(key.dropFirst(6))]" }
            return path.isEmpty ? key : path + "." + key
        }
    }
}
