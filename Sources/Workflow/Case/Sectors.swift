import CaseProtocol

extension Appointment {
    /// Whether its holder acts on this case: without a sector on all of the country's; with one, where the goods lie in it, and
    /// where no code says what they are, so that no case is nobody's.
    func acts(on header: CaseHeader) -> Bool {
        guard let chapters, let code = header.hsCode else { return true }
        return chapters.covers(code)
    }

    /// What is amiss with the focal points of each country, in words; nothing where somebody acts on every case.
    ///
    /// - Parameter appointments: of everybody who is not suspended.
    public static func sectorGaps(in appointments: [Appointment]) -> [String] {
        let offices = appointments.filter { $0.role == .focalPoint && $0.acting == nil }
        return Dictionary(grouping: offices) { $0.scope ?? "" }.sorted { $0.key < $1.key }.compactMap { country, held in
            let sectors = held.compactMap(\.chapters)
            guard sectors.count == held.count, let left = HSChapters.left(by: sectors) else { return nil }
            return
                "\(country) has focal points for sectors and none for all: nobody acts on cases in \(left.words). Appoint one without a sector: focalPoint:\(country)."
        }
    }
}

extension CaseHeader {
    /// The code of the goods that it is about; `nil` where none is given, or none that is one.
    var hsCode: HSCode? { text("hsCode").flatMap { HSCode($0) } }
}
