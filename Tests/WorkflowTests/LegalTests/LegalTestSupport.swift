import CaseProtocol
import Testing
import Workflow

/// An amount of a test, which must be one: `1200.50 USD`.
func decimalAmount(_ text: String) throws -> DecimalAmount { try DecimalAmount(text, name: "amount") }

/// A number of a test, which must be one.
func decimalNumber(_ text: String) throws -> Ratio { try #require(Ratio(decimal: text)) }

extension LegalTestResult {
    /// The value of a figure, as it is shown.
    func value(_ name: String) -> String? { self[name]?.value }
    func verdictOn(_ subject: String) -> LegalVerdict? { finding(subject)?.verdict }
}

/// Bytes of a table.
func csvBytes(_ text: String) -> [UInt8] { Array(text.utf8) }
