import CaseProtocol
import ClientCore
import Foundation

/// How cells are written and read: as they are, or sealed.
struct Cells {
    /// `nil` in a plain replica.
    let seal: (any ReplicaSeal)?

    func written(_ bytes: [UInt8], at place: @autoclosure () -> SealedPlace) throws -> Data {
        guard let seal else { return Data(bytes) }
        return Data(try seal.seal(bytes, at: place()))
    }

    func read(_ data: Data, at place: @autoclosure () -> SealedPlace) throws -> [UInt8] {
        guard let seal else { return Array(data) }
        return try seal.open(Array(data), at: place())
    }

    /// What stands for a reference where it is looked up.
    func reference(_ folded: String) -> String {
        guard let seal else { return folded }
        return Data(seal.mark(Array(folded.utf8), for: "reference")).base64EncodedString()
    }
}

/// The places of cells. What stands beside a cell in the clear belongs to its place, so that it cannot be exchanged either.
extension SealedPlace {
    static let meta = SealedPlace("meta")

    static func row(_ table: String, _ id: RowID, _ kind: RowKind, _ compartment: Compartment) -> SealedPlace {
        SealedPlace(table, id.bytes, Array(kind.rawValue.utf8), Array(compartment.description.utf8))
    }

    static func outbox(_ mid: CommandID, _ position: Int, pending: Bool) -> SealedPlace {
        SealedPlace("outbox", mid.bytes, Array("\(position)".utf8), [pending ? 1 : 0])
    }

    static func page(_ index: Int) -> SealedPlace { SealedPlace("staged_page", Array("\(index)".utf8)) }

    static func compartment(_ compartment: Compartment) -> SealedPlace {
        SealedPlace("compartment", Array(compartment.description.utf8))
    }
}
