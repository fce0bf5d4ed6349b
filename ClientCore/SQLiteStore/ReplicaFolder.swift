import Foundation

/// The folder of a replica as a whole.
public enum ReplicaFolder {
    /// While this file is there, everything beside it is to be erased.
    private static let markName = "replica.wipe"
    private static let lockName = "replica.lock"

    /// Overwrites and removes everything in the folder but its lock: the database first, with the keys that are wrapped in it. Whoever
    /// calls holds the replica. Interrupted, the next opening goes on.
    public static func wipe(_ folder: String) throws {
        try PrivateFile.replace("\(folder)/\(markName)", with: [])
        try finishWipe(folder)
    }

    /// Goes on with a wipe that was interrupted.
    static func finishWipe(_ folder: String) throws {
        guard try PrivateFile.size("\(folder)/\(markName)") != nil else { return }
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let isOfDatabase = { (name: String) in name.hasPrefix(SQLiteReplicaStore.databaseName) }
        for name in names.filter(isOfDatabase) + names.filter({ !isOfDatabase($0) }) {
            let path = "\(folder)/\(name)"
            let kind = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            guard kind == .typeRegular, name != markName, name != lockName else { continue }
            try PrivateFile.wipe(path)
        }
        try PrivateFile.remove("\(folder)/\(markName)")
    }
}
