public import CaseProtocol
internal import Logging

extension ServerCore {
    /// Decides commands as ``push(_:as:)`` does and answers the pull beside them, from a snapshot after the commands: one
    /// round trip for a change both ways. The page already begins with the answer to the push, which is given beside it for
    /// whoever has to know what it says.
    ///
    /// Once the commands are decided nothing takes that back: where the page cannot be made, the answer is without one, and
    /// the pull that follows is told why.
    public func push(
        _ request: PushRequest, andPull pull: PullRequest, as person: SignedIn, in manner: PullManner
    ) async throws -> (pushed: PushReply, pulled: PullAnswer) {
        guard pull.replica == request.replica else {
            throw Problem(.malformedBody, "Push and pull are of one replica.", path: "pull.replica")
        }
        let pushed = try await push(request, as: person)
        let line = try pushed.lineBytes() + [UInt8(ascii: "\n")]
        do {
            return (pushed, try await self.pull(pull, as: person, in: manner, after: line))
        } catch {
            if !(error is Problem) {
                log.error("the page beside a push could not be made", metadata: ["error": "\(error.logText)"])
            }
            return (pushed, .page(line, isGzip: false))
        }
    }
}
