import CaseProtocol
import Workflow

/// The fields that an action asks for, for a person and for a program.
enum FormScreen {
    /// Writes fields, the required ones marked with an asterisk.
    static func write(
        _ fields: [FieldSpec], required: Set<FieldID>, choices: [FieldID: [String]], to page: inout Page,
        indent: Int = 0
    ) {
        for field in fields {
            let mark = required.contains(field.id) ? "*" : ""
            page.pair(
                field.id.rawValue + mark, field.label + (field.label.hasSuffix("?") ? " " : ". ") + field.help,
                indent: indent, column: indent + 22)
            page.say(Wording.type(of: field, choices: choices[field.id]), indent: indent + 22, hanging: indent + 24)
            if let question = field.askedWhen {
                page.say("asked only where \(question.phrase)", indent: indent + 22, hanging: indent + 24)
            }
        }
    }

    static func json(_ field: FieldSpec, isRequired: Bool, choices: [String]?) -> JSONValue {
        var members: [String: JSONValue] = [
            "field": .string(field.id.rawValue), "title": .string(field.label), "help": .string(field.help),
            "required": .bool(isRequired), "class": .string(field.confidentiality.rawValue),
        ]
        var words = choices
        switch field.type {
        case .text(let bytesMax):
            members["type"] = "text"
            members["bytesMax"] = .int(Int64(bytesMax))
        case .date(let past):
            members["type"] = "date"
            members["past"] = .bool(past)
        case .bool: members["type"] = "bool"
        case .choice(let choices):
            members["type"] = "choice"
            words = words ?? choices
        case .code(let list):
            members["type"] = "code"
            members["list"] = .string(list)
        case .hsCode: members["type"] = "hsCode"
        case .money: members["type"] = "money"
        case .list: members["type"] = "list"
        case .number: members["type"] = "number"
        case .integer(let range):
            members["type"] = "integer"
            members["min"] = .int(Int64(range.lowerBound))
            members["max"] = .int(Int64(range.upperBound))
        case .caseReference: members["type"] = "caseReference"
        case .party: members["type"] = "party"
        }
        if let unit = field.unit { members["unit"] = .string(unit) }
        if let asked = field.askedWhen {
            members["askedWhen"] = ["field": .string(asked.field.rawValue), "values": .array(asked.values.map(\.json))]
        }
        if let words { members["choices"] = .array(words.map(\.json)) }
        return .object(members)
    }
}
