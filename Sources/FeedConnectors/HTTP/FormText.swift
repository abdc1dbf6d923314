import Foundation

/// Writes the members of queries and forms.
enum FormText {
    /// `name=value&name=value`, in this order, everything but letters, digits and `-._~` encoded.
    static func members(_ members: [(name: String, value: String)]) -> String {
        members.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
    }

    private static let plain = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )

    // A text of Swift's is always valid UTF-8, so that there is always an encoding of it.
    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
