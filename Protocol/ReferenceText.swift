/// How references are compared: people mix up letter case, `O` with `0`, and `I` or `L` with `1`.
public enum ReferenceText {
    /// The form under which references are indexed and looked up: upper case, no spaces, look-alikes folded.
    public static func folded(_ text: String) -> String {
        String(
            text.uppercased().compactMap { character in
                switch character {
                case " ", "\t": nil
                case "O": "0"
                case "I", "L": "1"
                case "–", "—": "-"
                default: character
                }
            })
    }
}
