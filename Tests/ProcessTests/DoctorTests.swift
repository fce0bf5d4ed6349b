import Foundation
import Testing

/// `tatuad doctor`, on a store that is well and on some that are not.
@Suite struct DoctorTests {
    private struct Patient {
        let folder: TemporaryFolder
        var data: String { folder.path + "/data" }

        init() throws {
            folder = try TemporaryFolder()
            let added = try Programs.run(
                "tatuad", ["user", "add", "amina", "--role", "complainant:KE", "--password-stdin", "--data", data],
                input: "a long password\n")
            #expect(added.status == 0, "\(added.output)")
        }

        func doctor(_ arguments: String...) throws -> (status: Int32, output: String) {
            try Programs.run("tatuad", ["doctor", "--data", data] + arguments)
        }
    }

    @Test func `a store that is well is said to be so, subject by subject, also while it is served`() throws {
        let patient = try Patient()
        let backup = try Programs.run("tatuad", ["backup", patient.folder.path + "/backups", "--data", patient.data])
        #expect(backup.status == 0, "\(backup.output)")
        let server = try RunningServer(data: patient.data)
        let told = try patient.doctor("--backups", patient.folder.path)
        #expect(told.status == 0, "\(told.output)")
        for subject in ["permissions", "keys", "version", "integrity", "clock", "backup"] {
            #expect(told.output.contains("ok    \(subject)"), "\(told.output)")
        }
        let object = try patient.doctor("--backups", patient.folder.path, "--json")
        #expect(object.output.contains(#""well":true"#))
        server.stop()
    }

    @Test(arguments: [
        ("chmod 644 $D/tatua.sqlite", "permissions"), ("chmod 755 $D", "permissions"),
        ("rm $D/keys/ledger.key", "keys"), ("truncate -s 31 $D/keys/cursor.key", "keys"),
        // Whatever else it is, the file is no database.
        (
            "head -c 4096 /dev/urandom | dd of=$D/tatua.sqlite conv=notrunc status=none; rm -f $D/tatua.sqlite-wal",
            "store"
        ),
    ])
    func `what is wrong is named and ends with 1`(harm: String, subject: String) throws {
        let patient = try Patient()
        let done = try Programs.shell(["sh", "-c", harm.replacing("$D", with: patient.data)])
        #expect(done.status == 0, "\(done.output)")
        let told = try patient.doctor()
        #expect(told.status == 1 && told.output.contains("wrong \(subject)"), "\(told.output)")
    }

    @Test func `a store whose commits come from the future, an old backup and an ended certificate are wrong`() throws {
        let patient = try Patient()
        let late = try Programs.shell([
            "sqlite3", patient.data + "/tatua.sqlite", "UPDATE commit_log SET at = at + 864000000",
        ])
        let told = try patient.doctor("--backups", patient.folder.path, "--tls-certificate", "/nowhere.pem")
        #expect(told.status == 1)
        #expect(told.output.contains("wrong backup") && told.output.contains("wrong certificate"), "\(told.output)")
        // Where that program is at hand.
        if late.status == 0 { #expect(told.output.contains("wrong clock"), "\(told.output)") }
        #expect(try Programs.run("tatuad", ["doctor", "--data", patient.folder.path + "/nothing"]).status == 1)
    }

    @Test func `sectors that leave goods to nobody are said as they are made, and looked for`() throws {
        let patient = try Patient()
        func add(_ name: String, _ role: String) throws -> String {
            try Programs.run(
                "tatuad", ["user", "add", name, "--role", role, "--password-stdin", "--data", patient.data],
                input: "a long password\n"
            ).output
        }
        let gap =
            "KE has focal points for sectors and none for all: nobody acts on cases in chapters 25 to 76 and 78 to 99."
        #expect(try add("wanjiru", "focalPoint:KE/01-24").contains("Watch: " + gap))
        let told = try patient.doctor()
        #expect(told.output.contains("watch sectors") && told.output.contains(gap), "\(told.output)")
        #expect(try !add("kamau", "focalPoint:KE").contains("Watch"))
        #expect(try !patient.doctor().output.contains("sectors"))
        let suspended = try Programs.run("tatuad", ["user", "suspend", "kamau", "--data", patient.data])
        #expect(suspended.output.contains(gap), "\(suspended.output)")
    }
}
