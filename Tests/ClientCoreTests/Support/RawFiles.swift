import Foundation

/// The files of a folder as whoever finds the disk reads them.
enum RawFiles {
    /// Names of files, however deep, that hold `text`: as UTF-8, as UTF-16 of either order, or with its letters in capitals.
    static func holding(_ text: String, in folder: String) throws -> [String] {
        let needles = [
            Data(text.utf8), Data(text.uppercased().utf8), text.data(using: .utf16LittleEndian) ?? Data(),
            text.data(using: .utf16BigEndian) ?? Data(),
        ]
        return try all(in: folder).filter { file in
            let bytes = try Data(contentsOf: URL(filePath: folder).appending(path: file))
            return needles.contains { bytes.range(of: $0) != nil } || file.contains(text)
        }
    }

    static func all(in folder: String) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            let path = "\(folder)/\(name)"
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }
}
