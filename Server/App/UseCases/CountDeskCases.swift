internal import CaseProtocol
internal import Workflow

extension ServerCore {
    /// How the cases stand that a desk reads, for its officers: those of its own kind and country that lie open to the office
    /// or to the person now. What somebody does not read is not counted for them, and not looked at: before initiation an
    /// investigator counts the remedies that are assigned to them, and those of colleagues change neither number nor time.
    func counts(
        of cases: CountedCases, isToExport: Bool, for person: SignedIn, on today: CivilDate
    ) async throws -> CountsReply {
        let counting = Counting.desk(cases)
        let held = person.party.on(today).appointments.filter { RoleTable.counts($0.role, counting) }
        guard !held.isEmpty else { throw counting.refusal }
        let offices = held.filter { !isToExport || StatisticsExport.isAllowed(by: $0) }
        guard !offices.isEmpty else { throw StatisticsExport.refusal(of: counting) }
        let officer = Party(id: person.party.id, name: person.party.name, appointments: offices)
        return CountsReply(
            countedOn: today, reading: nil,
            cases: try await tally(
                of: cases, in: Set(offices.compactMap(\.scope)), readBy: officer.audiences.subtracting([.all]),
                for: person, on: today
            ).cases, agencies: [])
    }

    private func tally(
        of cases: CountedCases, in countries: Set<String>, readBy audiences: Set<AudienceID>, for person: SignedIn,
        on today: CivilDate
    ) async throws -> CaseTally {
        let read = try await store.read { snapshot in
            try snapshot.check(person)
            let compartments = try audiences.sorted().flatMap { try snapshot.digests(in: $0).keys }
            return Set(compartments.filter { $0.confidentiality == .parties }.compactMap(\.caseID)).sorted()
        }
        var tally = CaseTally(in: rules, on: today)
        for start in stride(from: 0, to: read.count, by: Self.countedAtOnce) {
            let batch = read[start..<min(start + Self.countedAtOnce, read.count)]
            let states = try await store.read { snapshot in
                try batch.compactMap { caseID -> CaseState? in
                    // Not what was taken from them while the others were counted.
                    let open = try snapshot.placements(of: caseID)[Compartment(caseID: caseID, .parties)] ?? []
                    guard !open.isDisjoint(with: audiences) else { return nil }
                    return CaseState(caseID: caseID, rows: try snapshot.rows(of: caseID, except: Self.uncounted))
                }
            }
            for state in states where state.header?.isCounted(among: cases, in: countries) ?? false {
                tally.add(state)
            }
        }
        return tally
    }
}
