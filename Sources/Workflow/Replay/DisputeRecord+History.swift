public import CaseProtocol

extension DisputeRecord {
    public static let procedure: ProcedureID = "dispute.wto"

    /// The case as far as the row tells it, at the stage that its status supports. Dates are the row's own; where it has
    /// none, there is none.
    ///
    /// - Throws: a ``RegisterFault`` where the status supports no stage.
    public func history(as caseID: CaseID) throws(RegisterFault) -> HistoryRecord {
        let standing = try standing()
        return HistoryRecord(
            caseID: caseID, procedure: Self.procedure, number: number, publishedStatus: status, stage: standing.stage,
            fields: fields, entries: entries, flags: oddities(at: standing).map(\.rawValue))
    }

    /// What the published status supports.
    func standing() throws(RegisterFault) -> DisputeStatus {
        guard let status else { throw RegisterFault(column: Column.status.rawValue, "is missing") }
        guard let standing = DisputeStatus(published: status) else {
            throw RegisterFault(column: Column.status.rawValue, "“\(status)” supports no stage")
        }
        return standing
    }

    private var fields: [String: JSONValue] {
        var fields: [String: JSONValue] = ["dsNumber": .string(number), "title": .string(title)]
        if complainantCodes.count == 1 { fields["complainingCountry"] = .string(complainantCodes[0]) }
        if complainantCodes.count > 1 { fields["complainingCountries"] = .array(complainantCodes.map { .string($0) }) }
        if respondentCodes.count == 1 { fields["respondingCountry"] = .string(respondentCodes[0]) }
        if !agreements.isEmpty { fields["agreementsCited"] = .array(agreements.map { .string($0) }) }
        // A header field holds whole days; what is known of another date stands in the entry.
        fields["consultationsRequestedOn"] = requestedOn?.civilDate.map { .string($0.description) }
        return fields
    }

    private var entries: [HistoryEntry] {
        var entries = [
            HistoryEntry(
                action: "requestConsultations", occurredOn: requestedOn, party: complainant,
                text: "Consultations requested with \(respondent).")
        ]
        func add(_ action: ActionID, _ date: PartialDate?, _ text: String) {
            entries.append(HistoryEntry(action: action, occurredOn: date, party: nil, text: text))
        }
        if establishedOn != nil { add("establish", establishedOn, "Panel established.") }
        if circulatedOn != nil {
            add("circulate", circulatedOn, "Panel report circulated.")
        } else if reportExists == true {
            add("circulate", nil, "A panel report is listed; its date is not given.")
        }
        if appellateCirculatedOn != nil {
            add("circulateAppeal", appellateCirculatedOn, "Appellate report circulated.")
        }
        if adoptedOn != nil { add("adopt", adoptedOn, "Report adopted.") }
        return entries
    }

    func oddities(at standing: DisputeStatus) -> [ReplayOddity] {
        let found: [(ReplayOddity, Bool)] = [
            (.noComplainantCode, complainantCodes.isEmpty),
            (.severalComplainants, complainantCodes.count > 1),
            (.noRespondentCode, respondentCodes.isEmpty),
            (.unknownCountry, !ReplayOddity.areKnown(complainantCodes + respondentCodes)),
            (.noAgreement, agreements.isEmpty),
            (.noRequestDate, requestedOn == nil),
            (.dateNotToTheDay, dates.values.contains { $0.civilDate == nil }),
            (.reportUnknown, reportExists == nil),
            (.reportBeyondStatus, reportExists == true && standing.needsReport == false),
            (.statusWithoutReport, reportExists == false && standing.needsReport == true),
        ]
        return found.filter(\.1).map(\.0) + standing.flags
    }
}
