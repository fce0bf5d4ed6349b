import GRDB

/// The steps that made the schema what it is. A step that was released is never edited; changes are further steps.
enum Migrations {
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: first) }
        migrator.registerMigration("2") { try $0.execute(sql: batchesOfAudience) }
        migrator.registerMigration("3") { try $0.execute(sql: kindsOfCase) }
        migrator.registerMigration("4") { try $0.execute(sql: headers) }
        migrator.registerMigration("5") { db in
            try db.execute(sql: digests)
            try StoredDigests.fill(db)
        }
        migrator.registerMigration("6") { try $0.execute(sql: evidence) }
        migrator.registerMigration("7") { try $0.execute(sql: bundles) }
        migrator.registerMigration("8") { try $0.execute(sql: accounts) }
        migrator.registerMigration("9") { try $0.execute(sql: offices) }
        migrator.registerMigration("10") { try $0.execute(sql: registration) }
        migrator.registerMigration("11") { try $0.execute(sql: alternates) }
        migrator.registerMigration("14") { try $0.execute(sql: signedCommands) }
        migrator.registerMigration("15") { try $0.execute(sql: organisations) }
        migrator.registerMigration("16") { try $0.execute(sql: namelessAccounts) }
        migrator.registerMigration("17") { try $0.execute(sql: sectors) }
        migrator.registerMigration("18") { try $0.execute(sql: readings) }
        return migrator
    }

    /// Organisations, who acts for them (`mandate` is canonical JSON, of a representative), codes to join one, and letters of
    /// authority.
    private static let organisations = """
        CREATE TABLE organisation (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            name TEXT NOT NULL,
            folded_name TEXT NOT NULL,
            country TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            suspended_at INTEGER,
            UNIQUE (country, folded_name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE affiliation (
            user_id BLOB NOT NULL REFERENCES account (id),
            organisation_id BLOB NOT NULL REFERENCES organisation (id),
            standing TEXT NOT NULL CHECK (standing IN ('owner', 'member', 'representative')),
            mandate TEXT CHECK (mandate IS NULL OR json_valid(mandate)),
            PRIMARY KEY (user_id, organisation_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX affiliation_organisation ON affiliation (organisation_id);
        CREATE INDEX affiliation_mandate ON affiliation (user_id) WHERE mandate IS NOT NULL;

        CREATE TABLE joining_code (
            hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
            organisation_id BLOB NOT NULL REFERENCES organisation (id),
            given_by BLOB NOT NULL CHECK (length(given_by) = 16),
            mandate TEXT CHECK (mandate IS NULL OR json_valid(mandate)),
            ends_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX joining_code_end ON joining_code (ends_at);

        CREATE TABLE letter (
            organisation_id BLOB NOT NULL REFERENCES organisation (id),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            type TEXT NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (organisation_id, hash)
        ) STRICT;
        """

    /// Accounts of receipt codes.
    private static let namelessAccounts = """
        ALTER TABLE account ADD COLUMN is_nameless INTEGER NOT NULL DEFAULT 0 CHECK (is_nameless IN (0, 1));
        """

    /// The goods for which somebody is focal point, as `HSChapters` writes them.
    private static let sectors = """
        ALTER TABLE appointment ADD COLUMN chapters TEXT;
        """

    /// Which commits a device signed, with which key; and which devices sign all that they send.
    private static let signedCommands = """
        ALTER TABLE commit_log ADD COLUMN device_key BLOB CHECK (length(device_key) = 32);
        ALTER TABLE commit_log ADD COLUMN device_signature BLOB CHECK (length(device_signature) = 64);
        ALTER TABLE device ADD COLUMN signs INTEGER NOT NULL DEFAULT 0 CHECK (signs IN (0, 1));
        """

    /// What ``DigestHashing`` says of the rows of each compartment and of the compartments open to each audience. What
    /// is not here has none.
    private static let digests = """
        CREATE TABLE compartment_digest (
            compartment_key INTEGER PRIMARY KEY REFERENCES compartment (key),
            count INTEGER NOT NULL CHECK (count >= 0),
            sum BLOB NOT NULL CHECK (length(sum) = 16)
        ) STRICT;

        CREATE TABLE audience_digest (
            audience TEXT NOT NULL PRIMARY KEY,
            count INTEGER NOT NULL CHECK (count >= 0),
            sum BLOB NOT NULL CHECK (length(sum) = 16)
        ) STRICT, WITHOUT ROWID;
        """

    /// A first sync reads what an audience sees in order of compartment, a batch at a time.
    private static let batchesOfAudience = """
        CREATE INDEX placement_audience ON placement (audience, compartment_key);
        """

    /// Devices sign bundles, and are answered by bundle.
    private static let bundles = """
        ALTER TABLE device ADD COLUMN signing_key BLOB CHECK (length(signing_key) = 32);
        ALTER TABLE device ADD COLUMN agreement_key BLOB CHECK (length(agreement_key) = 32);
        ALTER TABLE device ADD COLUMN signing_key_id TEXT;
        CREATE INDEX device_signing_key ON device (signing_key_id) WHERE signing_key_id IS NOT NULL;

        CREATE TABLE bundle_ask (
            replica BLOB NOT NULL PRIMARY KEY CHECK (length(replica) = 16),
            user_id BLOB NOT NULL CHECK (length(user_id) = 16),
            signing_key_id TEXT NOT NULL,
            cursor TEXT,
            acked INTEGER NOT NULL CHECK (acked >= 0),
            problem TEXT CHECK (problem IS NULL OR json_valid(problem))
        ) STRICT, WITHOUT ROWID;
        """

    /// Suspension, and second factors: `recovery` holds the hashes of the codes that are left, one after the other.
    private static let accounts = """
        CREATE TABLE second_factor (
            user_id BLOB NOT NULL PRIMARY KEY REFERENCES account (id),
            sealed_secret BLOB NOT NULL,
            is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)),
            last_step INTEGER NOT NULL,
            recovery BLOB NOT NULL CHECK (length(recovery) % 32 = 0)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE account ADD COLUMN suspended_at INTEGER;
        """

    /// Since when somebody holds an office, and what devices are called. Whoever held one before counts from the upgrade.
    private static let offices = """
        ALTER TABLE account ADD COLUMN officer_since INTEGER;
        UPDATE account SET officer_since = unixepoch() * 1000 WHERE id IN (
            SELECT user_id FROM appointment WHERE role IN ('focalPoint', 'nmcMember', 'recOfficer', 'ministryLegal',
                'secretariatAfcfta', 'missionOfficer', 'minister', 'investigator', 'authorityHead', 'triageOfficer',
                'agencyLiaison', 'enquiryOfficer', 'sysAdmin'));

        ALTER TABLE device ADD COLUMN name TEXT;
        ALTER TABLE device ADD COLUMN seen_on INTEGER;
        """

    /// Codes that are given out (for another password of `user_id`, or an account in `roles`, a space between two), and who
    /// accepted which terms.
    private static let registration = """
        CREATE TABLE one_time_code (
            hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
            user_id BLOB REFERENCES account (id),
            roles TEXT,
            organisation TEXT,
            ends_at INTEGER NOT NULL,
            CHECK ((user_id IS NULL) <> (roles IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX one_time_code_user ON one_time_code (user_id) WHERE user_id IS NOT NULL;
        CREATE INDEX one_time_code_end ON one_time_code (ends_at);

        CREATE TABLE terms (
            key INTEGER PRIMARY KEY,
            version TEXT NOT NULL UNIQUE,
            text TEXT NOT NULL,
            since INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE terms_accepted (
            user_id BLOB NOT NULL REFERENCES account (id),
            version TEXT NOT NULL REFERENCES terms (version),
            at INTEGER NOT NULL,
            PRIMARY KEY (user_id, version)
        ) STRICT, WITHOUT ROWID;
        """

    /// Who holds an office for somebody who is away: `<id>/<first day>/<last day>/<name>`.
    private static let alternates = """
        ALTER TABLE appointment ADD COLUMN acting TEXT;
        CREATE INDEX appointment_acting ON appointment (user_id) WHERE acting IS NOT NULL;
        """

    /// An administrator's verb walks the headers of all cases, in order of id.
    private static let headers = """
        CREATE INDEX row_header ON row (id) WHERE kind = 'case';
        """

    /// Rules ask for a case without what was noted and recorded of it, which grows for years.
    private static let kindsOfCase = """
        DROP INDEX row_case;
        CREATE INDEX row_case_kind ON row (case_id, kind) WHERE case_id IS NOT NULL;
        """

    /// Bytes of evidence: which rows name them (what `RowProjection` derives), what is here, who sent it, and how much in
    /// a day. The bytes themselves are files.
    private static let evidence = """
        CREATE TABLE blob_ref (
            row_key INTEGER NOT NULL REFERENCES row (key),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            author BLOB NOT NULL CHECK (length(author) = 16),
            PRIMARY KEY (row_key, hash)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX blob_ref_hash ON blob_ref (hash);

        CREATE TABLE blob (
            hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
            bytes INTEGER NOT NULL CHECK (bytes > 0),
            media TEXT NOT NULL,
            is_stripped INTEGER NOT NULL CHECK (is_stripped IN (0, 1)),
            stored_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX blob_stored ON blob (stored_at);

        CREATE TABLE blob_sent (
            hash BLOB NOT NULL REFERENCES blob (hash),
            user_id BLOB NOT NULL CHECK (length(user_id) = 16),
            PRIMARY KEY (hash, user_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE blob_use (
            user_id BLOB NOT NULL CHECK (length(user_id) = 16),
            day INTEGER NOT NULL,
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            PRIMARY KEY (user_id, day)
        ) STRICT, WITHOUT ROWID;
        """

    /// Ids are 16-byte blobs, digests 32-byte ones, moments are milliseconds since 1970, days are days since 1970.
    private static let first = """
        CREATE TABLE setting (
            key TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- The ledger: headers, the versions that their leaves cover, and the changes of access.
        CREATE TABLE commit_log (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            previous BLOB NOT NULL CHECK (length(previous) = 32),
            at INTEGER NOT NULL,
            by_user BLOB NOT NULL CHECK (length(by_user) = 16),
            replica BLOB CHECK (length(replica) = 16),
            command TEXT NOT NULL,
            command_hash BLOB NOT NULL CHECK (length(command_hash) = 32),
            root BLOB NOT NULL CHECK (length(root) = 32),
            leaf_count INTEGER NOT NULL CHECK (leaf_count >= 0),
            signature BLOB NOT NULL CHECK (length(signature) = 64),
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;

        CREATE TABLE compartment (
            key INTEGER PRIMARY KEY CHECK (key > 0),
            text TEXT NOT NULL UNIQUE,
            case_id BLOB CHECK (length(case_id) = 16)
        ) STRICT;
        CREATE INDEX compartment_case ON compartment (case_id) WHERE case_id IS NOT NULL;

        -- Every version of every row; `key` keeps them in the order of the ledger. A new row's version comes before
        -- the row itself, hence the deferred reference. An erased version keeps its leaf.
        CREATE TABLE version (
            key INTEGER PRIMARY KEY CHECK (key = commit_number * 65536 + ord),
            commit_number INTEGER NOT NULL REFERENCES commit_log (number),
            ord INTEGER NOT NULL CHECK (ord BETWEEN 0 AND 65535),
            row_key INTEGER NOT NULL REFERENCES row (key) DEFERRABLE INITIALLY DEFERRED,
            rev INTEGER NOT NULL CHECK (rev > 0),
            compartment_key INTEGER NOT NULL REFERENCES compartment (key),
            leaf BLOB NOT NULL CHECK (length(leaf) = 32),
            salt BLOB CHECK (length(salt) = 16),
            bytes BLOB,
            UNIQUE (row_key, rev),
            CHECK ((bytes IS NULL) = (salt IS NULL))
        ) STRICT;

        CREATE TABLE access_change (
            commit_number INTEGER PRIMARY KEY REFERENCES commit_log (number),
            text TEXT NOT NULL CHECK (json_valid(text)),
            salt BLOB NOT NULL CHECK (length(salt) = 16)
        ) STRICT;

        -- The present state: each row points at its current version, so its bytes are stored once.
        CREATE TABLE row (
            key INTEGER PRIMARY KEY CHECK (key > 0),
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            case_id BLOB CHECK (length(case_id) = 16),
            kind TEXT NOT NULL,
            compartment_key INTEGER NOT NULL REFERENCES compartment (key),
            rev INTEGER NOT NULL CHECK (rev > 0),
            version_key INTEGER NOT NULL REFERENCES version (key)
        ) STRICT;
        CREATE INDEX row_case ON row (case_id) WHERE case_id IS NOT NULL;

        -- The latest change of each row in each compartment that it is or was in.
        CREATE TABLE row_change (
            compartment_key INTEGER NOT NULL REFERENCES compartment (key),
            row_key INTEGER NOT NULL REFERENCES row (key),
            commit_number INTEGER NOT NULL REFERENCES commit_log (number),
            is_gone INTEGER NOT NULL CHECK (is_gone IN (0, 1)),
            PRIMARY KEY (compartment_key, row_key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX row_change_commit ON row_change (compartment_key, commit_number);

        -- Who may see what, from one commit to another. `touched` is the latest commit that made or closed the
        -- placement or changed a row of its compartment: a pull asks for those of an audience past its cursor.
        CREATE TABLE placement (
            compartment_key INTEGER NOT NULL REFERENCES compartment (key),
            audience TEXT NOT NULL,
            from_commit INTEGER NOT NULL REFERENCES commit_log (number),
            to_commit INTEGER REFERENCES commit_log (number) CHECK (to_commit > from_commit),
            touched INTEGER NOT NULL CHECK (touched >= from_commit),
            PRIMARY KEY (compartment_key, audience, from_commit)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX placement_touched ON placement (audience, touched);
        CREATE UNIQUE INDEX placement_open ON placement (compartment_key, audience) WHERE to_commit IS NULL;

        CREATE TABLE membership (
            user_id BLOB NOT NULL CHECK (length(user_id) = 16),
            audience TEXT NOT NULL,
            from_commit INTEGER NOT NULL REFERENCES commit_log (number),
            to_commit INTEGER REFERENCES commit_log (number) CHECK (to_commit > from_commit),
            PRIMARY KEY (user_id, audience, from_commit)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX membership_open ON membership (user_id, audience) WHERE to_commit IS NULL;

        -- What `RowProjection` derives from current rows.
        CREATE TABLE reference (
            row_key INTEGER NOT NULL REFERENCES row (key),
            folded TEXT NOT NULL,
            PRIMARY KEY (row_key, folded)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reference_folded ON reference (folded);

        CREATE TABLE deadline_due (
            row_key INTEGER PRIMARY KEY REFERENCES row (key),
            case_id BLOB NOT NULL CHECK (length(case_id) = 16),
            due_on INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX deadline_due_on ON deadline_due (due_on, case_id);

        CREATE TABLE card (
            row_key INTEGER PRIMARY KEY REFERENCES row (key),
            number TEXT NOT NULL
        ) STRICT;
        CREATE INDEX card_number ON card (number);

        -- Commands and who sends them. A command may be put before its replica's counter, so there is no reference
        -- between the two: one left dangling would fail a whole group at its commit. `cmd` and `args` are what somebody
        -- sent, whatever it was, as UTF-8.
        CREATE TABLE replica (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            user_id BLOB NOT NULL CHECK (length(user_id) = 16),
            last INTEGER NOT NULL CHECK (last >= 0)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE command (
            key INTEGER PRIMARY KEY,
            replica BLOB NOT NULL CHECK (length(replica) = 16),
            n INTEGER NOT NULL CHECK (n > 0),
            mid BLOB NOT NULL UNIQUE CHECK (length(mid) = 16),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            cmd BLOB NOT NULL,
            v INTEGER NOT NULL,
            args BLOB NOT NULL,
            claimed_at INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (json_valid(outcome)),
            commit_number INTEGER REFERENCES commit_log (number),
            UNIQUE (replica, n)
        ) STRICT;

        CREATE TABLE account (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            name TEXT NOT NULL,
            folded_name TEXT NOT NULL UNIQUE,
            organisation TEXT,
            password_hash TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE appointment (
            user_id BLOB NOT NULL REFERENCES account (id),
            ord INTEGER NOT NULL CHECK (ord >= 0),
            role TEXT NOT NULL,
            scope TEXT,
            is_chair INTEGER NOT NULL CHECK (is_chair IN (0, 1)),
            PRIMARY KEY (user_id, ord)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE device (
            token_hash BLOB NOT NULL PRIMARY KEY,
            user_id BLOB NOT NULL REFERENCES account (id),
            replica BLOB NOT NULL CHECK (length(replica) = 16),
            signed_in_at INTEGER NOT NULL,
            is_revoked INTEGER NOT NULL CHECK (is_revoked IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX device_user ON device (user_id);
        """
}
