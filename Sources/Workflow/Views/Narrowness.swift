public import CaseProtocol

extension ConfidentialityClass {
    /// 0 for what everybody may see, up to 4 for what fewest may.
    public var narrowness: Int {
        switch self {
        case .public: 0
        case .parties: 1
        case .internal: 2
        case .confidential: 3
        case .sealed: 4
        }
    }
}
