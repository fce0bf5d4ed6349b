public import CaseProtocol

/// Why an item of a catalogue cannot be taken: names the row and the field.
public struct CatalogueFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ fault: any Error & CustomStringConvertible) { description = fault.description }
    init(_ sentence: String) { description = sentence }
}

/// An item of a catalogue, read whole or not at all.
public enum CatalogueEntry: Hashable, Sendable {
    case procedure(Procedure)
    case calendar(WorkCalendar)
    case codeList(CodeList)

    /// Reads the exchange form of an item.
    ///
    /// - Throws: ``CatalogueFault`` naming what is wrong; of a kind that this build does not know as well.
    public init(_ kind: RowKind, _ body: JSONValue) throws(CatalogueFault) {
        do {
            switch kind {
            case .procedure: self = .procedure(try Procedure(json: body))
            case .calendar: self = .calendar(try WorkCalendar(json: body))
            case .codeList: self = .codeList(try CodeList(json: body))
            default: throw CatalogueFault("There are no catalogue items of the kind “\(kind)”.")
            }
        } catch let fault as CatalogueFault {
            throw fault
        } catch let fault as any Error & CustomStringConvertible {
            throw CatalogueFault(fault)
        } catch {
            throw CatalogueFault("The item cannot be read.")
        }
    }

    public var kind: RowKind {
        switch self {
        case .procedure: .procedure
        case .calendar: .calendar
        case .codeList: .codeList
        }
    }

    /// What it is called.
    public var id: String {
        switch self {
        case .procedure(let procedure): procedure.id.rawValue
        case .calendar(let calendar): calendar.id.rawValue
        case .codeList(let list): list.id
        }
    }

    /// Its version; of a code list its edition.
    public var version: String {
        switch self {
        case .procedure(let procedure): String(procedure.version)
        case .calendar(let calendar): String(calendar.version)
        case .codeList(let list): list.edition
        }
    }

    public var json: JSONValue {
        switch self {
        case .procedure(let procedure): procedure.json
        case .calendar(let calendar): calendar.json
        case .codeList(let list): list.json
        }
    }
}

extension Catalogue {
    /// Adds an item. A version of a procedure never changes; of a calendar the latest counts, and a code list takes the place
    /// of the one with its id.
    public mutating func add(_ entry: CatalogueEntry) {
        switch entry {
        case .procedure(let procedure): load(procedure)
        case .calendar(let calendar): calendars.load(calendar)
        case .codeList(let list): codeLists = codeLists.adding(list)
        }
    }

    /// This catalogue with what rows of a shared compartment hold. What this build cannot read stays with its row: a newer
    /// server may know more, and its cases are then held, not guessed at.
    public func adding(_ rows: [Row]) -> Catalogue {
        var catalogue = self
        for row in rows {
            guard let body = row["body"], let entry = try? CatalogueEntry(row.kind, body) else { continue }
            catalogue.add(entry)
        }
        return catalogue
    }
}
