public import CaseProtocol

/// A page of a pull, whole: every line could be read and the trailer counts them.
public struct PullPage: Hashable, Sendable {
    /// What a line of a page does.
    public enum Operation: Hashable, Sendable {
        case leave(Compartment)
        case enter(Compartment, [AudienceID])
        case audiences(Compartment, [AudienceID])
        case row(HeldRow)
        case gone(RowID, Compartment)
    }

    /// As received.
    public let bytes: [UInt8]
    /// In order; operations of later minor versions are left out.
    public let operations: [Operation]
    /// Where the next page continues, and what was decided.
    public let trailer: PullTrailer

    /// Reads a page; `nil` when it is cut short, miscounted, or not a page: it is then asked for again.
    public init?(parsing bytes: [UInt8]) {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        do {
            guard let last = lines.popLast(), case .end(let trailer) = try PullLine(parsing: last),
                trailer.count == lines.count
            else { return nil }
            var operations: [Operation] = []
            operations.reserveCapacity(lines.count)
            for line in lines {
                switch try PullLine(parsing: line) {
                case nil: continue
                case .leave(let compartment): operations.append(.leave(compartment))
                case .enter(let compartment, let audiences): operations.append(.enter(compartment, audiences))
                case .audiences(let compartment, let audiences):
                    operations.append(.audiences(compartment, audiences))
                case .row(let row): operations.append(.row(HeldRow(row, bytes: Array(line))))
                case .gone(let id, let compartment): operations.append(.gone(id, compartment))
                case .end: return nil
                }
            }
            self.operations = operations
            self.trailer = trailer
        } catch {
            return nil
        }
        self.bytes = bytes
    }
}
