import CaseProtocol

extension FieldSpec {
    var json: JSONValue {
        .members([
            "id": id.text, "type": type.json,
            "class": confidentiality == .parties ? nil : .string(confidentiality.rawValue),
            "onHeader": .yes(isOnHeader), "lasting": .yes(isLasting), "label": .string(label), "help": .string(help),
            "askedWhen": askedWhen?.json, "unit": unit.map { .string($0) },
        ])
    }

    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        var askedWhen: AskedWhen?
        if var question = try reader.optionalObject("askedWhen") {
            askedWhen = AskedWhen(try question.id("field"), isIn: try question.texts("values", atLeast: 1))
            try question.finish()
        }
        self.init(
            try reader.id("id"), try FieldType.read("type", &reader), try reader.confidentiality("class"),
            onHeader: try reader.yes("onHeader"), lasting: try reader.yes("lasting"), label: try reader.text("label"),
            help: try reader.text("help", bytesMax: ProcedureLimits.sentenceBytesMax), askedWhen: askedWhen,
            unit: try reader.optionalText("unit"))
    }
}

extension AskedWhen {
    var json: JSONValue { .members(["field": field.text, "values": .texts(values)]) }
}

extension FieldType {
    private enum Kind: String, CaseIterable {
        case text, date, bool, choice, code, hsCode, money, list, number, integer, caseReference, party
    }

    var json: JSONValue {
        switch self {
        case .text(let bytesMax): Kind.text.object(["bytesMax": .number(bytesMax)])
        case .date(let past): Kind.date.object(["past": .yes(past)])
        case .bool: Kind.bool.object()
        case .choice(let words): Kind.choice.object(["words": .texts(words)])
        case .code(let list): Kind.code.object(["list": .string(list)])
        case .hsCode: Kind.hsCode.object()
        case .money: Kind.money.object()
        case .list: Kind.list.object()
        case .number: Kind.number.object()
        case .integer(let range):
            Kind.integer.object(["from": .number(range.lowerBound), "to": .number(range.upperBound)])
        case .caseReference: Kind.caseReference.object()
        case .party: Kind.party.object()
        }
    }

    static func read(_ name: String, _ row: inout ProcedureReader) throws(ProcedureFault) -> Self {
        var reader = try row.object(name)
        let type: Self
        switch try reader.kind(Kind.self) {
        case .text: type = .text(bytesMax: try reader.number("bytesMax", in: 1...ProcedureLimits.textFieldBytesMax))
        case .date: type = .date(past: try reader.yes("past"))
        case .bool: type = .bool
        case .choice: type = .choice(try reader.texts("words", atLeast: 1))
        case .code: type = .code(list: try reader.id(reader.value("list"), "list"))
        case .hsCode: type = .hsCode
        case .money: type = .money
        case .list: type = .list
        case .number: type = .number
        case .integer:
            let from = try reader.number("from", in: Int.min...Int.max)
            type = .integer(from...(try reader.number("to", in: from...Int.max)))
        case .caseReference: type = .caseReference
        case .party: type = .party
        }
        try reader.finish()
        return type
    }
}
