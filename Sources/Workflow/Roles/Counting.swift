public import CaseProtocol

/// What the server counts for whom.
public enum Counting: Hashable, Sendable {
    /// Every case there is.
    case everything
    /// What was referred to an agency.
    case agency
    /// The cases of one kind that a desk reads.
    case desk(CountedCases)

    /// As a part of a sentence.
    public var title: String {
        switch self {
        case .everything: "counts of all cases"
        case .agency: "counts of what came to an agency"
        case .desk(let cases): "counts of \(cases.title)"
        }
    }
}

extension Counting {
    /// For whoever asks and has no such counts: the same words whatever there is to count.
    public var refusal: Problem {
        let roles = RoleTable.roles(counting: self)
        let title = title.prefix(1).uppercased() + title.dropFirst()
        return Problem(.notPermitted, "\(title) are for \(RoleWords.list(roles)).", allowed: roles.map(\.rawValue))
    }
}

extension CountedCases {
    var title: String {
        switch self {
        case .remedies: "trade remedies"
        case .reports: "reports of malpractice"
        case .enquiries: "enquiries"
        }
    }

    /// The kinds of cases that count; a request for data to an agency counts nowhere.
    fileprivate var columns: Set<RoleColumn> {
        switch self {
        case .remedies: [.secretRemedy, .remedy]
        case .reports: [.report]
        case .enquiries: [.enquiry]
        }
    }
}

extension RoleTable {
    /// Whether a role has these counts.
    public static func counts(_ role: RoleID, _ counting: Counting) -> Bool {
        entry(role)?.cell(.statistics)?.grants.contains { $0.counts == counting } ?? false
    }

    /// The roles that have these counts, in order of the table.
    ///
    /// - Parameter isToExport: only those who may hand them on.
    public static func roles(counting: Counting, isToExport: Bool = false) -> [RoleID] {
        entries.map(\.role).filter {
            counts($0, counting) && (!isToExport || allows($0, .export, on: .statistics))
        }
    }
}

extension CaseHeader {
    /// Whether the case is one of these and of one of these countries.
    public func isCounted(among cases: CountedCases, in countries: Set<String>) -> Bool {
        cases.columns.contains(roleColumn) && (fileCountry.map(countries.contains) ?? false)
    }
}
