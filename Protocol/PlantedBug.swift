#if PLANTED_BUGS
    /// A mistake that the simulator must find (docs/simulation.md). Only its own build has them, and turns on one at a time.
    public enum PlantedBug: Int, CaseIterable, Sendable {
        /// 1. The head that a pull reads up to counts commits that were tried, durable or not.
        case headCountsTriedCommits = 1
        /// 2. A round's end puts the cursor at the present head instead of where the round began.
        case cursorAtLastHead
        /// 3. A command's record is written after its effect, in a transaction of its own.
        case recordOutsideTransaction
        /// 4. A pull reads outcomes from another snapshot than rows.
        case outcomesFromLaterSnapshot
        /// 5. What must leave is said last on a page.
        case leaveSentLast
        /// 6. Who loses one audience loses what another one still shows.
        case leaveIgnoresSecondAudience
        /// 7. A replica is not told of what it lost by a command of its own.
        case ownLossNotTold
        /// 8. A compartment that comes into sight comes without all of its rows.
        case enterWithoutChildren
        /// 9. A page that continues a compartment skips a row.
        case pageSkipsRow
        /// 10. A row that left a compartment is not reported.
        case tombstoneDropped
        /// 11. Staged pages are shown before their round is complete.
        case flipBeforeComplete
        /// 12. A command leaves the outbox when the push is answered.
        case outboxTrustsPushReply
        /// 13. A refused command does not use up its number.
        case refusedNumberNotUsed
        /// 14. What rests on a refused command is performed all the same.
        case dependencyNotCascaded
        /// 15. A rebase forgets the first pending command.
        case rebaseSkipsOne
        /// 16. An edit is compared with the revision of the row instead of the field.
        case editByRowRevision
        /// 17. An act is guarded by the stage that its author saw.
        case guardNotRerun
        /// 18. A file is shown before its hash is checked.
        case blobBeforeHash
        /// 19. A restored server keeps its epoch.
        case epochNotRotated
        /// 20. A copied database goes on under the id of its original.
        case copyKeepsIdentity
        /// 21. A digest is not brought up to date when a row changes its compartment.
        case digestIgnoresMove
        /// 22. What is purged stays in the index of words.
        case purgeLeavesWords
        /// 23. A plain refusal of the token wipes the replica.
        case wipeOnRefusal
        /// 24. A cursor is accepted from another person.
        case foreignCursorTaken
        /// 25. A member that this version does not know is dropped.
        case unknownMemberDropped

        // Beyond the list of sync.md 3.3: what shows that a check is one.
        /// 26. An edit brings its case to another stage.
        case editMovesStage
        /// 27. A command on which the server breaks is deferred without end.
        case stuckForEver
        /// 28. The page size stays what it is, however often an answer stops coming.
        case stallNotNoted
        /// 29. A page that was cut short is taken for whole, without its trailer: number 11 to the letter.
        case trailerNotAwaited
        /// 30. A command is judged by the offices that its sender held when the request came, not when it is decided.
        case officesAtTheDoor
        /// 31. The page size stays what it is when the answer stops coming that a page was to come with.
        case stalledPushNotNoted
        /// 32. Thumbnails of what a person may no longer see stay on the shelf.
        case pruneLeavesThumbnails

        /// The one that is on. Safe to share: the simulator, which alone is built with it, has one thread.
        nonisolated(unsafe) public static var present: PlantedBug?

        /// The highest number that a commit was tried under, for the first of them. Safe to share for the same reason.
        nonisolated(unsafe) public static var triedCommit = 0

        /// Whether it is on.
        public static func isOn(_ bug: PlantedBug) -> Bool { present == bug }
    }

    /// Commands on which the server breaks, and does not know why: a fault of the simulator.
    public enum PlantedBreak {
        /// How often each is still to break it. Safe to share: the simulator, which alone is built with it, has one thread.
        nonisolated(unsafe) public static var left: [CommandID: Int] = [:]

        /// Breaks where the command is one of them.
        public static func happens(at mid: CommandID) throws {
            guard let times = left[mid], times > 0 else { return }
            left[mid] = times - 1
            throw Breakage()
        }

        struct Breakage: Error {}
    }
#endif
