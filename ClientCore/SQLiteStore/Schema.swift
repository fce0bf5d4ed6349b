import ClientCore
import GRDB

/// The tables of a replica. Migrations are numbered and never edited.
enum Schema {
    static func migrate(_ queue: DatabaseQueue) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: first) }
        migrator.registerMigration("2") { try $0.execute(sql: heldCompartments) }
        migrator.registerMigration("3") { try $0.execute(sql: sealing) }
        try migrator.migrate(queue)
        guard try queue.read(migrator.hasBeenSuperseded) == false else {
            throw ReplicaFault.damaged("This replica was made by a newer tatua; this one cannot read it.")
        }
    }

    /// What the server said is to be seen, and the digest of what is held of it.
    private static let heldCompartments = """
        CREATE TABLE held_compartment (
            compartment TEXT PRIMARY KEY NOT NULL, count INTEGER NOT NULL,
            sum BLOB NOT NULL CHECK (length(sum) = 16), audiences TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """

    /// How a replica is sealed, and the compartments of one that is: there, digest and audiences are one sealed cell.
    private static let sealing = """
        CREATE TABLE sealing (
            key INTEGER PRIMARY KEY CHECK (key = 1), header BLOB NOT NULL, word_change INTEGER NOT NULL,
            is_scrub_due INTEGER NOT NULL) STRICT;
        CREATE TABLE sealed_compartment (compartment TEXT PRIMARY KEY NOT NULL, cell BLOB NOT NULL) STRICT, WITHOUT ROWID;
        """

    private static let first = """
        CREATE TABLE meta (key INTEGER PRIMARY KEY CHECK (key = 1), value BLOB NOT NULL) STRICT;

        CREATE TABLE s_row (
            id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16), kind TEXT NOT NULL, compartment TEXT NOT NULL,
            case_id BLOB, bytes BLOB NOT NULL) STRICT;
        CREATE INDEX s_row_kind ON s_row (kind);
        CREATE INDEX s_row_compartment ON s_row (compartment);
        CREATE INDEX s_row_case ON s_row (case_id);

        CREATE TABLE p_row (
            id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16), kind TEXT NOT NULL, compartment TEXT NOT NULL,
            case_id BLOB, bytes BLOB NOT NULL) STRICT;
        CREATE INDEX p_row_case ON p_row (case_id);

        CREATE TABLE outbox (
            mid BLOB PRIMARY KEY NOT NULL CHECK (length(mid) = 16), position INTEGER NOT NULL UNIQUE,
            pending INTEGER NOT NULL, entry BLOB NOT NULL) STRICT;
        CREATE INDEX outbox_pending ON outbox (position) WHERE pending;

        CREATE TABLE staged_page (page INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;

        CREATE TABLE reference (
            folded TEXT NOT NULL, case_id BLOB NOT NULL, PRIMARY KEY (folded, case_id)) STRICT, WITHOUT ROWID;
        CREATE INDEX reference_case ON reference (case_id);

        CREATE TABLE worded_row (
            key INTEGER PRIMARY KEY, row_id BLOB NOT NULL UNIQUE, case_id BLOB NOT NULL) STRICT;
        CREATE VIRTUAL TABLE words USING fts5 (tokens, tokenize = "unicode61 remove_diacritics 2");
        """
}
