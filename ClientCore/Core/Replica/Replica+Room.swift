extension Replica {
    /// How many bytes must be free on the device's disk before anything more is taken in: 16 MiB, twice the largest answer of a server
    /// (8 MiB), which is first written to the journal and then to the database. Beside the reserve for the person's own work.
    public static let intakeRoomBytesMin = 16_777_216

    /// How many bytes are free on the device's disk; `nil` where nobody can say.
    public var roomBytes: Int? { get throws { try store.roomBytes() } }

    /// Whether there is room to take in what the server sends.
    var hasIntakeRoom: Bool { get throws { try roomBytes.map { $0 >= Self.intakeRoomBytesMin } ?? true } }

    /// - Throws: ``ReplicaFault/noRoom(_:)`` where too little is free to take in what the server sends. What people do here is not asked.
    public func checkIntakeRoom() throws {
        guard let room = try roomBytes, room < Self.intakeRoomBytesMin else { return }
        throw ReplicaFault.noRoom(
            "This device's disk has \(ReplicaFault.megabytes(room)) free; to take in what the server sends, "
                + "\(ReplicaFault.megabytes(Self.intakeRoomBytesMin)) must be. Nothing is lost: what you do here is kept as "
                + "before and goes to the server. Make room on the disk, then sync again; it goes on where it stopped.")
    }
}

extension ReplicaFault {
    /// What did not fit, though it was tried.
    ///
    /// - Parameter room: how many bytes are free.
    public static func noRoom(forIntakeWith room: Int?) -> ReplicaFault {
        .noRoom(
            "What the server sends does not fit on this device's disk\(free(room)). Nothing is lost: what was here before is "
                + "here, and you can go on working. Make room on the disk, then sync again; it goes on where it stopped."
        )
    }

    /// What did not fit into the reserve either.
    ///
    /// - Parameter room: how many bytes are free.
    public static func noRoom(forWorkWith room: Int?) -> ReplicaFault {
        .noRoom(
            "This device's disk is full\(free(room)), and so is what is kept aside for your own work. What was kept before is all "
                + "here; this last step was not kept. Make room on the disk, then do it again.")
    }

    /// What could not be written anew, sealed or plain.
    ///
    /// - Parameter room: how many bytes are free.
    public static func noRoom(forSealingWith room: Int?) -> ReplicaFault {
        .noRoom(
            "This device's disk has too little room to write the replica anew\(free(room)): that takes its size once more, for a "
                + "while. Nothing was changed, and nothing is lost. Make room on the disk, then do it again.")
    }

    /// Whole megabytes, rounded down: what is promised is there.
    static func megabytes(_ bytes: Int) -> String { "\(bytes / 1_048_576) MB" }

    private static func free(_ room: Int?) -> String { room.map { " (\(megabytes($0)) free)" } ?? "" }
}
