import CaseProtocol
import ClientCore
import Workflow

/// Conflicts, settled by whoever may.
extension World {
    func settleConflict(_ device: SimDevice, _ replica: Replica) throws {
        guard !device.manner.isOld else { return }
        // One that is only predicted has another id at the server; whoever settles it all the same is refused.
        let isHasty = dice.percent(10)
        let open = try replica.store.read { snapshot in
            isHasty
                ? try snapshot.effectiveRows(ofKind: .conflict)
                : try snapshot.rows(ofKind: .conflict, in: .server).compactMap(\.row)
        }.filter { $0["state"]?.string == "open" }
        guard let row = dice.pick(open), let caseID = row.caseID else { return }
        let versions = FieldVersion.all(of: row)
        guard let first = versions.first else {
            promise(device, try replica.settle(row.id, on: caseID, dice.percent(50) ? .note : .discard))
            return
        }
        let isText = ["description", "place", "product"].contains(first.field.rawValue)
        switch dice.draw(isText ? 3 : 2) {
        case 0: promise(device, try replica.settle(row.id, on: caseID, .theirs))
        case 1: promise(device, try replica.settle(row.id, on: caseID, .mine))
        default:
            let fields: [String: JSONValue] = [first.field.rawValue: .string("Settled \(canary())")]
            promise(device, try replica.settle(row.id, on: caseID, .other, fields: fields, reason: "Both were wrong."))
        }
    }

    /// An edit as a client of 1.0 makes it: against the revisions of the row, with nothing of what its author saw.
    func editAsBefore(_ caseID: CaseID, _ fields: [String: JSONValue], _ device: SimDevice, _ replica: Replica) throws {
        let shown = try replica.cases().first { $0.caseID == caseID }
        let base = Dictionary(uniqueKeysWithValues: fields.keys.map { ($0, shown?.row.rev(of: $0) ?? 0) })
        promise(device, try replica.perform(.edit(CaseEdit(caseID: caseID, fields: fields, base: base))))
    }
}
