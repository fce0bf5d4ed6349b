package import CaseCrypto
internal import CaseProtocol
internal import Workflow

extension Account {
    /// What the commit with each change of an account was signed for, as its ``CommitDraft/commandHash``: the hash of who it is,
    /// its name but for one of a receipt code, organisation and roles, for whom it holds them on which days, and that it is
    /// suspended. Roles of somebody who is suspended are left out; passwords, devices and moments are not in it.
    package var statementHash: Digest {
        let told = party
        var statement: [String: JSONValue] = [
            "name": .string(told.name), "organisation": organisation.map { .string($0) } ?? .null,
            "roles": .array(told.appointments.map { .string($0.description) }), "user": .string(id.description),
        ]
        if suspendedAt != nil { statement["suspended"] = true }
        return SHA256.hash(JSONValue.object(statement).canonicalBytes)
    }

    /// The names of the commands with which an account begins: one commit each.
    package static let beginnings = ["account.add", "account.invited", "account.nameless", "account.register"]
}

extension Organisation {
    /// The same of an organisation and who acts for it.
    ///
    /// - Parameter people: all of them, by id.
    package func statementHash(with people: [AffiliationRecord]) -> Digest {
        SHA256.hash(
            JSONValue.object([
                "name": .string(name), "organisation": .string(id.description),
                "people": .array(people.map(\.statement)), "suspended": .bool(suspendedAt != nil),
            ]).canonicalBytes)
    }

    /// The name of the command with which one begins.
    package static let beginning = "organisation.make"
}

extension AffiliationRecord {
    fileprivate var statement: JSONValue {
        var members: [String: JSONValue] = [
            "user": .string(user.description), "standing": .string(standing.rawValue),
        ]
        members["mandate"] = mandate?.json
        return .object(members)
    }
}

extension TermsRecord {
    /// The same of a version of the privacy notice and terms.
    package var statementHash: Digest {
        SHA256.hash(
            JSONValue.object([
                "since": .string(since.description), "text": .string(text), "version": .string(version),
            ]).canonicalBytes)
    }

    /// The name of the command with which one comes into force.
    package static let beginning = "terms.load"
}
