/// The one source of chance of a run (SplitMix64).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x2545_F491_4F6C_DD1D &+ 0x632B_E59B_D9B4_E019 }

    mutating func word() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 up to before `bound`.
    mutating func draw(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(word() % UInt64(bound)) }
    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + draw(range.count) }
    mutating func percent(_ share: Int) -> Bool { draw(100) < share }
    mutating func pick<Element>(_ list: [Element]) -> Element? { list.isEmpty ? nil : list[draw(list.count)] }
}
