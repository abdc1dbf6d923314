import Foundation
package import MatchingCore
import SyncInterfaces
import Synchronization

/// Knows whose calls a client makes and which words of them are secret, and writes them down.
package struct CallWitness: Sendable {
    let account: AccountID
    /// The API's name.
    let api: String
    let recorder: (any RequestRecorder)?
    let secrets: SecretWords

    /// Creates the witness of one account's calls of one API.
    ///
    /// - Parameters:
    ///   - account: Whose calls they are.
    ///   - api: The API's name.
    ///   - recorder: Takes the records; `nil` keeps none.
    ///   - secrets: What must not be shown.
    package init(
        account: AccountID,
        api: String,
        recorder: (any RequestRecorder)?,
        secrets: SecretWords
    ) {
        self.account = account
        self.api = api
        self.recorder = recorder
        self.secrets = secrets
    }

    /// The problem without secrets, which an API's own words may repeat.
    func redacted(_ problem: ServiceProblem) -> ServiceProblem {
        problem.mappingWords { secrets.redacted($0) }
    }

    /// The text without secrets.
    func redacted(_ text: String) -> String { secrets.redacted(text) }

    func record(
        _ request: HTTPRequest,
        _ answer: HTTPAnswer?,
        from start: Timestamp,
        to end: Timestamp,
        number: Int,
        _ problem: ServiceProblem?
    ) {
        guard let recorder else { return }
        recorder.record(
            RequestRecord(
                at: start,
                account: account,
                api: api,
                method: request.method,
                target: secrets.redacted(request.base + request.redactedTarget),
                headers: request.redactedHeaders.map { ($0.name, secrets.redacted($0.value)) },
                status: answer?.status,
                milliseconds: start.duration(to: end).wholeMilliseconds,
                byteCount: answer?.body.count,
                number: number,
                problem: problem?.code
            )
        )
    }
}

/// Words that must not be shown anywhere: the values of secrets, once they were asked for.
///
/// A class, because the secrets that add to it and the client that asks it share it.
package final class SecretWords: Sendable {
    private let words = Mutex<Set<String>>([])

    /// Characters that stand for themselves in an address.
    ///
    /// Source: RFC 3986, 2.3.
    private static let unreserved = CharacterSet.alphanumerics.union(.init(charactersIn: "-._~"))

    /// Starts without any.
    package init() {}

    /// Starts with the values of the variables that hold secrets: those that are named, and those whose
    /// names say so.
    init(in environment: [String: String], named names: Set<String>) {
        let telltales = ["KEY", "TOKEN", "SECRET", "PASS", "CREDENTIAL", "AUTH"]
        for (name, value) in environment
        where names.contains(name) || telltales.contains(where: name.uppercased().contains) {
            add(value)
        }
    }

    /// Adds a secret's value; one of fewer than four characters would be found everywhere.
    package func add(_ word: String) {
        guard word.count >= 4 else { return }
        words.withLock { words in
            words.insert(word)
            if let encoded = word.addingPercentEncoding(withAllowedCharacters: Self.unreserved) {
                words.insert(encoded)
            }
        }
    }

    /// The text with dots in place of every secret.
    package func redacted(_ text: String) -> String {
        let known = words.withLock { $0.sorted { $0.count > $1.count } }
        return known.reduce(text) { $0.replacing($1, with: Secret.mask) }
    }
}

extension HTTPRequest {
    private static let telltales = [
        "auth", "key", "token", "secret", "sign", "cookie", "passw", "code", "credential", "hmac",
    ]

    private static func soundsSecret(_ name: some StringProtocol) -> Bool {
        let name = name.lowercased()
        return telltales.contains { name.contains($0) }
    }

    /// The target with dots in place of the query's members that are secret, or sound so.
    var redactedTarget: String {
        guard let mark = target.firstIndex(of: "?") else { return target }
        let query = target[target.index(after: mark)...]
            .split(separator: "&", omittingEmptySubsequences: false)
            .map { member in
                let name = member.prefix { $0 != "=" }
                let isSecret =
                    secretQueryNames.contains(String(name)) || Self.soundsSecret(name)
                return isSecret ? "\(name)=\(Secret.mask)" : String(member)
            }
        return target[...mark] + query.joined(separator: "&")
    }

    var redactedHeaders: [(name: String, value: String)] {
        headers.map { header in
            let isSecret = header.isSecret || Self.soundsSecret(header.name)
            return (header.name, isSecret ? Secret.mask : header.value)
        }
    }
}
