import SyncInterfaces

/// What 쿠팡's errors mean.
enum CoupangFailure {
    private struct Body: Decodable {
        let code: WireText?
        let message: String?
    }

    /// The value of an answer.
    ///
    /// The words of errors are those of the documents, and of what public clients have seen.
    ///
    /// - Throws: ``ServiceFailure`` for an answer that is an error or not of that form.
    static func value<Value: Decodable>(_ type: Value.Type, in answer: HTTPAnswer) throws -> Value {
        let body = try? WireJSON.value(Body.self, in: answer)
        guard answer.status == 200 else {
            throw failure(of: answer, message: body?.message ?? answer.outline)
        }
        // Documents and samples have `200`, `"200"` and `"SUCCESS"`.
        if let code = body?.code?.value, !["200", "SUCCESS"].contains(code) {
            throw ServiceFailure(.refused(code: code, message: body?.message ?? ""))
        }
        return try WireJSON.value(type, in: answer)
    }

    /// How long a vendor that has called too often is locked out: "for minutes", the documents say,
    /// and for good where it goes on.
    private static let lockOutInSeconds = 300

    private static func failure(of answer: HTTPAnswer, message: String) -> ServiceFailure {
        switch answer.status {
        case 401 where message.contains("expired"):
            ServiceFailure(.notSignedIn(message), isAboutTime: true)
        case 401: ServiceFailure(.notSignedIn(message))
        case 403 where message.contains("Not allowed IP"):
            ServiceFailure(.addressNotRegistered(message))
        // The page of the network in front, for vendors that were locked out for calling too often.
        case 403 where answer.mentions("Access Denied"):
            ServiceFailure(
                .tooManyCalls(secondsToWait: nil),
                secondsToWait: lockOutInSeconds
            )
        case 429:
            ServiceFailure(
                .tooManyCalls(secondsToWait: answer.retryAfter),
                mayPass: true,
                secondsToWait: answer.retryAfter ?? lockOutInSeconds
            )
        case 403: ServiceFailure(.notPermitted(message))
        case 412: ServiceFailure(.serverFailed(status: 412, message), mayPass: true)
        default: ServiceFailure.forStatus(of: answer, message: message)
        }
    }
}
