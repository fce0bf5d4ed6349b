internal import CaseProtocol

/// Through which audiences a person saw what, and when: a pure function of the history of memberships and placements.
struct Sight {
    private let memberships: [AudienceID: [Membership]]

    init(_ memberships: [Membership]) {
        self.memberships = Dictionary(grouping: memberships, by: \.audience)
    }

    /// An audience through which the person saw at `base` or sees at `floor`.
    struct Window {
        let audience: AudienceID
        /// The person belonged to it at the base.
        let wasIn: Bool
        /// The person belongs to it at the floor.
        let isIn: Bool
        /// What was touched after this commit matters: the base for who belonged all the time, 0 for who came or went.
        let touchedAfter: Int
    }

    /// The audiences that matter between two commits, in order of name.
    func windows(from base: Int, to floor: Int) -> [Window] {
        memberships.keys.sorted().compactMap { audience in
            let intervals = memberships[audience] ?? []
            let wasIn = intervals.contains { $0.isOpen(at: base) }
            let isIn = intervals.contains { $0.isOpen(at: floor) }
            // Who came and went in between may have been told so by a walk over the digests, which looks at later commits.
            let hasMoved = intervals.contains { $0.moves(after: base, upTo: floor) }
            guard wasIn || isIn || hasMoved else { return nil }
            let isUnbroken = intervals.contains { $0.isOpen(at: base) && $0.isOpen(at: floor) }
            return Window(audience: audience, wasIn: wasIn, isIn: isIn, touchedAfter: isUnbroken ? base : 0)
        }
    }

    /// The spans of commits during which a compartment with these placements could be seen, by audience.
    func spans(of placements: [Placement]) -> [Span] {
        placements.flatMap { placement in
            (memberships[placement.audience] ?? []).compactMap { membership in
                let from = max(placement.from, membership.from)
                let to = min(placement.to ?? .max, membership.to ?? .max)
                return from < to ? Span(audience: placement.audience, from: from, to: to) : nil
            }
        }
    }

    /// From a commit up to before another.
    struct Span {
        let audience: AudienceID
        let from: Int
        let to: Int

        func contains(_ commit: Int) -> Bool { from <= commit && commit < to }

        /// Whether it begins or ends after `base`, not later than `floor`.
        func moves(after base: Int, upTo floor: Int) -> Bool {
            (base < from && from <= floor) || (base < to && to <= floor)
        }
    }
}

extension [Sight.Span] {
    /// Whether something could be seen at `commit`.
    func isVisible(at commit: Int) -> Bool { contains { $0.contains(commit) } }

    /// Whether it could be seen at every commit from `base` to `floor`. Where not, a replica that saw it at both has
    /// missed what changed in between, and must take it anew.
    func isUnbroken(from base: Int, to floor: Int) -> Bool {
        var reached = base
        for span in sorted(by: { $0.from < $1.from }) where span.from <= reached {
            reached = Swift.max(reached, span.to)
        }
        return reached > floor
    }

    /// The audiences through which it can be seen at `commit`, sorted.
    func audiences(at commit: Int) -> [AudienceID] {
        Set(filter { $0.contains(commit) }.map(\.audience)).sorted()
    }
}

extension Membership {
    /// Whether it begins or ends after `base`, not later than `floor`.
    fileprivate func moves(after base: Int, upTo floor: Int) -> Bool {
        (base < from && from <= floor) || (to.map { base < $0 && $0 <= floor } ?? false)
    }
}
