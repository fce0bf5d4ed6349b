import CaseProtocol
import Foundation
import Server

/// Every message of the wire: the first byte says which, the rest is its body. What is read can be written, and read again;
/// and our coders do what Foundation's do.
enum FuzzMessages {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        guard let first = bytes.first else { return }
        let body = bytes.dropFirst()
        let kind = Int(first &- 0x30)
        guard kinds.indices.contains(kind) else { return }
        try kinds[kind](body)
    }

    /// In this order; a new one goes to the end, so that the corpus keeps its meaning. Spelt `0`, `1`… `9`, `:`, `;`…
    private static let kinds: [@Sendable (ArraySlice<UInt8>) throws -> Void] = [
        { try message(Hello.self, $0) }, { try message(PushRequest.self, $0) }, { try message(PushReply.self, $0) },
        { try message(PullRequest.self, $0) }, { try message(PullTrailer.self, $0) }, { try message(Outcome.self, $0) },
        { try message(OutcomeRecord.self, $0) }, { try message(Problem.self, $0) },
        { try message(DigestRequest.self, $0) }, { try message(DigestReply.self, $0) },
        { try message(EstimateReply.self, $0) }, { try message(NewsReply.self, $0) },
        { try message(LoginRequest.self, $0) }, { try message(LoginReply.self, $0) },
        { try message(AddUserRequest.self, $0) }, { try message(ResetPasswordRequest.self, $0) },
        { try message(PublicCardList.self, $0) }, { try message(ImportRequest.self, $0) },
        { try message(ImportReport.self, $0) }, { try message(CatalogueItem.self, $0) },
        { try message(CatalogueReport.self, $0) }, { try message(MigrationRequest.self, $0) },
        { try message(PlanReport<MigrationPlan>.self, $0) }, { try message(RecountRequest.self, $0) },
        { try message(PlanReport<RecountPlan>.self, $0) }, { try message(BundleHeader.self, $0) },
        { try message(BundleManifest.self, $0) }, { try message(BundleWork.self, $0) },
        { try message(BundleReport.self, $0) }, { try message(CaseEvent.self, $0) }, { try envelope($0) },
        { try backup($0) }, { try message(SessionList.self, $0) }, { try message(RegisterRequest.self, $0) },
        { try message(ChangePasswordRequest.self, $0) }, { try message(RecoverPasswordRequest.self, $0) },
        { try message(InviteRequest.self, $0) }, { try message(OneTimeCode.self, $0) },
        { try message(LoadTermsRequest.self, $0) }, { try message(ServerSettings.self, $0) },
        { try message(RevokeSessionsRequest.self, $0) }, { try message(WipeDirective.self, $0) },
        { try message(SignedDirective.self, $0) }, { try message(DirectiveInquiry.self, $0) },
        { try message(DirectiveReply.self, $0) }, { try message(RescueRequest.self, $0) },
        { try message(RescueReply.self, $0) }, { try message(AlternateRequest.self, $0) },
        { try message(MakeOrganisationRequest.self, $0) }, { try message(OrganisationInvitationRequest.self, $0) },
        { try message(JoinOrganisationRequest.self, $0) }, { try message(ChangeOrganisationRequest.self, $0) },
        { try message(OrganisationSummary.self, $0) }, { try message(OrganisationList.self, $0) },
        { try message(LetterRequest.self, $0) }, { try message(SuspendOrganisationRequest.self, $0) },
        { try message(CountsRequest.self, $0) }, { try message(CountsReply.self, $0) },
        { try message(PublicCounts.self, $0) },
        { try message(AuditRequest.self, $0) }, { try message(AuditedCase.self, $0) },
        { try message(SecondFactorConfirmation.self, $0) }, { try message(TermsAcceptances.self, $0) },
        { try receipt($0) }, { try message(RegisterReply.self, $0) }, { try message(SecondFactorOffer.self, $0) },
        { try message(SecondFactorCodes.self, $0) }, { try message(AlternateReply.self, $0) },
        { try message(RevokedSessions.self, $0) },
    ]

    /// Nothing but what was written is read.
    private static func backup(_ bytes: ArraySlice<UInt8>) throws {
        guard let read = try? BackupManifest(fileBytes: Array(bytes)) else { return }
        try expect(try read.fileBytes() == Array(bytes), "a manifest of a backup is read otherwise than it was written")
    }

    /// A receipt is the text that was signed: what is read is written as it stood, to the byte.
    private static func receipt(_ bytes: ArraySlice<UInt8>) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let read = FilingReceipt(text: text) else { return }
        try expect(read.text.utf8.elementsEqual(text.utf8), "a receipt is read otherwise than it was written")
    }

    private static func message<Message: Codable & Hashable>(_ type: Message.Type, _ bytes: ArraySlice<UInt8>) throws {
        let theirs = try? JSONDecoder().decode(type, from: Data(bytes))
        guard let read = try? CanonicalJSON.decode(type, from: bytes) else {
            return try expect(theirs == nil, "a \(type) that Foundation reads is refused")
        }
        try expect(theirs == read, "Foundation reads a \(type) otherwise")
        let written: [UInt8]
        do { written = try CanonicalJSON.encode(read) } catch {
            throw FuzzFinding("a \(type) that was read cannot be written: \(error)")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let other = try? JSONValue(parsing: try encoder.encode(read)).canonicalBytes
        try expect(other == written, "Foundation writes a \(type) otherwise")
        let again = try? CanonicalJSON.decode(type, from: written)
        try expect(again == read, "a \(type) that was written is read otherwise")
    }

    /// A command as it travels: its name and version, and in them the arguments as a text of their own.
    private static func envelope(_ bytes: ArraySlice<UInt8>) throws {
        try message(CommandEnvelope.self, bytes)
        guard let envelope = try? CanonicalJSON.decode(CommandEnvelope.self, from: bytes),
            let command = try? envelope.command()
        else { return }
        let again = try CommandEnvelope(
            n: envelope.n, mid: envelope.mid, at: envelope.at, after: envelope.after, command)
        try expect((try? again.command()) == command, "a command that was written is read otherwise")
        _ = envelope.hashedBytes
    }
}
