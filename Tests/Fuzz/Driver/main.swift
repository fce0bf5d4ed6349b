import Dispatch
import Foundation
import FuzzEntries
import FuzzTerminal

/// libFuzzer's own `main`, with the callback that it runs.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The entry that `TATUA_FUZZ` names.
private enum Chosen {
    static let all = FuzzEntry.all + FuzzTerminal.entries
    static let entry: FuzzEntry = {
        let name = ProcessInfo.processInfo.environment["TATUA_FUZZ"] ?? ""
        guard let entry = all.first(where: { $0.name == name }) else {
            print("TATUA_FUZZ is one of: \(all.map(\.name).joined(separator: " "))")
            exit(2)
        }
        return entry
    }()
}

/// Waits for `body`. Nothing here may suspend at the top: the terminal program has a `main` that does, by the same name.
private func wait(for body: @escaping @Sendable () async throws -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
        do { try await body() } catch { fatalError("found: \(error)") }
        done.signal()
    }
    done.wait()
}

/// Feeds one input; what is found ends the process, so that the input is kept. By this name libFuzzer's runtime wants it.
@_cdecl("LLVMFuzzerTestOneInput")
func feed(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let entry = Chosen.entry
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    wait { try await entry.run(bytes) }
    return 0
}

if CommandLine.arguments.dropFirst().first == "--entries" {
    for entry in Chosen.all { print(entry.name) }
    exit(0)
}
if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--seeds" {
    let folder = CommandLine.arguments[2]
    wait { try await FuzzSeeds.write(to: folder) }
    exit(0)
}
_ = Chosen.entry
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runFuzzer(&count, &arguments, feed))
