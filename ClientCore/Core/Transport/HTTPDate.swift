import CaseProtocol

/// The moment in a `Date` header, as every server writes it now: `Sat, 21 Nov 2026 18:05:56 GMT` (RFC 9110 5.6.7).
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `nil` for anything else.
    static func moment(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), let year = Int(words[3]),
            let month = months.firstIndex(where: { $0 == words[2] }),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        let parts = words[4].split(separator: ":").compactMap { Int($0) }
        guard parts.count == 3, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]), (0...60).contains(parts[2])
        else { return nil }
        let seconds = date.dayNumber * 86_400 + parts[0] * 3_600 + parts[1] * 60 + parts[2]
        return Timestamp(milliseconds: Int64(seconds) * 1_000)
    }
}
