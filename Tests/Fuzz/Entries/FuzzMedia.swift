import Workflow

/// Pictures and other files: what they are, and the copies for the public that are made of them.
enum FuzzMedia {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        let source = ByteArray(bytes)
        if case .media(let media) = try Content(of: source) { try expect(!media.isEmpty, "a file is of no type") }
        for media in MediaType.allCases {
            let isOne = try PublicCopy.isOne(source, media)
            guard let copy = try? PublicCopy(of: source, media) else {
                try expect(!isOne, "what no copy can be made of is one")
                continue
            }
            try expect(media.canBeStripped, "a copy was made of a \(media.title)")
            let stripped = try copy.bytes(from: source)
            try expect(isOne == (stripped == bytes), "a copy is taken for another")
            try expect(try PublicCopy.isOne(ByteArray(stripped), media), "a copy of a copy is another")
            // What is added is the way up and no more.
            try expect(stripped.count <= bytes.count + 64, "a copy is larger than its original")
        }
    }
}
