/// The way from the outermost value to one inside it. Put together as keys only when an error tells it.
indirect enum ValuePath {
    case root
    case key(any CodingKey, under: ValuePath)

    var keys: [any CodingKey] {
        var keys: [any CodingKey] = []
        var place = self
        while case .key(let key, let outer) = place {
            keys.append(key)
            place = outer
        }
        return keys.reversed()
    }

    func appending(_ key: any CodingKey) -> ValuePath { .key(key, under: self) }
}

/// The place of an element, or a name that no type lists.
struct ValueKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ index: Int) { (stringValue, intValue) = ("Index \(index)", index) }
    init(stringValue: String) { (self.stringValue, intValue) = (stringValue, nil) }
    init?(intValue: Int) { self.init(intValue) }
}
