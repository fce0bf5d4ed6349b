import Foundation
import Testing

/// The mistakes that the simulator must find are in its own build and in no other.
@Suite struct PlantedBugTests {
    private static let planted = ["PlantedBug", "PlantedRandom", "PlantedMemory", "PlantedReading", "PlantedBreak"]

    @Test func `no planted bug is compiled into a normal build`() throws {
        var mentions = 0
        for file in try Tree.sourceFolders.flatMap(Tree.swiftFiles) {
            // What each open `#if` lets through: the simulator's build alone, or others too.
            var open: [Bool] = []
            for (index, line) in file.lines.enumerated() {
                let text = line.drop { $0 == " " }
                if text.hasPrefix("#if") { open.append(text == "#if PLANTED_BUGS") }
                if text.hasPrefix("#else"), !open.isEmpty { open[open.count - 1] = false }
                if text.hasPrefix("#endif") { _ = open.popLast() }
                guard Self.planted.contains(where: text.contains), !text.hasPrefix("//") else { continue }
                mentions += 1
                #expect(open.contains(true), "\(file.path):\(index + 1) is compiled into every build")
            }
        }
        #expect(mentions >= 25)
    }

    @Test func `the flag is set for the simulator only`() throws {
        let manifest = try String(contentsOf: Tree.root.appending(path: "Package.swift"), encoding: .utf8)
        let mentions = manifest.split(separator: "\n").filter { $0.contains("PLANTED_BUGS") }
        #expect(mentions.count == 1)
        #expect(mentions.allSatisfy { $0.contains("isSimulated ?") })
    }
}
