import CaseProtocol

/// Where a replica's folder is: `TATUA_HOME`, else `$XDG_DATA_HOME/tatua`, else `~/.local/share/tatua`.
struct Home: Hashable, Sendable {
    let folder: String

    /// - Parameter environment: the variables of the process. A relative `XDG_DATA_HOME` is ignored, as its
    ///   specification asks; empty variables count as unset.
    /// - Throws: a ``DeviceFailure`` when no variable leads anywhere.
    init(_ environment: [String: String]) throws {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let home = value("TATUA_HOME") {
            folder = home
        } else if let data = value("XDG_DATA_HOME"), data.hasPrefix("/") {
            folder = data + "/tatua"
        } else if let home = value("HOME") {
            folder = home + "/.local/share/tatua"
        } else {
            throw DeviceFailure(sentence: "There is no home directory; set TATUA_HOME to the folder of your replica.")
        }
    }
}
