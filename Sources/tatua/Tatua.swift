import ArgumentParser

/// `tatua`, the terminal client of Tatua.
struct Tatua: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tatua",
        abstract: "File, follow and settle trade complaints, with or without a network.",
        discussion: """
            Only the verbs of signing in (but whoami), audit, counts, sync and fetch talk to a server. Everything else works on this device: what you change is \
            shown as it will probably be, and waits for the next sync.

            REF is a number, a provisional label, an alias, or the ending of a case's id. TATUA_HOME names the folder \
            of your replica.

            Exit codes: 0 done or queued, 1 refused, not found, or something came back rejected or in conflict, \
            2 wrong usage, 3 server not reachable (work stays queued), 4 not logged in, or locked.
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "Signing in:",
                subcommands: [
                    Login.self, Logout.self, WhoAmI.self, SecondFactorVerbs.self, SessionVerbs.self,
                    PasswordVerbs.self, Register.self, TermsVerb.self, AlternateVerb.self, OrganisationVerbs.self,
                ]),
            CommandGroup(
                name: "Encrypting this device's copy:",
                subcommands: [SealVerb.self, Unlock.self, Lock.self, Reseal.self, Unseal.self]),
            CommandGroup(
                name: "Working on cases:",
                subcommands: [
                    File.self, Act.self, GiveCode.self, Edit.self, Assign.self, HandOver.self, AddNote.self,
                    Settle.self, Attach.self,
                    PublishVerbs.self, IdentityVerbs.self, ConfidenceVerb.self,
                ]),
            CommandGroup(
                name: "Reading:",
                subcommands: [
                    ListCases.self, Inbox.self, Show.self, ListEvidence.self, Why.self, Parties.self, Matrix.self,
                    Summary.self, Search.self, Audit.self, CountCases.self, ShowReceipt.self, Verify.self, Actions.self,
                    Fields.self, Codes.self,
                ]),
            CommandGroup(name: "Computing:", subcommands: [Calc.self]),
            CommandGroup(
                name: "Exchanging with the server:",
                subcommands: [Sync.self, Fetch.self, Outbox.self, BundleVerbs.self]),
        ])
}
