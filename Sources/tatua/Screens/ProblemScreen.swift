import CaseProtocol
import ClientCore

/// What went wrong, for a person.
enum ProblemScreen {
    static func write(_ problem: Problem, to page: inout Page, prefix: String = "", indent: Int = 0) {
        page.say(prefix + problem.message, indent: indent, hanging: indent + prefix.count)
        let inner = indent + prefix.count
        if let from = problem.from { page.say("Lawful from \(from) on.", indent: inner) }
        // The sentences of these name all of them already.
        let isSaid = [.missingField, .notPermitted].contains(problem.code)
        if let allowed = problem.allowed, !allowed.isEmpty, !isSaid {
            page.say("\(lead(problem.code)): \(allowed.joined(separator: ", ")).", indent: inner)
        }
        if let id = problem.requestID { page.say("The administrator finds it under \(id).", indent: inner) }
    }

    private static func lead(_ code: ProblemCode) -> String {
        switch code {
        case .unknownCode, .unknownField, .unknownAction, .notFound: "Possible"
        case .ambiguous: "Endings that tell them apart"
        case .wrongStage: "It is taken at"
        case .notAdopted, .suspended, .stageMoved: "Open to you"
        case .fieldConflict: "In question"
        default: "Allowed"
        }
    }
}

/// What went wrong, for a program.
enum ProblemView {
    static func json(_ problem: Problem) -> JSONValue {
        var members: [String: JSONValue] = [
            "code": .string(problem.code.rawValue), "message": .string(problem.message),
        ]
        if let path = problem.path { members["path"] = .string(path) }
        if let allowed = problem.allowed { members["allowed"] = .array(allowed.map { .string($0) }) }
        if let from = problem.from { members["from"] = .string(from.description) }
        if let id = problem.requestID { members["requestID"] = .string(id) }
        return .object(members)
    }
}
