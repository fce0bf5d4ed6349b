import CaseProtocol
import ClientCore

/// The receipts of one case: at least one.
struct HeldReceipts {
    let receipts: [HeldReceipt]
    let last: HeldReceipt

    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` where there is none, with the likely reason.
    init(of caseID: CaseID, in replica: Replica) throws {
        receipts = try replica.receipts(of: caseID)
        guard let last = receipts.last else {
            let isPredicted = try replica.isPredicted(case: caseID)
            throw Problem(
                .notFound,
                isPredicted
                    ? "The server has not received this filing yet. Its receipt comes with the sync that hands it in."
                    : "There is no receipt here: the case was not filed yet, was recorded by an office, or its receipt is its filer's."
            )
        }
        self.last = last
    }

    var isSound: Bool { receipts.allSatisfy(\.isSound) }
    var json: [String: JSONValue] { ["receipts": .array(receipts.map(ReceiptScreen.json)), "sound": .bool(isSound)] }
}
