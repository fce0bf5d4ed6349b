internal import CaseProtocol

extension ComplaintLine {
    /// The command that records this complaint: its facts as published, its history in the published order.
    func history(as caseID: CaseID, in scheme: ComplaintScheme, flags: [SourceOddity]) -> HistoryRecord {
        HistoryRecord(
            caseID: caseID, procedure: scheme.procedure, number: number, publishedStatus: status,
            stage: status.flatMap { scheme.stages[$0] } ?? scheme.stageWithoutStatus, fields: fields,
            entries: entries, flags: flags.map(\.rawValue))
    }

    /// What the source gives; nothing for what it does not.
    private var fields: [String: JSONValue] {
        let texts: [String: String?] = [
            "ntbCategory": categoryCode, "categoryTitle": categoryTitle, "ntmCode": ntmCode,
            "reportingCountry": reportingCountry, "reportingRegion": reportingRegion,
            "imposingCountry": imposingCountry, "imposingRegion": imposingRegion, "imposingBasis": imposingBasis,
            "place": location, "incidentOn": dateOfIncident?.description, "reportedOn": dateReported?.description,
            "resolvedOn": resolvedDate?.description, "product": product, "hsCode": hsCode, "description": summary,
            "sourceAddress": source,
        ]
        let flags: [String: Bool?] = ["policyOrRegulatory": policyOrRegulatory, "sourceTextCut": sourceTextCut]
        return texts.compactMapValues { $0.map { .string($0) } }
            .merging(flags.compactMapValues { $0.map { .bool($0) } }, uniquingKeysWith: { first, _ in first })
    }

    private var entries: [HistoryEntry] {
        var entries = [HistoryEntry(action: "incident", occurredOn: dateOfIncident, party: nil, text: nil)]
        if let dateReported {
            entries.append(HistoryEntry(action: "reported", occurredOn: dateReported, party: nil, text: nil))
        }
        for note in progress ?? [] {
            entries.append(
                HistoryEntry(action: "progress", occurredOn: note.date, party: note.actor, text: note.note))
        }
        if status == "Resolved" || resolvedDate != nil {
            entries.append(HistoryEntry(action: "resolved", occurredOn: resolvedDate, party: nil, text: nil))
        }
        return entries
    }
}
