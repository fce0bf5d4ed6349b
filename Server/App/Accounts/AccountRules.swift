internal import CaseCrypto
internal import CaseProtocol
internal import Workflow

/// What names, passwords and roles of accounts may be.
enum AccountRules {
    static let nameCharactersMax = 64
    static let organisationBytesMax = 200
    static let rolesMax = 16

    static func checkName(_ name: String) throws(Problem) {
        let isTrimmed = !(name.first?.isWhitespace ?? true) && !(name.last?.isWhitespace ?? true)
        let isPrintable = name.unicodeScalars.allSatisfy(Self.isPrintable)
        guard (1...nameCharactersMax).contains(name.count), name.utf8.count <= nameCharactersMax * 4, isTrimmed,
            isPrintable
        else {
            throw Problem(
                .invalidField,
                "A name has 1 to \(nameCharactersMax) characters, does not begin or end with a space, and stays on one line.",
                path: "name")
        }
        guard name.lowercased() != Party.system.name else {
            throw Problem(.invalidField, "The name “\(name)” is the server's own.", path: "name")
        }
    }

    /// Whether it shows itself and does nothing else: no control, nothing that turns or hides what stands beside it. Two joiners
    /// are part of how some scripts are written.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .format: scalar.value == 0x200C || scalar.value == 0x200D
        default: true
        }
    }

    static func checkOrganisation(_ organisation: String?) throws(Problem) {
        guard (organisation ?? "").utf8.count <= organisationBytesMax else {
            throw Problem(
                .tooLong, "The name of an organisation has at most \(organisationBytesMax) bytes.",
                path: "organisation")
        }
    }

    /// The roles as written, each once, in their order.
    static func appointments(_ roles: [String]) throws(Problem) -> [Appointment] {
        guard !roles.isEmpty else {
            throw Problem(
                .missingField, "An account needs at least one role.", path: "roles",
                allowed: Appointment.grantable.map(\.role.rawValue))
        }
        guard roles.count <= rolesMax else {
            throw Problem(.tooLong, "An account has at most \(rolesMax) roles.", path: "roles")
        }
        var appointments: [Appointment] = []
        for (index, role) in roles.enumerated() {
            do {
                let appointment = try Appointment(parsing: role)
                if !appointments.contains(appointment) { appointments.append(appointment) }
            } catch {
                var problem = error
                problem.path = "roles[\(index)]"
                throw problem
            }
        }
        return appointments
    }

    /// Stands in for the hash of a name that nobody has: recognises no password, in the time that one takes.
    static func decoy(cost: ScryptCost) throws -> PasswordHash {
        let salt = Base64URL.encode([UInt8](repeating: 0, count: 16))
        let hash = Base64URL.encode([UInt8](repeating: 0, count: 32))
        return try PasswordHash(parsing: "scrypt$\(cost.n)$\(cost.r)$\(cost.p)$\(salt)$\(hash)")
    }
}
