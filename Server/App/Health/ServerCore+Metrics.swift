internal import CaseProtocol
internal import Workflow

extension ServerCore {
    /// What happened since the process started and how things stand, in Prometheus' text format. Holds no name, number
    /// or text of a case or of a person.
    public func metrics() async throws -> String {
        let now = clock.now()
        let today = DecisionContext(now: now, mid: CommandID(high: 0, low: 0), isAuthoritative: true).today
        let figures = try await store.read { try $0.figures(on: today) }
        var gauges: [(name: String, about: String, value: Int)] = [
            ("tatua_writes_waiting", "writes that wait for their group", store.waitingCount),
            ("tatua_exchanges", "pushes, pulls, estimates and digests under way", load.exchanges),
            ("tatua_news_waiting", "devices that wait for news", newsBoard.count),
            ("tatua_deadlines", "running time limits", figures.deadlines),
            ("tatua_deadlines_late", "running time limits whose last day is over", figures.deadlinesLate),
            ("tatua_files", "files of evidence", figures.files),
            ("tatua_file_bytes", "bytes of them", figures.fileBytes),
            ("tatua_sessions", "devices that are signed in", figures.sessions),
            ("tatua_accounts", "accounts", figures.accounts),
        ]
        if let free = room() { gauges.append(("tatua_disk_free_bytes", "room on the disk of the data folder", free)) }
        return gauges.reduce(counters.text) { text, gauge in
            text + "# HELP \(gauge.name) \(gauge.about)\n# TYPE \(gauge.name) gauge\n\(gauge.name) \(gauge.value)\n"
        }
    }
}
