package import MatchingCore

/// One try of a call, for support: what was asked and how it went; no body, no secret.
package struct RequestRecord: Sendable {
    package let at: Timestamp
    package let account: AccountID
    /// The API's name.
    package let api: String
    package let method: String
    /// Address, path and query, secret members redacted.
    package let target: String
    /// Secret values redacted.
    package let headers: [(name: String, value: String)]
    /// `nil` without an answer.
    package let status: Int?
    package let milliseconds: Int64
    /// Of the answer's body; `nil` without an answer.
    package let byteCount: Int?
    /// 1 for the first try of a call.
    package let number: Int
    /// The problem's code; `nil` when all went well.
    package let problem: String?

    /// Creates a record.
    package init(
        at: Timestamp,
        account: AccountID,
        api: String,
        method: String,
        target: String,
        headers: [(name: String, value: String)],
        status: Int?,
        milliseconds: Int64,
        byteCount: Int?,
        number: Int,
        problem: String?
    ) {
        self.at = at
        self.account = account
        self.api = api
        self.method = method
        self.target = target
        self.headers = headers
        self.status = status
        self.milliseconds = milliseconds
        self.byteCount = byteCount
        self.number = number
        self.problem = problem
    }

    /// The record as one line of JSON.
    package var line: String {
        JSONWriter.line { writer in
            writer.member("at", at.iso8601)
            writer.member("account", account.rawValue)
            writer.member("api", api)
            writer.member("method", method)
            writer.member("target", target)
            writer.name("headers")
            writer.object { writer in
                for header in headers { writer.member(header.name, header.value) }
            }
            writer.member("status", status)
            writer.member("ms", milliseconds)
            writer.member("bytes", byteCount)
            writer.member("try", number)
            writer.member("problem", problem)
        }
    }
}

/// Takes the records of calls.
package protocol RequestRecorder: Sendable {
    /// Writes one record down; a recorder that cannot keeps quiet, for no call fails for its log.
    func record(_ record: RequestRecord)
}
