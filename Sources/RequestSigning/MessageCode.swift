import Crypto
import Foundation

/// Keyed digests of texts, in lower-case hexadecimal.
enum MessageCode {
    /// HMAC-SHA256 of the UTF-8 of `text`.
    static func sha256(_ text: String, secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(text.utf8),
            using: SymmetricKey(data: Data(secret.utf8))
        )
        return hexadecimal(code)
    }

    /// HMAC-SHA1 of the UTF-8 of `text`; only where an API asks for it.
    static func sha1(_ text: String, secret: String) -> String {
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Data(text.utf8),
            using: SymmetricKey(data: Data(secret.utf8))
        )
        return hexadecimal(code)
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".unicodeScalars)
        var text = String.UnicodeScalarView()
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(text)
    }
}
