/// Proof that a filing was received, and when: what the server signs when a case is filed, as text that a person can read
/// and plain tools can check.
///
/// Lines of `name: value`, then one line an item in the form that `sha256sum -c` reads. The last line ends, too:
///
/// ```
/// tatua-receipt-1
/// reference: MDKK-1
/// case: 0190…
/// procedure: ntb.tripartite
/// filer: 0190…
/// received: 2026-11-21T09:13:00.000Z
/// filed-on: 2026-11-21
/// next: 2026-11-27 nfpReporting Screen the complaint
/// key: …
/// 3a7b…  0190….json
/// ```
///
/// It does not say what was filed, only its hashes: whoever holds the rows can show that they are what was filed.
public struct FilingReceipt: Hashable, Sendable {
    /// A row of what was filed.
    public struct Item: Hashable, Sendable {
        public var row: RowID
        /// The row's bytes by what they are.
        public var bytes: BlobID

        public init(row: RowID, bytes: BlobID) {
            self.row = row
            self.bytes = bytes
        }

        /// The name under which the row's bytes are handed out.
        public var fileName: String { "\(row).json" }
    }

    /// The step that is owed next, by the clocks that ran when it was filed.
    public struct Step: Hashable, Sendable {
        public var dueOn: CivilDate
        /// The case role that owes it.
        public var owner: RoleID
        public var title: String

        public init(dueOn: CivilDate, owner: RoleID, title: String) {
            self.dueOn = dueOn
            self.owner = owner
            self.title = title
        }
    }

    /// What the case was called when it was filed: a number may be issued later.
    public var reference: String
    public var caseID: CaseID
    public var procedure: ProcedureID
    /// The id by which the case knows who filed it.
    public var filer: UserID
    /// When the server received it, by the server's clock.
    public var receivedAt: Timestamp
    /// The day on which it counts as filed.
    public var filedOn: CivilDate
    /// `nil` where no clock runs.
    public var next: Step?
    /// Which of the server's keys signed: the beginning of the key's hash.
    public var keyID: String
    public var items: [Item]

    public init(
        reference: String, caseID: CaseID, procedure: ProcedureID, filer: UserID, receivedAt: Timestamp,
        filedOn: CivilDate, next: Step?, keyID: String, items: [Item]
    ) {
        self.reference = reference
        self.caseID = caseID
        self.procedure = procedure
        self.filer = filer
        self.receivedAt = receivedAt
        self.filedOn = filedOn
        self.next = next
        self.keyID = keyID
        self.items = items
    }
}

extension FilingReceipt {
    private static let firstLine = "tatua-receipt-1"

    /// What is signed.
    public var text: String {
        var lines = [
            Self.firstLine, "reference: \(reference.onOneLine)", "case: \(caseID)",
            "procedure: \(procedure.rawValue.onOneLine)", "filer: \(filer)", "received: \(receivedAt)",
            "filed-on: \(filedOn)",
        ]
        if let next {
            lines.append("next: \(next.dueOn) \(next.owner.rawValue.onOneLine) \(next.title.onOneLine)")
        }
        lines.append("key: \(keyID)")
        lines += items.map { "\($0.bytes.hex)  \($0.fileName)" }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Reads what ``text`` writes; `nil` for anything else.
    public init?(text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        func value(_ name: String) -> String? {
            guard let line = lines.first, line.hasPrefix("\(name): ") else { return nil }
            lines.removeFirst()
            return String(line.dropFirst(name.count + 2))
        }
        guard lines.popFirst() == Self.firstLine[...], lines.popLast() == "",
            let reference = value("reference"), let caseID = value("case").flatMap({ CaseID($0) }),
            let procedure = value("procedure"), let filer = value("filer").flatMap({ UserID($0) }),
            let receivedAt = value("received").flatMap({ Timestamp($0) }),
            let filedOn = value("filed-on").flatMap({ CivilDate($0) })
        else { return nil }
        let next = value("next")
        guard let keyID = value("key") else { return nil }
        let items = lines.map { Item(line: $0) }
        let step = next.flatMap { Step(line: $0) }
        guard items.allSatisfy({ $0 != nil }), (next == nil) == (step == nil) else { return nil }
        self.init(
            reference: reference, caseID: caseID, procedure: ProcedureID(procedure), filer: filer,
            receivedAt: receivedAt, filedOn: filedOn, next: step, keyID: keyID, items: items.compactMap(\.self))
        // Spelled in one way only: what is shown is what was signed.
        guard self.text == text else { return nil }
    }
}

extension FilingReceipt.Item {
    fileprivate init?(line: Substring) {
        guard line.hasSuffix(".json"), line.dropFirst(64).hasPrefix("  "), let bytes = BlobID(hex: line.prefix(64)),
            let row = RowID(line.dropFirst(66).dropLast(5))
        else { return nil }
        self.init(row: row, bytes: bytes)
    }
}

extension FilingReceipt.Step {
    fileprivate init?(line: String) {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count == 3, let dueOn = CivilDate(String(words[0])) else { return nil }
        self.init(dueOn: dueOn, owner: RoleID(String(words[1])), title: String(words[2]))
    }
}

extension String {
    /// Without what would begin another line, or rule the terminal that shows it.
    fileprivate var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }
}
