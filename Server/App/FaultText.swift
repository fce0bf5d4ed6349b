internal import CaseCrypto
internal import CaseProtocol

extension Error {
    /// What the log says of a fault: what broke, without the values that it broke on. An error speaks for itself only
    /// where its author wrote what it says.
    package var logText: String {
        switch self {
        case is DecodingError, is EncodingError: "\(type(of: self)) at \(textOfFieldPath): \(reason)"
        case is StoreError, is CryptoError: "\(self)"
        case let error as any CustomStringConvertible: "\(type(of: self)): \(error.description)"
        default: "\(type(of: self))"
        }
    }

    /// Where a decoder stumbled, as in `commands[2].args`; empty at the top.
    package var textOfFieldPath: String {
        fieldPath.reduce("") { path, key in
            if key.hasPrefix("Index ") { return path + "[\(key.dropFirst(6))]" }
            return path.isEmpty ? key : path + "." + key
        }
    }
}
