package import MatchingCore

/// How 지그재그's Open API has a query signed: HMAC-SHA1, although the header names SHA-256.
///
/// Source: three public clients that agree; not documented.
package struct ZigzagSignature: Sendable, Hashable {
    /// Milliseconds since 1970.
    package let date: String
    /// HMAC-SHA1 in lower-case hexadecimal.
    package let value: String

    /// Signs a query, which is to be sent as ``collapsed(_:)`` leaves it.
    package init(query: String, secret: String, at moment: Timestamp) {
        self.init(query: query, secret: secret, date: String(moment.rawValue))
    }

    /// Signs a query that is sent with `date`.
    package init(query: String, secret: String, date: String) {
        self.date = date
        value = MessageCode.sha1("\(date).\(Self.collapsed(query))", secret: secret)
    }

    /// The query with each run of white space as one blank.
    package static func collapsed(_ query: String) -> String {
        query.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The value of the `Authorization` header.
    package func header(accessKey: String) -> String {
        "CEA algorithm=HmacSHA256, access-key=\(accessKey), signed-date=\(date), signature=\(value)"
    }
}
