package import MatchingCore

/// How 쿠팡's Open API has a request signed ("CEA"); the body is not part of it.
///
/// Source: Coupang Open API documentation, "HMAC signature".
package struct CoupangSignature: Sendable, Hashable {
    /// `yyMMdd'T'HHmmss'Z'`, in UTC.
    package let date: String
    /// HMAC-SHA256 in lower-case hexadecimal.
    package let value: String

    /// Signs a request.
    ///
    /// - Parameters:
    ///   - method: `GET` or `POST`.
    ///   - path: The path as sent.
    ///   - query: What follows `?`, byte for byte as sent; empty without.
    ///   - secret: The vendor's secret key.
    ///   - moment: When the request is sent.
    package init(
        method: String,
        path: String,
        query: String,
        secret: String,
        at moment: Timestamp
    ) {
        self.init(method: method, path: path, query: query, secret: secret, date: moment.cea)
    }

    /// Signs a request that carries `date`.
    package init(method: String, path: String, query: String, secret: String, date: String) {
        self.date = date
        value = MessageCode.sha256(date + method + path + query, secret: secret)
    }

    /// The value of the `Authorization` header.
    package func header(accessKey: String) -> String {
        "CEA algorithm=HmacSHA256, access-key=\(accessKey), signed-date=\(date), signature=\(value)"
    }
}

extension Timestamp {
    /// `260301T020304Z`.
    fileprivate var cea: String {
        // Korean civil time is UTC+9; nine hours earlier it reads as UTC.
        let utc = CivilTime(advanced(by: .seconds(-CivilTime.offsetFromUTCInSeconds)))
        let date = utc.dateText.dropFirst(2).filter { $0 != "-" }
        return "\(date)T\(utc.timeText.filter { $0 != ":" })Z"
    }
}
