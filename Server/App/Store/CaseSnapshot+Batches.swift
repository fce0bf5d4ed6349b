public import CaseProtocol

extension CaseSnapshot {
    /// For stores without an index for it: reads everything and takes a piece.
    public func placements(
        in audience: AudienceID, touchedAfter commit: Int, fromCompartmentKey compartmentKey: Int, limit: Int
    ) throws -> [Placement] {
        let ahead = try placements(in: audience, touchedAfter: commit).filter { $0.compartmentKey > compartmentKey }
        guard ahead.count > limit else { return ahead }
        let last = ahead[limit - 1].compartmentKey
        return Array(ahead.prefix { $0.compartmentKey <= last })
    }
}
