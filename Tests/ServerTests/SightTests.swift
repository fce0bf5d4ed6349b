import CaseProtocol
import Testing

@testable import Server

/// What a round looks through.
@Suite struct SightTests {
    private static let own = AudienceID("user:1")
    private static let office = AudienceID("fp:TZ")

    private func windows(_ intervals: [(from: Int, to: Int?)], from base: Int, to floor: Int) -> [AudienceID] {
        let memberships =
            [Membership(audience: Self.own, from: 1, to: nil)]
            + intervals.map { Membership(audience: Self.office, from: $0.from, to: $0.to) }
        return Sight(memberships).windows(from: base, to: floor).map(\.audience)
    }

    /// A walk over the digests may have looked in between, and told a device what held then.
    @Test func `an office that came and went, or went and came back, between two commits is looked through`() {
        #expect(windows([(6, 7)], from: 5, to: 8).contains(Self.office))
        #expect(windows([(1, 6), (7, nil)], from: 5, to: 8).contains(Self.office))
        #expect(!windows([(1, 5)], from: 5, to: 8).contains(Self.office))
        #expect(!windows([(9, nil)], from: 5, to: 8).contains(Self.office))
    }

    @Test func `a span moves where it begins or ends after the base`() {
        func moves(_ from: Int, _ to: Int) -> Bool {
            Sight.Span(audience: Self.office, from: from, to: to).moves(after: 5, upTo: 8)
        }
        #expect(!moves(1, .max))
        #expect(!moves(1, 5))
        #expect(moves(1, 6))
        #expect(moves(6, .max))
        #expect(moves(8, .max))
        #expect(!moves(9, .max))
    }
}
