import SyncInterfaces

/// An answer with ESM's envelope.
protocol ESMAnswer: Decodable, Sendable {
    /// The answer that says that there is nothing.
    static var nothing: Self { get }
}

/// What ESM's answers mean that are no lists.
enum ESMFailure {
    private struct Envelope: Decodable {
        let code: WireText?
        let message: String?

        enum CodingKeys: String, CodingKey {
            case code = "ResultCode"
            case message = "Message"
        }
    }

    private struct Refusal: Decodable {
        struct Status: Decodable {
            let message: String
        }
        let status: Status
    }

    /// An answer's value; the empty one where the API says that there is nothing.
    ///
    /// - Throws: ``ServiceFailure`` for the rest. The words for an address that is not registered
    ///   are not documented; ours are a guess that only changes the advice.
    static func value<Answer: ESMAnswer>(
        _ type: Answer.Type,
        in answer: HTTPAnswer
    ) throws -> Answer {
        guard answer.status == 200 else { throw refusal(answer) }
        let envelope = try WireJSON.value(Envelope.self, in: answer)
        let message = envelope.message ?? ""
        switch envelope.code?.value.lowercased() {
        case "0", "success": return try WireJSON.value(type, in: answer)
        case "99999", "1100": return .nothing
        case "3000":
            throw ServiceFailure(
                .tooManyCalls(secondsToWait: 5),
                mayPass: true,
                secondsToWait: 5
            )
        case "8000":
            throw ServiceFailure(.refused(code: "8000", message: message), mayPass: true)
        case .some(let code): throw ServiceFailure(.refused(code: code, message: message))
        case nil: throw ServiceFailure(.unexpectedAnswer("no ResultCode: \(answer.outline)"))
        }
    }

    private static func refusal(_ answer: HTTPAnswer) -> ServiceFailure {
        let message =
            (try? WireJSON.value(Refusal.self, in: answer))?.status.message ?? answer.outline
        // An API that was not applied for is answered as a key that is wrong.
        if answer.status == 401, message.contains("right access") {
            return ServiceFailure(.notPermitted(message))
        }
        if [401, 403].contains(answer.status), message.split(separator: " ").contains("IP") {
            return ServiceFailure(.addressNotRegistered(message))
        }
        return ServiceFailure.forStatus(of: answer, message: message)
    }
}
