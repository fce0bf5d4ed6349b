import CaseProtocol
import ClientCore

/// How a run ends, for scripts. The numbers are part of the interface.
enum TatuaExitCode: Int32 {
    /// Done, or queued for the server.
    case done = 0
    /// Refused by the rules, not found, or (`sync`) something came back rejected or in conflict.
    case refused = 1
    case wrongUsage = 2
    /// The server could not be reached; work stays queued.
    case unreachable = 3
    case notLoggedIn = 4

    /// The code for a problem, whoever found it.
    init(_ problem: Problem) {
        switch problem.code {
        case .notSignedIn, .wrongCredentials, .secondFactorNeeded, .accountSuspended, .tooManyAttempts,
            .secondFactorRequired, .termsNeeded, .locked:
            self = .notLoggedIn
        case .unreachable, .busy, .internal: self = .unreachable
        case .wrongUsage: self = .wrongUsage
        default: self = .refused
        }
    }
}

extension ProblemCode {
    /// The command line is not one that this program understands. Of this program only; never sent.
    static let wrongUsage: Self = "wrongUsage"
    /// The server could not be reached. Of this program only; never sent.
    static let unreachable: Self = "unreachable"
    /// This device failed: the replica cannot be read or written. Of this program only; never sent.
    static let deviceFailed: Self = "deviceFailed"
}

extension Problem {
    /// What an error of a run says to a person; `nil` for one of the argument parser.
    init?(ofRun error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as TransportError: self.init(.unreachable, error.sentence)
        case ReplicaFault.inUse(let sentence): self.init(.busyHere, sentence)
        case ReplicaFault.noRoom(let sentence): self.init(.noRoomHere, sentence)
        case ReplicaFault.locked(let sentence): self.init(.locked, sentence)
        case let fault as ReplicaFault:
            self.init(.deviceFailed, "The replica on this device cannot be used: \(fault).")
        case let failure as DeviceFailure: self.init(.deviceFailed, failure.sentence)
        default: return nil
        }
    }
}

extension ProblemCode {
    /// The replica is sealed and its key is not at hand. Of this program only; never sent.
    static let locked: Self = "locked"
    /// This device's disk is full. Of this program only; never sent.
    static let noRoomHere: Self = "noRoomHere"
    /// Another `tatua` works on the same replica. Of this program only; never sent.
    static let busyHere: Self = "inUse"
}

/// Something outside the rules failed on this device; the sentence is for people and names no content of a case.
struct DeviceFailure: Error, Hashable {
    let sentence: String
}
