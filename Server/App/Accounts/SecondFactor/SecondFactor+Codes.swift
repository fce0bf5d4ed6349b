internal import CaseCrypto
internal import CaseProtocol

extension SecondFactor {
    /// How many recovery codes there are.
    static let recoveryCount = 10
    /// Of a recovery code, in bytes: 80 bits, so that a plain hash keeps it.
    private static let recoveryByteCount = 10
    /// Codes of this many steps before and after the present one are taken: clocks differ.
    private static let driftSteps: Int64 = 1

    /// Takes a code of the authenticator program or a recovery code, once.
    ///
    /// - Returns: whether it was right; a code that was taken is not taken again.
    mutating func accept(_ code: String, secret: [UInt8], at now: Timestamp) -> Bool {
        let text = Self.folded(code)
        let present = TimeCode.step(atSeconds: now.milliseconds / 1_000)
        for step in (present - Self.driftSteps)...(present + Self.driftSteps) where step > lastStep && step >= 0 {
            guard equalInConstantTime(Array(TimeCode.code(of: secret, step: step).utf8), Array(text.utf8)) else {
                continue
            }
            lastStep = step
            return true
        }
        return acceptRecovery(code)
    }

    /// Takes a recovery code, once.
    mutating func acceptRecovery(_ code: String) -> Bool {
        let hash = Self.hash(Self.folded(code))
        guard isConfirmed, let index = recovery.firstIndex(where: { equalInConstantTime($0, hash) }) else {
            return false
        }
        recovery.remove(at: index)
        return true
    }

    private static func folded(_ code: String) -> String {
        code.filter { !$0.isWhitespace && $0 != "-" }.uppercased()
    }

    /// Makes recovery codes anew: `ABCD-EFGH-IJKL-MNOP`. They are shown once.
    mutating func makeRecoveryCodes() throws -> [String] {
        let codes = try (0..<Self.recoveryCount).map { _ in
            Base32.encode(try SecureRandom.bytes(Self.recoveryByteCount))
        }
        recovery = codes.map(Self.hash)
        return codes.map { code in
            stride(from: 0, to: code.count, by: 4).map { String(code.dropFirst($0).prefix(4)) }.joined(separator: "-")
        }
    }

    private static func hash(_ text: String) -> [UInt8] { SHA256.hash(Array(text.utf8)).bytes }
}
