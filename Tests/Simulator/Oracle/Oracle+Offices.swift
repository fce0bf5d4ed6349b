import CaseCrypto
import CaseProtocol
import Server
import Workflow

/// What somebody was given to do, as it was asked for: `nmcMember:KE/chair`.
struct Office: Hashable {
    let role: String
    let scope: String?
    let isChair: Bool

    init(_ text: String) {
        let halves = text.split(separator: ":").map(String.init)
        let scope = halves.count > 1 ? halves[1].split(separator: "/").map(String.init) : []
        role = halves[0]
        self.scope = scope.first
        isChair = scope.contains("chair")
    }
}

/// What somebody holds from a commit on, until the next of theirs.
struct OfficeSpan {
    let from: Int
    let offices: [Office]
}

struct Recusal {
    let caseID: CaseID
    let user: UserID
    let commit: Int
}

/// Who may do what, known from what administrators asked for and written down here once more: it shares no code with the
/// rules by which the server gives roles on a case (`roles.md` 3.3).
extension Oracle {
    /// Notes a commit that gave somebody offices.
    mutating func takeOffices(_ header: CommitHeader) throws {
        guard header.command.hasPrefix("account.") else { return }
        guard let (user, offices) = Cast.offices[header.commandHash] else {
            throw Violation("I14", "commit \(header.number) gives somebody what nobody asked for")
        }
        self.offices[user, default: []].append(OfficeSpan(from: header.number, offices: offices))
    }

    /// Whether somebody is `role` on a case whose header was `row` before a commit.
    func holds(_ role: String, _ user: UserID, on row: Row, isOpening: Bool, at number: Int) -> Bool {
        if role == "system" || user == Party.system.id { return role == "system" && user == Party.system.id }
        let held = offices[user]?.last { $0.from < number }?.offices ?? []
        if Self.filers.contains(role) {
            if isOpening { return held.contains { $0.role == role } }
            // They go on as what they filed as, whatever they became since.
            guard let opened = rows[row.id]?.first?.commit, headers[opened - 1].by == user else { return false }
            return row["filerRole"]?.string == role
        }
        let reporting = row["reportingCountry"]?.string
        if isOpening {
            return role == "nfpReporting" && held.contains { $0.role == "focalPoint" && $0.scope == reporting }
        }
        return held.contains { isRole(role, $0, on: row) }
    }

    private static let filers = ["complainant", "strTrader", "association", "publicOfficial"]

    private func isRole(_ role: String, _ office: Office, on row: Row) -> Bool {
        let isFiled = row["submittedOn"]?.string != nil
        let isReporting = office.scope == row["reportingCountry"]?.string && office.scope != nil
        let isImposing =
            office.scope == row["imposingCountry"]?.string && office.scope != nil && row["transmittedOn"]?.string != nil
        switch (role, office.role) {
        case ("nfpReporting", "focalPoint"): return isReporting && (isFiled || row["fromLead"]?.bool == true)
        case ("nfpImposing", "focalPoint"): return isImposing && isFiled
        case ("nmcChair", "nmcMember"): return office.isChair && isFiled && (isReporting || isImposing)
        case ("nmcMember", "nmcMember"), ("ministryLegal", "ministryLegal"):
            return isFiled && (isReporting || isImposing)
        case ("recOfficer", "recOfficer"): return isFiled && communities(of: row).contains(office.scope ?? "")
        default: return false
        }
    }

    /// The secretariats concerned: of the joint mechanism every community that has both countries, all three where none has
    /// or nobody knows who reports; of the EAC's own that one, and whichever the case was sent on to.
    private func communities(of row: Row) -> Set<String> {
        let members: [String: Set<String>] = ["EAC": ["KE", "UG", "TZ"], "COMESA": ["KE", "UG"], "SADC": ["TZ"]]
        if row["procedure"]?.string == "ntb.eac" { return Set(["EAC", row["rec"]?.string].compactMap(\.self)) }
        guard let reporting = row["reportingCountry"]?.string else { return Set(members.keys) }
        let countries = Set(
            [reporting, row["imposingCountry"]?.string ?? row["locationCountry"]?.string].compactMap(\.self))
        let common = members.filter { countries.isSubset(of: $0.value) }.keys
        return common.isEmpty ? Set(members.keys) : Set(common)
    }
}

extension Cast {
    /// What an administrator may ask for in a run, by the hash of the statement that goes with it.
    static let offices: [Digest: (UserID, [Office])] = Dictionary(
        people.indices.flatMap { index in
            [people[index].roles, people[index].otherRoles].map { roles in
                let account = Account(
                    id: id(index), name: people[index].name, organisation: nil, appointments: appointments(roles),
                    passwordHash: "-")
                return (account.statementHash, (id(index), roles.map { Office($0) }))
            }
        }, uniquingKeysWith: { first, _ in first })
}
