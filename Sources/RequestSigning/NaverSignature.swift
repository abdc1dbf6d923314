import CCrypt
import Foundation
package import MatchingCore

/// How 네이버 커머스 API has a request for a token signed: bcrypt with the client secret as its salt.
///
/// Source: 네이버 커머스 API documentation, "인증".
package enum NaverSignature {
    /// Why nothing can be signed.
    package enum Problem: Error, Sendable, Hashable {
        /// The client secret is no bcrypt salt (`$2a$10$` and 22 characters).
        case notASalt
    }

    /// The value of `client_secret_sign`.
    ///
    /// Takes some tens of milliseconds: that is what bcrypt is for.
    ///
    /// - Parameters:
    ///   - clientID: The application's id.
    ///   - clientSecret: The application's secret.
    ///   - moment: The value of `timestamp`; good for five minutes.
    /// - Returns: Base64 of the hash.
    /// - Throws: ``Problem``.
    package static func sign(
        clientID: String,
        clientSecret: String,
        at moment: Timestamp
    ) throws(Problem) -> String {
        let phrase = "\(clientID)_\(moment.rawValue)"
        var hash = [CChar](repeating: 0, count: 128)
        guard clientSecret.hasPrefix("$2"),
            crypt_hash(phrase, clientSecret, &hash, hash.count) == 0
        else { throw .notASalt }
        let bytes = hash.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return Data(bytes).base64EncodedString()
    }
}
