import SyncInterfaces

/// What 카페24's errors mean.
enum Cafe24Failure {
    private struct Body: Decodable {
        struct Problem: Decodable {
            let message: String
        }
        let error: Problem
    }

    private struct TokenBody: Decodable {
        let error: String
        let description: String?

        enum CodingKeys: String, CodingKey {
            case error
            case description = "error_description"
        }
    }

    /// Throws a ``ServiceFailure`` for an answer of the API that is none.
    static func check(_ answer: HTTPAnswer) throws {
        guard answer.status != 200 else { return }
        let message =
            (try? WireJSON.value(Body.self, in: answer))?.error.message ?? answer.outline
        if answer.status == 429 {
            let wait = secondsToWait(answer)
            throw ServiceFailure(
                .tooManyCalls(secondsToWait: wait),
                mayPass: true,
                secondsToWait: wait
            )
        }
        throw ServiceFailure.forStatus(of: answer, message: message)
    }

    /// The longest wait that a refusal names; the bucket leaks two calls a second.
    private static func secondsToWait(_ answer: HTTPAnswer) -> Int {
        let named = ["x-cafe24-call-remain", "x-cafe24-time-remain"].compactMap {
            answer.headers[$0].flatMap { Int($0) }
        }
        return ([answer.retryAfter].compactMap { $0 } + named).max() ?? 1
    }

    /// Throws a ``ServiceFailure`` for an answer that is no token.
    static func checkToken(_ answer: HTTPAnswer) throws {
        guard answer.status != 200 else { return }
        guard let body = try? WireJSON.value(TokenBody.self, in: answer) else {
            return try check(answer)
        }
        let message = body.description ?? body.error
        switch body.error {
        // A refresh token that was used, or is older than 14 days: the mall has to allow it again.
        case "invalid_grant":
            throw ServiceFailure(.signInEnded(setting: "refresh_token", message))
        case "invalid_client": throw ServiceFailure(.notSignedIn(message))
        default: throw ServiceFailure(.refused(code: body.error, message: message))
        }
    }
}
