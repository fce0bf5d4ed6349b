public import CaseProtocol

/// Somebody through whose eyes a case is looked at: a role with its country or body, a party, the public.
public struct Viewer: Hashable, Sendable {
    /// As people call them.
    public let title: String
    let audiences: Set<AudienceID>
    let isPublic: Bool

    /// Reads `public`, a role of the case such as `nfpImposing` or `complainant`, an office such as `nmcMember:UG`, or
    /// `seat:NAME`.
    ///
    /// - Parameter state: the case, as far as it is known here.
    /// - Throws: a ``Problem`` for what nobody is, and for whom it cannot be told here.
    public init(_ text: String, on state: CaseState) throws(Problem) {
        let header = state.header
        isPublic = text == "public"
        switch text {
        case "public":
            title = "the public"
            audiences = []
        case RoleID.nfpReporting.rawValue, RoleID.nfpImposing.rawValue:
            let country = text == RoleID.nfpReporting.rawValue ? header?.reporting : header?.imposing
            guard let country else { throw Self.unknown("It is not known which country that is on this case.") }
            title = RoleWords.word(RoleID(text))
            audiences = [.focalPoint(country)]
        case _ where text.hasPrefix("seat:"):
            guard let seat = state.seat(named: String(text.dropFirst(5))) else {
                throw Self.unknown("Nobody of that name sits on this case, as far as is visible here.")
            }
            guard seat.user != nil else {
                throw Self.unknown("Which account acts for \(seat.name) is not visible here.")
            }
            title = seat.name
            audiences = state.audience(ofSeat: seat)
        case _ where RoleWords.filers.map(\.rawValue).contains(text) || text == "filer":
            let filer = state.filerAudiences
            guard !filer.isEmpty else {
                throw Self.unknown("Who filed it is not visible here, so it cannot be told what they see.")
            }
            title = header?.filerRole.map(RoleWords.word) ?? "whoever filed it"
            audiences = filer
        default:
            let appointment = try Appointment(parsing: text)
            let nobody = UserID(high: 0, low: 0)
            let party = Party(id: nobody, name: text, appointments: [appointment])
            title = RoleWords.word(appointment.role) + (appointment.desk.map { " (\($0))" } ?? "")
            audiences = party.audiences.subtracting([.user(nobody), .all])
        }
    }

    private static func unknown(_ message: String) -> Problem { Problem(.notFound, message, path: "as") }

    /// What they see of the case, of what is known here: by the same function by which the server places rows.
    public func sees(of state: CaseState) -> CaseState {
        CaseState(caseID: state.caseID, rows: state.rows.values.filter { sees($0, of: state) })
    }

    private func sees(_ row: Row, of state: CaseState) -> Bool {
        guard isPublic else {
            return !Workflow.audiences(of: row.compartment, in: state).isDisjoint(with: audiences)
        }
        return row.kind == .publicCard && row["published"] == true
            || row.kind == .publicText && row["state"] == "public" && state.publicCard?["published"] == true
    }
}
