/// Runs every task of a run on the thread that drains it, in the order in which they became ready.
final class OneThread: TaskExecutor, @unchecked Sendable {
    // Unchecked: the simulator has one thread, and only that one comes here.
    private var jobs: [UnownedJob] = []

    func enqueue(_ job: consuming ExecutorJob) { jobs.append(UnownedJob(job)) }

    /// Runs until every task waits for something.
    func drain() {
        var index = 0
        while index < jobs.count {
            let job = jobs[index]
            index += 1
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
        jobs.removeAll(keepingCapacity: true)
    }
}
