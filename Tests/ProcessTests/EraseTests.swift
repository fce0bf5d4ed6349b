import Foundation
import Testing

/// A case is erased through the built programs, beside a server that serves.
@Suite struct EraseTests {
    @Test func `a hold keeps it, and without one it goes from the store and from the device`() throws {
        let place = try BackedUpPlace()
        let server = try RunningServer(data: place.data)
        try place.signIn(server)
        try place.file("Quokkatown")
        let label = try place.label("Quokkatown")
        #expect(try place.tatua("sync").status == 0)
        func tatuad(_ arguments: String..., data: String? = nil) throws -> (status: Int32, output: String) {
            try Programs.run("tatuad", arguments + ["--data", data ?? place.data])
        }
        let held = try tatuad("hold", "add", label, "--reason", "Case 7 of the EACJ")
        #expect(held.status == 0, "\(held.output)")
        #expect(try tatuad("hold", "list").output.contains("Case 7 of the EACJ"))
        let refused = try tatuad("erase", label, "--reason", "Asked for")
        #expect(refused.status == 1 && refused.output.contains("Case 7 of the EACJ"), "\(refused.output)")
        #expect(try tatuad("hold", "remove", label, "--reason", "Judgment").status == 0)

        let shown = try tatuad("erase", label, "--reason", "Asked for")
        #expect(shown.status == 0 && shown.output.contains("Nothing is erased yet"), "\(shown.output)")
        #expect(try place.tatua("list").output.contains("Quokkatown"))
        let hash = String(try #require(shown.output.firstMatch(of: /--apply ([0-9a-f]{64})/)).1)
        let done = try tatuad("erase", label, "--reason", "Asked for", "--apply", hash)
        #expect(done.status == 0 && done.output.contains("Erased."), "\(done.output)")

        #expect(try place.tatua("sync").status == 0)
        #expect(try !place.tatua("list").output.contains("Quokkatown"))
        #expect(try tatuad("retention", "run", "--dry-run").output.contains("No case is past its time"))
        let verified = try tatuad("verify")
        #expect(verified.status == 0 && verified.output.contains("versions were erased"), "\(verified.output)")
        #expect(server.stop() == 0)
        #expect(try RawBytes.holding("Quokkatown", in: place.data) == [])
    }
}
