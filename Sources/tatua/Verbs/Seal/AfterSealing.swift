import CaseProtocol
import ClientCore
import ClientCrypto
import ClientSQLite

/// What is left to do once a replica has another key. None of it may end the verb: the recovery key is shown once, after it. What did not
/// succeed is told, and done by a later verb.
struct AfterSealing {
    /// What is not done yet, as sentences.
    private(set) var owed: [String] = []
    /// Whether a process holds the key.
    private(set) var isUnlocked = false

    /// - Parameter isWiped: whether what the replica held before is gone from its file.
    init(isWiped: Bool) {
        guard !isWiped else { return }
        owed.append(
            "There was no room to wipe from its file what it held before. Make room on the disk: the next verb goes on."
        )
    }

    /// Seals what lies in the folder of files.
    mutating func sealFiles(in home: String, under seal: any ReplicaSeal) {
        do { _ = try SealedBlobShelf(replicaFolder: home, seal: seal) } catch {
            owed.append(
                "Not all files that were attached are sealed yet; the next sync goes on. \(Self.sentence(error))")
        }
    }

    /// Lets a process hold the key until nothing was done for so long.
    mutating func unlock(home: String, idleMinutes: Int, key: ReplicaKey) {
        do {
            try KeyAgentProcess.start(home: home, idleMinutes: idleMinutes, key: key)
            isUnlocked = true
        } catch {
            owed.append("It is locked. \(Self.sentence(error)) Try: tatua unlock")
        }
    }

    private static func sentence(_ error: any Error) -> String {
        Problem(ofRun: error)?.message ?? "This device failed."
    }
}
