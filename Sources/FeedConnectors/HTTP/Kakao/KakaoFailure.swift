import SyncInterfaces

/// What errors of 카카오's APIs mean.
enum KakaoFailure {
    private struct Body: Decodable {
        let code: WireText?
        let message: String?
        let extras: Extras?
        let olderCode: WireText?
        let olderMessage: String?

        enum CodingKeys: String, CodingKey {
            case code
            case message = "msg"
            case extras
            case olderCode = "error_code"
            case olderMessage = "error_message"
        }
    }

    private struct Extras: Decodable {
        let message: String?

        enum CodingKeys: String, CodingKey {
            case message = "error_message"
        }
    }

    /// Throws a ``ServiceFailure`` for an answer that is none.
    ///
    /// The codes below zero are those of Kakao Developers that hold for every API, and those of the
    /// shopping API's page on errors.
    static func check(_ answer: HTTPAnswer) throws {
        guard answer.status != 200 else { return }
        let body = try? WireJSON.value(Body.self, in: answer)
        let words = body?.extras?.message ?? body?.message ?? body?.olderMessage
        let message = words ?? answer.outline
        switch (body?.code ?? body?.olderCode)?.value {
        case "-401" where message.contains("ip mismatched"):
            throw ServiceFailure(.addressNotRegistered(message))
        case "-401": throw ServiceFailure(.notSignedIn(message))
        case "-10":
            throw ServiceFailure(
                .tooManyCalls(secondsToWait: answer.retryAfter),
                mayPass: true,
                secondsToWait: answer.retryAfter
            )
        case "-9798": throw ServiceFailure(.maintenance(message))
        case "-10000":
            throw ServiceFailure(
                .serverFailed(status: answer.status, message),
                mayPass: true
            )
        case let code? where answer.status == 400:
            throw ServiceFailure(.refused(code: code, message: message))
        default: throw ServiceFailure.forStatus(of: answer, message: message)
        }
    }
}
