import CaseProtocol
import Testing

@testable import Workflow

/// What one case tells those linked with it of whom it lets read them; both ends are tested on the server.
@Suite struct LinkedReadersTests {
    private static let dispute = CaseID(high: 0x7009, low: 0x8000_0000_0000_0009)

    private func escalated() throws -> CaseState {
        var state = try Scenario.at("transmitted").state
        state.put(
            Row(
                id: RowID(high: 0x7009, low: 0x8000_0000_0000_0010), kind: .link,
                compartment: Compartment(caseID: state.caseID, .internal, holder: "KE"),
                fields: [
                    "kind": "escalatedTo", "state": "standing", "pair": "p",
                    "otherCase": .string(Self.dispute.description),
                ]))
        return state
    }

    @Test func `a complaint tells its dispute of its reporting country, and of changes of it alone`() throws {
        let state = try escalated()
        let country = try #require(state.header?.reporting)
        let first = readerNotes(before: nil, after: state)
        #expect(first.map(\.caseID) == [Self.dispute])
        #expect(first.first?.fields["readers"] == [.string("fp:\(country)")])
        #expect(readerNotes(before: state, after: state).isEmpty)
        var moved = state
        var header = try #require(state.header?.row)
        header.fields["reportingCountry"] = "UG"
        moved.put(header)
        #expect(readerNotes(before: state, after: moved).first?.fields["readers"] == ["fp:UG"])
    }

    @Test func `a link that is taken back, or is of another kind, or was made at the other end, tells nobody`() throws {
        let state = try escalated()
        let link = try #require(state.links.first { $0.kind == .escalatedTo }?.row)
        for (field, value) in [("state", "undone" as JSONValue), ("kind", "joint"), ("noted", true)] {
            var changed = state
            var row = link
            row.fields[field] = value
            changed.put(row)
            let notes = readerNotes(before: state, after: changed)
            #expect(notes.count == 1, "\(field)")
            #expect(notes.first?.fields["readers"] == nil, "\(field)")
        }
    }
}
