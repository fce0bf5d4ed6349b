extension [Double] {
    /// Of sorted values the one below which `share` of them lie; 0 of none.
    func percentile(_ share: Double) -> Double {
        isEmpty ? 0 : self[Swift.min(count - 1, Int(Double(count) * share))]
    }
}
