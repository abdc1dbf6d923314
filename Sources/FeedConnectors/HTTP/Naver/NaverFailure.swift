import SyncInterfaces

/// What errors of 네이버 커머스 API mean.
enum NaverFailure {
    private struct Body: Decodable {
        let code: WireText?
        let message: String?
    }

    /// Throws a ``ServiceFailure`` for an answer that is none.
    ///
    /// Codes that begin with `GW.` are the gateway's and documented; the others are the service's.
    static func check(_ answer: HTTPAnswer) throws {
        guard answer.status != 200 else { return }
        let body = try? WireJSON.value(Body.self, in: answer)
        let message = body?.message ?? answer.outline
        switch body?.code?.value {
        case "GW.AUTHN": throw ServiceFailure(.notSignedIn(message))
        case "GW.IP_NOT_ALLOWED": throw ServiceFailure(.addressNotRegistered(message))
        case "GW.RATE_LIMIT":
            // A bucket that fills up every second; the header Retry-After is not documented.
            throw tooManyCalls(secondsToWait: answer.retryAfter ?? 1)
        case "GW.QUOTA_LIMIT" where answer.headers["gncp-gw-quota-period"] == "SECONDS":
            throw tooManyCalls(secondsToWait: answer.retryAfter ?? 1)
        case "GW.QUOTA_LIMIT": throw ServiceFailure(.tooManyCalls(secondsToWait: nil))
        case "GW.BLOCK.02": throw ServiceFailure(.maintenance(message))
        case let code? where answer.status == 400:
            throw ServiceFailure(.refused(code: code, message: message))
        default: throw ServiceFailure.forStatus(of: answer, message: message)
        }
    }

    private static func tooManyCalls(secondsToWait wait: Int) -> ServiceFailure {
        ServiceFailure(.tooManyCalls(secondsToWait: wait), mayPass: true, secondsToWait: wait)
    }

    /// The same for a request for a token, where whatever is refused is about signing in.
    ///
    /// The codes are not documented; a clock that is off explains a refusal as a wrong secret does.
    static func checkToken(_ answer: HTTPAnswer) throws {
        guard [400, 401, 403].contains(answer.status) else { return try check(answer) }
        let body = try? WireJSON.value(Body.self, in: answer)
        if body?.code?.value == "GW.IP_NOT_ALLOWED" { return try check(answer) }
        throw ServiceFailure(.notSignedIn(body?.message ?? answer.outline), isAboutTime: true)
    }
}
