/// The way up in a block of EXIF (JEITA CP-3451, tag 0x0112).
public enum EXIFOrientation {
    /// `nil` where it says none, or cannot be read.
    public static func read(_ tiff: [UInt8]) -> UInt16? {
        guard tiff.count >= 8 else { return nil }
        let isBig: Bool
        switch (tiff[0], tiff[1]) {
        case (0x4D, 0x4D): isBig = true
        case (0x49, 0x49): isBig = false
        default: return nil
        }
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place <= tiff.count - count else { return nil }
            let bytes = tiff[place..<(place + count)]
            return (isBig ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
        }
        guard number(2, 2) == 42, let directory = number(4, 4), let count = number(directory, 2) else { return nil }
        for index in 0..<count {
            let entry = directory + 2 + index * 12
            guard let tag = number(entry, 2) else { return nil }
            if tag == 0x0112, number(entry + 2, 2) == 3 { return number(entry + 8, 2).flatMap { UInt16(exactly: $0) } }
        }
        return nil
    }
}
