import CaseProtocol
import Server

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder that is made beside its name and gets that name once it is whole. What a killed process left is taken away by
/// the next that makes the same.
final class DraftFolder {
    let path: String
    private let target: String
    private let descriptor: Int32

    /// - Parameter names: what a draft holds; a folder with anything else in it is somebody's, and stays.
    /// - Throws: a ``Problem`` when there is something under the name already, or another process is making it.
    init(for target: String, holding names: Set<String>) throws {
        self.target = target
        path = target + ".unfinished"
        var status = stat()
        guard lstat(target, &status) != 0, errno == ENOENT else {
            throw Problem(
                .invalidField, "There is something at \(target) already. Name a folder that does not exist yet.",
                path: "to")
        }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw Problem(.invalidField, "\(FileFault("make", path))", path: "to")
        }
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw Problem(.invalidField, "\(FileFault("open", path))", path: "to") }
        try clear(holding: names)
    }

    deinit { close(descriptor) }

    private func clear(holding names: Set<String>) throws {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Problem(.busy, "Another tatuad is making \(target).")
        }
        let found = FileCopy.names(in: path) ?? []
        guard names.isSuperset(of: found) else {
            throw Problem(
                .invalidField, "In \(path) lies something that no backup left. Take it away, or name another folder.",
                path: "to")
        }
        for name in found { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }
    }

    /// Gives the folder its name, for good.
    func finish() throws {
        try FileCopy.flushFolder(path)
        guard rename(path, target) == 0 else { throw FileFault("rename", path) }
        try FileCopy.flushFolder(URL(filePath: target).deletingLastPathComponent().path)
    }

    /// Takes it away.
    func discard() throws { try FileManager.default.removeItem(atPath: path) }
}
