public import CaseProtocol

/// The calendars that an office counts by, the latest version of each.
public struct Calendars: Hashable, Sendable {
    private var byID: [CalendarID: WorkCalendar]

    /// Takes of each id the highest version; of equal versions the last.
    public init(_ calendars: [WorkCalendar]) {
        byID = [:]
        for calendar in calendars { load(calendar) }
    }

    /// The calendar of `id`; plain Monday to Friday where it is not known.
    public subscript(_ id: CalendarID) -> WorkCalendar { byID[id] ?? .weekdays }

    /// Whether ``subscript(_:)`` answers with a calendar of that id.
    public func isKnown(_ id: CalendarID) -> Bool { byID[id] != nil }

    /// By id.
    public var all: [WorkCalendar] { byID.values.sorted { $0.id < $1.id } }

    /// Puts `calendar` in place of an older or equal version of it; a newer one stays.
    public mutating func load(_ calendar: WorkCalendar) {
        if let held = byID[calendar.id], held.version > calendar.version { return }
        byID[calendar.id] = calendar
    }

    /// What Tatua ships with. An administrator confirms and completes them; see each for what is left out.
    public static let standard = Calendars([
        .weekdays, .kenya, .uganda, .tanzania, .rwanda, .ghana, .eac, .wto, .afcfta,
    ])
}
