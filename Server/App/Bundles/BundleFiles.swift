internal import CaseCrypto
public import CaseProtocol

extension ServerCore {
    /// Does the administrator's work on bundle files of this machine.
    ///
    /// - Throws: a ``Problem``, also for a file that cannot be read or written.
    public func work(on work: BundleWork) async throws -> BundleReport {
        do {
            var report: BundleReport
            let ask: BundleAsk
            if let path = work.input {
                let file = try SourceFile(path)
                let input = BundleInput(byteCount: file.byteCount, read: file.read)
                guard try work.output == nil || !isRescued(input) else {
                    throw Problem(
                        .invalidField,
                        "This bundle was handed in before its replica was erased, and nobody waits for an answer: tatuad bundle import.",
                        path: "output")
                }
                if work.isImported {
                    report = try await importBundle(input)
                    ask = try await bundleAsk(of: report.replica)
                } else {
                    ask = try await bundleAsk(in: input)
                    report = BundleReport(replica: ask.replica, user: try await name(of: ask.user))
                }
            } else if let replica = work.replica {
                ask = try await bundleAsk(of: replica)
                report = BundleReport(replica: ask.replica, user: try await name(of: ask.user))
            } else {
                throw Problem(
                    .missingField, "Which bundle or which replica?", path: "input", allowed: ["input", "replica"])
            }
            if let output = work.output {
                var drafts: [(path: String, file: DraftFile)] = []
                _ = try await exportBundle(for: ask, partBytesMax: work.partBytesMax) { part in
                    let path = part == 1 ? output : "\(output).\(part)"
                    let file = try DraftFile(path)
                    drafts.append((path, file))
                    return (file.write, file.finish)
                }
                report.files = drafts.map { BundleReport.File(path: $0.path, bytes: $0.file.byteCount) }
            }
            return report
        } catch let fault as FileFault {
            throw Problem(.invalidField, "The bundle \(fault).", path: "file")
        }
    }

    private func name(of user: UserID) async throws -> String {
        try await store.read { try $0.account(user)?.name ?? "" }
    }
}
