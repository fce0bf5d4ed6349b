import CaseProtocol

extension Page {
    /// Whose devices what is confidential went to.
    mutating func readings(_ readings: [ConfidentialReading]) {
        guard !readings.isEmpty else { return }
        heading("What is confidential went to")
        for reading in readings {
            let what = reading.file.map { "file \($0)" } ?? (reading.rows == 1 ? "1 row" : "\(reading.rows) rows")
            pair(
                reading.name ?? reading.user.description,
                "\(reading.lastAt)  \(reading.confidentiality), \(what), device \(reading.replica)", indent: 2,
                column: 24)
        }
    }
}
