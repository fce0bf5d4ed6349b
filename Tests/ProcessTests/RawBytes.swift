import Foundation

/// The files of a folder as whoever finds the disk reads them.
enum RawBytes {
    /// Paths of files below `folder` that hold `text`: as UTF-8, in capitals, or as UTF-16 of either order.
    static func holding(_ text: String, in folder: String) throws -> [String] {
        let needles = [
            Data(text.utf8), Data(text.uppercased().utf8), text.data(using: .utf16LittleEndian) ?? Data(),
            text.data(using: .utf16BigEndian) ?? Data(),
        ]
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return try names.filter { name in
            if name.contains(text) { return true }
            let path = "\(folder)/\(name)"
            let kind = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            guard kind == .typeRegular else { return false }
            let bytes = try Data(contentsOf: URL(filePath: path))
            return needles.contains { bytes.range(of: $0) != nil }
        }.sorted()
    }
}
