import CaseProtocol

/// What the matrix tells apart: kinds of cases, and what of a case is kept from most who see it.
public enum RoleColumn: String, Hashable, Sendable, CaseIterable {
    /// A complaint about a barrier.
    case complaint
    /// Who complains, and how to reach them.
    case contact
    case dispute
    /// A trade-remedy case before initiation: a secret.
    case secretRemedy
    case remedy
    /// What was given in confidence: business information, on any case.
    case documents
    /// Who reported a malpractice.
    case reporter
    /// A report of malpractice. Not a column of `roles.md`, which names its actors.
    case report
    /// A question to the enquiry desk. Not a column of `roles.md`, which names its actors.
    case enquiry
    /// A request for data to an agency, for a trade remedy. Not a column of `roles.md`, which names its actors.
    case dataRequest
    /// The elimination matrix and counts.
    case statistics

    public var title: String {
        switch self {
        case .complaint: "barrier complaints"
        case .contact: "complainants' names and contacts"
        case .dispute: "disputes"
        case .secretRemedy: "trade remedies before initiation"
        case .remedy: "trade remedies after initiation"
        case .documents: "confidential documents"
        case .reporter: "who reported a malpractice"
        case .report: "reports of malpractice"
        case .enquiry: "enquiries"
        case .dataRequest: "requests for data"
        case .statistics: "elimination matrix and statistics"
        }
    }
}

extension Cast {
    /// The kinds of cases that a procedure with this cast has.
    var roleColumns: [RoleColumn] {
        switch self {
        case .complaint: [.complaint]
        case .dispute: [.dispute]
        case .remedy: [.secretRemedy, .remedy]
        case .desk(.enquiryOfficer): [.enquiry]
        case .desk: [.report]
        case .request: [.dataRequest]
        }
    }
}

extension CaseHeader {
    /// What kind of case it is now.
    var roleColumn: RoleColumn {
        switch cast {
        case .complaint: .complaint
        case .dispute: .dispute
        case .remedy: isInitiated || isImported ? .remedy : .secretRemedy
        case .desk(.enquiryOfficer): .enquiry
        case .desk: .report
        case .request: .dataRequest
        }
    }

    /// What lies in a compartment of the case.
    func roleColumn(of compartment: Compartment) -> RoleColumn {
        switch (compartment.confidentiality, cast) {
        case (.public, _), (.parties, _), (.internal, _): roleColumn
        // Of an enquiry nothing is kept from the desk that answers it.
        case (_, .desk(.enquiryOfficer)): .enquiry
        case (_, .request): .dataRequest
        case (.sealed, .complaint): .contact
        case (.confidential, .complaint) where SharedIdentity.isPlace(compartment): .contact
        case (.sealed, .desk): .reporter
        case (.sealed, .remedy) where ToldReporter.isPlace(compartment): .reporter
        case (.confidential, _), (.sealed, _): .documents
        }
    }
}
