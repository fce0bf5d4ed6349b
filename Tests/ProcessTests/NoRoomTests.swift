import Foundation
import Testing

/// The built server where its folder takes no file, as on a full disk.
@Suite struct NoRoomTests {
    @Test func `a server that cannot write its address down serves all the same`() throws {
        let folder = try TemporaryFolder()
        let (data, home) = (folder.path + "/data", folder.path + "/home")
        let added = try Programs.run(
            "tatuad", ["user", "add", "amina", "--role", "complainant:KE", "--password-stdin", "--data", data],
            input: "a long password\n")
        #expect(added.status == 0, "\(added.output)")
        // Nothing can be written under this name, and it cannot be taken away.
        try FileManager.default.createDirectory(
            atPath: data + "/server.json.new/in-the-way", withIntermediateDirectories: true)
        let server = try RunningServer(data: data)
        let login = try Programs.run(
            "tatua", ["login", server.url, "--user", "amina", "--password-stdin"], input: "a long password\n",
            home: home)
        #expect(login.status == 0, "\(login.output)")
        #expect(!FileManager.default.fileExists(atPath: data + "/server.json"))
        #expect(server.stop() == 0)
    }
}
