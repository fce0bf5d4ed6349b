import CaseProtocol
import ClientCore
import Workflow

/// What a receipt says and what came of checking it, for a person and for a program.
enum ReceiptScreen {
    static func write(_ held: HeldReceipt, to page: inout Page) {
        let receipt = held.receipt
        page.pair("Filed as", receipt.reference)
        page.pair("Counts as filed", receipt.filedOn.description)
        page.pair("Received", Wording.moment(receipt.receivedAt) + ", by the server's clock")
        if let next = receipt.next {
            page.pair("Next", "\(next.title): \(RoleWords.word(next.owner)), by \(next.dueOn)")
        }
        page.pair("Proves", Wording.count(receipt.items.count, "record") + " of the case, by hash")
    }

    /// One line a check; what failed says what that may mean.
    static func writeChecks(_ held: HeldReceipt, to page: inout Page) {
        switch held.signer {
        case .server: page.say("The signature is the server's.")
        case .somebodyElse:
            page.say("The signature is NOT that of the server that this device knows: do not rely on this receipt.")
        case .unknown:
            page.say(
                "This device does not know the key of its server, so the signature is not checked. Sign in once more to be told."
            )
        }
        for (item, proof) in held.proofs {
            switch proof {
            case .same: continue
            case .other: page.say("\(item.row) is NOT what was filed.")
            case .absent: page.say("\(item.row) is not on this device, so it is not checked.")
            }
        }
        let same = held.proofs.count { $0.proof == .same }
        page.say("\(same) of \(Wording.count(held.proofs.count, "record")) here and as filed.")
    }

    static func json(_ held: HeldReceipt) -> JSONValue {
        let receipt = held.receipt
        let next = receipt.next.map { step -> JSONValue in
            .object([
                "dueOn": step.dueOn.description.json, "owner": step.owner.rawValue.json, "title": step.title.json,
            ])
        }
        let rows = held.proofs.map { item, proof -> JSONValue in
            .object([
                "row": item.row.description.json, "sha256": item.bytes.hex.json, "proof": "\(proof)".json,
            ])
        }
        return .object([
            "reference": receipt.reference.json, "case": receipt.caseID.description.json,
            "receivedAt": receipt.receivedAt.description.json, "filedOn": receipt.filedOn.description.json,
            "next": next ?? .null, "signer": "\(held.signer)".json, "sound": .bool(held.isSound),
            "rows": .array(rows), "text": held.text.json, "signature": held.signature.json,
        ])
    }
}
