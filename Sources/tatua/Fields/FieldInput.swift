import ArgumentParser
import CaseProtocol
import ClientCore
import Foundation
import Workflow

/// Fields as given on a command line: `--set FIELD=VALUE`, any number of times.
struct FieldOptions: ParsableArguments {
    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("A field and its value; may be repeated.", valueName: "field=value"))
    var settings: [String] = []

    func validate() throws {
        for setting in settings where Self.split(setting) == nil {
            throw ValidationError("“\(setting)” is not of the form FIELD=VALUE.")
        }
    }

    /// The settings, in order; a later one of the same field wins.
    var pairs: [(field: FieldID, text: String)] { settings.compactMap(Self.split) }

    private static func split(_ setting: String) -> (field: FieldID, text: String)? {
        guard let equals = setting.firstIndex(of: "="), equals > setting.startIndex else { return nil }
        return (FieldID(String(setting[..<equals])), String(setting[setting.index(after: equals)...]))
    }
}

extension Replica {
    /// How what people type is read on this device.
    var typing: FieldTyping { get throws { FieldTyping(today: today, lists: try catalogue.codeLists) } }
}

/// Fields as they were given, not typed yet.
struct FieldInput {
    /// From the file, overridden by what the command line sets.
    private(set) var given: [(field: FieldID, value: JSONValue)] = []

    /// - Parameter file: the path of a JSON file that holds an object of fields; `nil` for none.
    init(_ options: FieldOptions, file: String? = nil) throws {
        if let file {
            for (field, value) in try Self.object(in: file).sorted(by: { $0.key < $1.key }) {
                put(FieldID(field), value)
            }
        }
        for pair in options.pairs { put(pair.field, .string(pair.text)) }
    }

    private mutating func put(_ field: FieldID, _ value: JSONValue) {
        if let index = given.firstIndex(where: { $0.field == field }) {
            given[index].value = value
        } else {
            given.append((field, value))
        }
    }

    /// The typed values of a form.
    ///
    /// - Parameter clearing: whether a field without a value stands for `null`, which clears it.
    /// - Throws: a ``Problem`` for the first field that the form does not have or whose value does not fit.
    func values(in form: Form, _ typing: FieldTyping, clearing: Bool = false) throws -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for (word, value) in given {
            let field = form.alsoCalled[word] ?? word
            let isClear = clearing && (value.isNull || value == "")
            if value.isNull && !isClear { continue }
            guard let spec = form.spec(field) else {
                let names = form.known.map(\.rawValue)
                let near = NearNames.of(field.rawValue, among: names).map { FieldID($0) }
                throw Refusal.unknownField(field, allowed: near).problem
            }
            values[field.rawValue] = isClear ? .null : try typing.value(value, of: spec, choices: form.choices[field])
        }
        return values
    }

    /// The country whose desk a filing names, as a code; `nil` where it names none.
    var country: String? {
        let named = given.first { ["reportingCountry", "country"].contains($0.field) }?.value.string
        return named.map { CodeSearch.exact(FieldTyping.trimmed($0), in: .countries)?.code ?? $0 }
    }

    private static let fileBytesMax = 1_048_576

    private static func object(in file: String) throws -> [String: JSONValue] {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw ValidationError("The file “\(file)” cannot be read.")
        }
        defer { handle.closeFile() }
        let bytes = try handle.read(upToCount: fileBytesMax + 1) ?? Data()
        guard bytes.count <= fileBytesMax else {
            throw Problem(.tooLong, "The file has more than \(fileBytesMax) bytes.", path: "from")
        }
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw Problem(
                .malformedBody,
                "The file is not JSON as it is used here (numbers with a fraction are written as text): \(error.reason).",
                path: "from")
        }
        guard let object = json.object else {
            throw Problem(
                .malformedBody, "The file must hold one JSON object of fields and their values.", path: "from")
        }
        return object
    }
}
