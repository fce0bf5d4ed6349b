import CaseProtocol

/// Texts, ids, numbers and words.
extension ProcedureReader {
    mutating func text(
        _ name: String, bytesMax: Int = ProcedureLimits.wordBytesMax
    ) throws(ProcedureFault) -> String {
        try text(value(name), name, bytesMax: bytesMax)
    }

    mutating func optionalText(_ name: String) throws(ProcedureFault) -> String? {
        guard let value = optional(name) else { return nil }
        return try text(value, name, bytesMax: ProcedureLimits.wordBytesMax)
    }

    func text(_ json: JSONValue, _ name: String, bytesMax: Int) throws(ProcedureFault) -> String {
        guard let text = json.string else { throw fault(name, "must be text") }
        guard !text.isEmpty else { throw fault(name, "is empty") }
        guard text.utf8.count <= bytesMax else {
            throw fault(name, "has \(text.utf8.count) bytes; \(bytesMax) are the most")
        }
        guard text.unicodeScalars.allSatisfy(Self.isPlain) else {
            throw fault(name, "holds a line break or a character that cannot be seen")
        }
        return text
    }

    /// Texts go onto terminals and pages: nothing there may end a line, move a cursor or turn the direction of writing.
    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: false
        default: true
        }
    }

    mutating func texts(_ name: String, atLeast: Int = 0) throws(ProcedureFault) -> [String] {
        let elements = try elements(name, max: ProcedureLimits.listMax)
        guard elements.count >= atLeast else { throw fault(name, "is missing or empty") }
        var texts: [String] = []
        for (index, element) in elements.enumerated() {
            texts.append(try text(element, "\(name)[\(index)]", bytesMax: ProcedureLimits.wordBytesMax))
        }
        return texts
    }

    mutating func id<ID: StringBacked>(_ name: String) throws(ProcedureFault) -> ID {
        ID(rawValue: try id(value(name), name))
    }

    mutating func optionalID<ID: StringBacked>(_ name: String) throws(ProcedureFault) -> ID? {
        guard let value = optional(name) else { return nil }
        return ID(rawValue: try id(value, name))
    }

    mutating func ids<ID: StringBacked>(_ name: String, atLeast: Int = 0) throws(ProcedureFault) -> [ID] {
        let elements = try elements(name, max: ProcedureLimits.listMax)
        guard elements.count >= atLeast else { throw fault(name, "is missing or empty") }
        var ids: [ID] = []
        for (index, element) in elements.enumerated() {
            ids.append(ID(rawValue: try id(element, "\(name)[\(index)]")))
        }
        return ids
    }

    func id(_ json: JSONValue, _ name: String) throws(ProcedureFault) -> String {
        guard let id = json.string else { throw fault(name, "must be text") }
        try checkID(id, name)
        return id
    }

    func checkID(_ id: String, _ name: String) throws(ProcedureFault) {
        guard Self.isID(id) else {
            throw fault(
                name,
                "“\(Self.shown(id))” is no name: 1 to \(ProcedureLimits.idBytesMax) letters A to Z, digits, dots, hyphens "
                    + "and underscores")
        }
    }

    static func isID(_ text: String) -> Bool {
        (1...ProcedureLimits.idBytesMax).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                switch $0 {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    mutating func number(_ name: String, in bounds: ClosedRange<Int>) throws(ProcedureFault) -> Int {
        guard case .int(let given) = try value(name) else { throw fault(name, "must be a whole number") }
        guard let number = Int(exactly: given), bounds.contains(number) else {
            throw fault(name, "must be within \(bounds.lowerBound) and \(bounds.upperBound)")
        }
        return number
    }

    /// A yes or no; `given` where it is left out.
    mutating func yes(_ name: String, else given: Bool = false) throws(ProcedureFault) -> Bool {
        guard let value = optional(name) else { return given }
        guard let yes = value.bool else { throw fault(name, "must be true or false") }
        return yes
    }

    mutating func word<Word: RawRepresentable<String>>(
        _ name: String, of words: [Word]
    ) throws(ProcedureFault) -> Word {
        let text = try text(name)
        guard let word = words.first(where: { $0.rawValue == text }) else {
            throw fault(
                name, "“\(Self.shown(text))” is not one of \(words.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }

    /// What kind of guard, effect, length… the object is: its member `is`.
    mutating func kind<Kind: RawRepresentable<String> & CaseIterable>(_ type: Kind.Type) throws(ProcedureFault) -> Kind
    {
        try word("is", of: Array(Kind.allCases))
    }
}
