import Crypto
import Foundation
package import MatchingCore

/// The token that a client of the ESM Trading API (옥션, 지마켓) signs for itself: a JWT, HS256.
///
/// Source: ESM Trading API guide, "인증". That the secret is used as text, not decoded, is our
/// reading.
package struct ESMToken: Sendable, Hashable {
    /// The selling tool's or seller's ESM+ master id.
    package let masterID: String
    /// The client's domain.
    package let issuer: String
    /// `A:<옥션 id>,G:<지마켓 id>`; one alone is fine.
    package let sellers: String

    package init(masterID: String, issuer: String, sellers: String) {
        self.masterID = masterID
        self.issuer = issuer
        self.sellers = sellers
    }

    /// The token, without `Bearer`.
    package func signed(secret: String, at moment: Timestamp) -> String {
        let header = #"{"alg":"HS256","typ":"JWT","kid":"\#(masterID)"}"#
        let payload =
            #"{"iss":"\#(issuer)","sub":"sell","aud":"sa.esmplus.com","#
            + #""iat":\#(moment.seconds),"ssi":"\#(sellers)"}"#
        let text = "\(Self.encoded(Data(header.utf8))).\(Self.encoded(Data(payload.utf8)))"
        return "\(text).\(Self.signature(of: text, secret: secret))"
    }

    /// The third part of a token whose first two are `text`.
    package static func signature(of text: String, secret: String) -> String {
        encoded(
            Data(
                HMAC<SHA256>.authenticationCode(
                    for: Data(text.utf8),
                    using: SymmetricKey(data: Data(secret.utf8))
                )
            )
        )
    }

    /// Base64 for addresses, without padding (RFC 7515).
    private static func encoded(_ data: Data) -> String {
        data.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
