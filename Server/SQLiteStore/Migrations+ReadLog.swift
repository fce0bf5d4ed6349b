extension Migrations {
    /// What confidential rows and files were handed to which device, by day (UTC, counted from 1970); `file` is empty for rows.
    static let readings = """
        CREATE TABLE handed_out (
            compartment_key INTEGER NOT NULL REFERENCES compartment (key),
            user_id BLOB NOT NULL CHECK (length(user_id) = 16),
            replica BLOB NOT NULL CHECK (length(replica) = 16),
            day INTEGER NOT NULL,
            file TEXT NOT NULL CHECK (length(file) IN (0, 64)),
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            row_count INTEGER NOT NULL CHECK (row_count >= 0),
            head INTEGER NOT NULL CHECK (head >= 0),
            PRIMARY KEY (compartment_key, user_id, replica, day, file)
        ) STRICT, WITHOUT ROWID;
        """
}
