internal import CaseCrypto
internal import CaseProtocol
internal import Workflow

/// Makes the receipt of a filing: a row of the case, committed with what it proves, and read by whoever may read all that it
/// hashes.
struct ReceiptMaker: Sendable {
    /// Of a row that a command makes beside those of the rules, far from their ordinals (see ``Recorder/filer(openingBy:)``).
    private static let ordinal = 4094

    let key: SigningKey

    /// The receipt, where this command files the case; `nil` where it does not, or nobody filed it but an office for itself.
    /// Whoever files from a seat that the office gave them gets it there.
    ///
    /// What is hashed are the events and the files of the case, so far as its filer sees them: rows that never change.
    ///
    /// - Parameters:
    ///   - command: what was decided; with ``Effect/markSubmitted`` it files once more, on whatever day.
    ///   - before: the case as it was; `nil` for one that is being opened.
    ///   - after: the same with what the command made.
    func row(
        of command: CaseCommand, _ mid: CommandID, before: CaseState?, after: CaseState, by catalogue: Catalogue,
        at now: Timestamp, in snapshot: any CaseSnapshot
    ) throws -> Row? {
        guard let header = after.header, let filedOn = header.submittedOn, !header.isImported,
            before?.header?.submittedOn != filedOn || Self.files(command, on: before, by: catalogue)
        else { return nil }
        let kinds: Set<RowKind> = [.event, .evidence]
        var proved = after.rows.values.filter { kinds.contains($0.kind) }
        guard let filer = (before == nil ? nil : Self.seat(of: proved, in: after)) ?? header.filer else { return nil }
        if before != nil {
            // Rules are not given a case's events.
            let known = Set(proved.map(\.id))
            proved += try snapshot.rows(of: after.caseID, except: Self.unproved)
                .filter { kinds.contains($0.kind) && !known.contains($0.id) }
        }
        let items = proved.filter { Self.isOpen($0.compartment, to: filer) }.sorted { $0.id < $1.id }
            .compactMap { row in
                BlobID(digest: SHA256.hash(row.canonicalBytes).bytes)
                    .map { FilingReceipt.Item(row: row.id, bytes: $0) }
            }
        let keyID = KeyID.text(of: key.verifyingKey.rawBytes)
        let receipt = FilingReceipt(
            reference: header.references.first ?? after.caseID.description, caseID: after.caseID,
            procedure: header.procedure, filer: filer, receivedAt: now, filedOn: filedOn, next: Self.next(in: after),
            keyID: keyID, items: items)
        let text = receipt.text
        let signature = try key.sign(Array(text.utf8))
        return Row(
            id: mid.derived(Self.ordinal), kind: .receipt,
            compartment: Compartment(caseID: after.caseID, .sealed, holder: filer.description),
            fields: [
                "text": .string(text), "signature": .string(Base64URL.encode(signature)), "key": .string(keyID),
            ])
    }

    /// Whether an act is one that files by its rule: an application after advice of the same day is filed, too.
    private static func files(_ command: CaseCommand, on before: CaseState?, by catalogue: Catalogue) -> Bool {
        guard case .act(let act) = command, let header = before?.header,
            let procedure = catalogue.procedure(of: header), let stage = procedure.stage(header.stage)
        else { return false }
        return procedure.rules(for: act.action).contains { rule in
            rule.from.includes(stage) && rule.effects.contains(.markSubmitted)
        }
    }

    /// For which seat the command was done, by what it recorded.
    private static func seat(of made: [Row], in state: CaseState) -> UserID? {
        let authors = Set(made.filter { $0.kind == .event }.compactMap { $0["by"]?.string })
        return state.seats.map(\.row.id.description).first(where: authors.contains).flatMap { UserID($0) }
    }

    private static let unproved: Set<RowKind> = [
        .caseHeader, .party, .note, .deadline, .proposal, .publicCard, .assignment, .conflict, .link, .receipt,
        .textDraft, .publicText, .confidence, .unsealing,
    ]

    private static func isOpen(_ compartment: Compartment, to filer: UserID) -> Bool {
        switch compartment.confidentiality {
        case .public, .parties: true
        case .internal: false
        case .confidential, .sealed: compartment.holder == filer.description
        }
    }

    /// The limit that ends first, of those that are a step which somebody owes.
    private static func next(in state: CaseState) -> FilingReceipt.Step? {
        state.deadlines.filter { $0.isRunning && $0.kind != .window && $0.kind != .gate }
            .compactMap { deadline in
                deadline.dueOn.map { FilingReceipt.Step(dueOn: $0, owner: deadline.owner, title: deadline.title) }
            }
            .min { ($0.dueOn, $0.title) < ($1.dueOn, $1.title) }
    }
}
