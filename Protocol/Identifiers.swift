/// Marks ids of cases.
public enum CaseKind {}
/// Marks ids of rows.
public enum RowKindMark {}
/// Marks ids of replicas.
public enum ReplicaKind {}
/// Marks ids of commands.
public enum CommandKind {}
/// Marks ids of people with an account.
public enum UserKind {}
/// Marks ids of organisations.
public enum OrganisationKind {}

/// Names a case: the whole matter, from the first report to its end.
public typealias CaseID = TypedID<CaseKind>
/// Names a row, the unit of storage, sync and visibility. The header row of a case has the case's own bits.
public typealias RowID = TypedID<RowKindMark>
/// Names one local database of one person on one device.
public typealias ReplicaID = TypedID<ReplicaKind>
/// Names a command, server-wide and for ever (`mid` on the wire).
public typealias CommandID = TypedID<CommandKind>
/// Names a person with an account.
public typealias UserID = TypedID<UserKind>
/// Names a firm, association or other body for which several people act.
public typealias OrganisationID = TypedID<OrganisationKind>
