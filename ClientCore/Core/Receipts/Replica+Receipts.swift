public import CaseProtocol
internal import Workflow

extension Replica {
    /// The receipts of a case, oldest first: one for each time that it was filed. Each is checked against the key of the server
    /// that this device knows and against the rows that it holds; nothing is asked of a server.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` when nothing of the case is here.
    public func receipts(of caseID: CaseID) throws -> [HeldReceipt] {
        let key = try meta().serverKeys?.ledger
        let rows = try state(of: caseID).rows(.receipt)
        return try store.read { snapshot in
            try rows.compactMap { row -> HeldReceipt? in
                guard let text = row["text"]?.string, let signature = row["signature"]?.string,
                    let receipt = FilingReceipt(text: text)
                else { return nil }
                let found = try receipt.items.map { item -> HeldReceipt.Proof in
                    guard let held = try snapshot.row(item.row, in: .server) else { return .absent }
                    return BlobID(digest: crypto.sha256(held.bytes)) == item.bytes ? .same : .other
                }
                let isSigned = key.map { crypto.isSignature(signature, over: Array(text.utf8), by: $0) }
                return HeldReceipt(
                    receipt: receipt, text: text, signature: signature,
                    signer: isSigned.map { $0 ? .server : .somebodyElse } ?? .unknown, found: found)
            }
            .sorted { ($0.receipt.receivedAt, $0.text) < ($1.receipt.receivedAt, $1.text) }
        }
    }

    /// What a receipt's check with plain tools needs: its text, the signature, the server's key and each row that it names and
    /// that is here, by file name.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn`` where this device does not know the server's key.
    public func proofFiles(of held: HeldReceipt) throws -> [(name: String, bytes: [UInt8])] {
        guard let key = try meta().serverKeys?.ledger, let raw = crypto.bytes(ofBase64URL: key),
            let signature = crypto.bytes(ofBase64URL: held.signature)
        else {
            throw Problem(
                .notSignedIn,
                "This device does not know the key that its server signs receipts with. Sign in once more to be told.")
        }
        let rows = try store.read { snapshot in
            try held.receipt.items.compactMap { item in
                try snapshot.row(item.row, in: .server).map { (name: item.fileName, bytes: $0.bytes) }
            }
        }
        return [
            (name: "receipt.txt", bytes: Array(held.text.utf8)), (name: "receipt.sig", bytes: signature),
            (name: "server-key.pem", bytes: Array(PublicKeyFile.text(ofEd25519: raw).utf8)),
        ] + rows
    }
}
