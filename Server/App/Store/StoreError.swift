public import CaseProtocol

/// An error of a store that can tell whose fault it is.
package protocol StoreCondition: Error {
    /// Whether it came of how the store is at the moment (its disk is full, it is locked) and not of what was to be written.
    var isOfTheStore: Bool { get }
}

extension Error {
    /// Whether the same work may succeed once the store is well again.
    var isOfTheStore: Bool { (self as? any StoreCondition)?.isOfTheStore ?? false }
}

/// What a store refuses to keep, or cannot read: a mistake of the code above it or damage below it, never a person's.
public enum StoreError: Error, Hashable, Sendable {
    /// A row's version does not follow the stored one.
    case revNotNext(RowID, expected: Int, found: Int)
    /// A draft holds a row twice.
    case rowTwice(RowID)
    /// A row would change its kind or its case.
    case rowChangedNature(RowID)
    /// A command's number or `mid` was used before.
    case commandTwice(ReplicaID, n: Int)
    /// There is no such commit.
    case unknownCommit(Int)
    /// There is no such account.
    case unknownUser(UserID)
    /// There is no such organisation.
    case unknownOrganisation(OrganisationID)
    /// Stored data that cannot be read: which, and where.
    case damaged(String)
}
