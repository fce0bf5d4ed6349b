/// The code lists that somebody works with, told apart by their ids: those that Tatua ships with, and what a server loaded.
public struct CodeLists: Hashable, Sendable {
    /// In the order in which they were added.
    public private(set) var lists: [CodeList] = []

    private var indexByID: [String: Int] = [:]

    /// The lists that Tatua ships with (``CodeList/all``).
    public static let standard = CodeLists(CodeList.all)

    /// Holds `lists`; of two with the same id, the later one.
    public init(_ lists: [CodeList] = []) {
        for list in lists { add(list) }
    }

    /// The list of this id, in constant time; `nil` when there is none. Upper and lower case differ.
    public subscript(id: String) -> CodeList? { indexByID[id].map { lists[$0] } }

    /// These lists and one more; it takes the place of the one with its id, so that a newer edition can be loaded over a list
    /// that Tatua ships with.
    public func adding(_ list: CodeList) -> CodeLists {
        var more = self
        more.add(list)
        return more
    }

    private mutating func add(_ list: CodeList) {
        if let index = indexByID[list.id] {
            lists[index] = list
        } else {
            indexByID[list.id] = lists.count
            lists.append(list)
        }
    }

    public static func == (one: CodeLists, other: CodeLists) -> Bool { one.lists == other.lists }

    public func hash(into hasher: inout Hasher) { hasher.combine(lists) }
}
