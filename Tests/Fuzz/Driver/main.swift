import Dispatch
import Foundation
import FuzzEntries

/// libFuzzer's own `main`, with the callback that it runs.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The entry that `TATUA_FUZZ` names.
private enum Chosen {
    static let entry: FuzzEntry = {
        let name = ProcessInfo.processInfo.environment["TATUA_FUZZ"] ?? ""
        guard let entry = FuzzEntry.all.first(where: { $0.name == name }) else {
            print("TATUA_FUZZ is one of: \(FuzzEntry.all.map(\.name).joined(separator: " "))")
            exit(2)
        }
        return entry
    }()
}

/// Feeds one input; what is found ends the process, so that the input is kept. By this name libFuzzer's runtime wants it.
@_cdecl("LLVMFuzzerTestOneInput")
func feed(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let entry = Chosen.entry
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let done = DispatchSemaphore(value: 0)
    Task.detached {
        do { try await entry.run(bytes) } catch { fatalError("found: \(error)") }
        done.signal()
    }
    done.wait()
    return 0
}

if CommandLine.arguments.dropFirst().first == "--entries" {
    for entry in FuzzEntry.all { print(entry.name) }
    exit(0)
}
if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--seeds" {
    try await FuzzSeeds.write(to: CommandLine.arguments[2])
    exit(0)
}
_ = Chosen.entry
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runFuzzer(&count, &arguments, feed))
