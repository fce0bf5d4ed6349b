public import CaseProtocol

extension RemedyRecord {
    public var procedure: ProcedureID { instrument.procedure }

    /// The case as far as the row tells it, at the stage that its dates and its measure support. Dates are the row's own;
    /// where it has none, there is none.
    public func history(as caseID: CaseID) -> HistoryRecord {
        let standing = RemedyStanding(of: self)
        return HistoryRecord(
            caseID: caseID, procedure: procedure, number: number, publishedStatus: nil, stage: standing.stage,
            fields: fields, entries: entries(at: standing), flags: oddities(at: standing).map(\.rawValue))
    }

    private var fields: [String: JSONValue] {
        let texts: [String: String?] = [
            "country": country, "product": product, "measure": measure, "nationalCaseNo": nationalCaseNo,
            "sourceAddress": source, "initiatedOn": initiatedOn?.civilDate?.description,
            "provisionalOn": provisionalOn?.civilDate?.description, "finalOn": finalOn?.civilDate?.description,
            "withdrawnOn": withdrawnOn?.civilDate?.description,
        ]
        var fields = texts.compactMapValues { $0.map { JSONValue.string($0) } }
        if !origins.isEmpty { fields["exportingCountries"] = .array(origins.map { .string($0) }) }
        if !hsCodes.isEmpty { fields["hsCodes"] = .array(hsCodes.map { .string($0) }) }
        return fields
    }

    /// One entry for each step that the row shows. That a case was initiated, the register shows of every one.
    private func entries(at standing: RemedyStanding) -> [HistoryEntry] {
        let origin = originNames.map { "Origin as published: \($0)." }
        var entries = [
            HistoryEntry(
                action: standing.isReview ? "review" : "initiate", occurredOn: initiatedOn, party: nil, text: origin)
        ]
        func add(_ action: ActionID, _ date: PartialDate?, _ text: String) {
            entries.append(HistoryEntry(action: action, occurredOn: date, party: nil, text: text))
        }
        if provisionalOn != nil { add("imposeProvisional", provisionalOn, "Provisional measure.") }
        if finalOn != nil || collection == .orders {
            switch collection {
            case .itip: add("impose", finalOn, "The measure came into force.")
            case .orders: add("impose", finalOn, "Duty order.")
            case .pages: add("determine", finalOn, "The final decision was announced.")
            }
        }
        if withdrawnOn != nil {
            let isMeasure = finalOn != nil
            add(
                isMeasure ? "revoke" : "terminate", withdrawnOn,
                isMeasure ? "The measure was withdrawn." : "The case was withdrawn without a measure in force.")
        }
        return entries
    }

    func oddities(at standing: RemedyStanding) -> [ReplayOddity] {
        let followsInitiation =
            initiatedOn?.civilDate.flatMap { start in finalOn?.civilDate.map { $0 > start } } ?? true
        let found: [(ReplayOddity, Bool)] = [
            (.noDates, dates.isEmpty),
            (.noInitiationDate, initiatedOn == nil),
            (.noFinalDate, finalOn == nil && standing.stage == "measureInForce"),
            (.dateNotToTheDay, dates.values.contains { $0.civilDate == nil }),
            (.finalNotAfterInitiation, !followsInitiation),
            (.noOrigin, origins.isEmpty && instrument != .safeguard),
            (.severalOrigins, origins.count > 1),
            (.unknownCountry, !ReplayOddity.areKnown([country] + origins)),
        ]
        return found.filter(\.1).map(\.0) + standing.flags
    }
}
