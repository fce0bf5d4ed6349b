import Foundation
import Testing

/// The built `tatua` on a small disk of its own that something else filled to the brim.
@Suite struct DeviceFullTests {
    /// Runs a script where file systems may be mounted that nobody else sees.
    private static func aside(_ script: String) throws -> (status: Int32, output: String) {
        let isRoot = geteuid() == 0
        return try Programs.shell(["unshare"] + (isRoot ? ["-m"] : ["-r", "-m"]) + ["sh", "-c", script])
    }

    static let canMount: Bool = {
        let tried = try? aside("mount -t tmpfs -o size=1m tmpfs /mnt && umount /mnt")
        return tried?.status == 0
    }()

    @Test(.enabled(if: canMount, "no file system may be mounted here"))
    func `a filing is kept and sent, a sync says what it needs, and all goes on when there is room`() throws {
        let folder = try TemporaryFolder()
        let (data, home) = (folder.path + "/data", folder.path + "/home")
        let added = try Programs.run(
            "tatuad", ["user", "add", "amina", "--role", "complainant:KE", "--password-stdin", "--data", data],
            input: "a long password\n")
        #expect(added.status == 0, "\(added.output)")
        let server = try RunningServer(data: data)
        let tatua = Programs.folder.appending(path: "tatua").path
        let file =
            "file --set ntbCategory=2.8 --set locationCountry=ug --set place=Malaba --set incidentOn=2026-11-01"
            + " --set description=quokka --set 'contact=+254 700 000 001'"
        let done = try Self.aside(
            """
            mkdir -p \(home) && mount -t tmpfs -o size=64m,mode=0700 tmpfs \(home) || exit 9
            export TATUA_HOME=\(home)
            said() { echo "[$1 $?]"; }
            echo 'a long password' | \(tatua) login \(server.url) --user amina --password-stdin; said login
            \(tatua) sync; said first
            dd if=/dev/zero of=\(home)/filler bs=64k 2>/dev/null; dd if=/dev/zero of=\(home)/filler2 bs=1 2>/dev/null
            \(tatua) \(file); said filed
            \(tatua) sync --json; said full
            dd if=/dev/zero of=\(home)/filler3 bs=4k 2>/dev/null
            \(tatua) \(file); said again
            \(tatua) whoami; said whoami
            rm \(home)/filler*
            \(tatua) sync; said roomy
            \(tatua) list; said listed
            stat -c 'reserve=%s' \(home)/replica.reserve
            """)
        for step in ["login 0", "first 0", "filed 0", "full 1", "again 0", "whoami 0", "roomy 0", "listed 0"] {
            #expect(done.output.contains("[\(step)]"), "\(step): \(done.output)")
        }
        #expect(done.output.contains("\"noRoomHere\"") && done.output.contains("16 MB must be"), "\(done.output)")
        #expect(done.output.contains("Free on disk"), "\(done.output)")
        #expect(done.output.contains("reserve=5000000"), "\(done.output)")
        #expect(done.output.contains("As of"), "\(done.output)")
        #expect(server.stop() == 0)
    }
}
