import SyncInterfaces

/// What 쿠팡's errors mean.
enum CoupangFailure {
    private struct Body: Decodable {
        let code: WireText?
        let message: String?
    }

    /// Throws a ``ServiceFailure`` for an answer that is none.
    ///
    /// The words are those of the documents, and of what public clients have seen.
    static func check(_ answer: HTTPAnswer) throws {
        guard answer.status != 200 else { return }
        let message = (try? WireJSON.value(Body.self, in: answer))?.message ?? answer.excerpt
        switch answer.status {
        case 401 where message.contains("expired"):
            throw ServiceFailure(.notSignedIn(message), isAboutTime: true)
        case 401: throw ServiceFailure(.notSignedIn(message))
        case 403 where message.contains("Not allowed IP"):
            throw ServiceFailure(.addressNotRegistered(message))
        case 403: throw ServiceFailure(.notPermitted(message))
        case 412: throw ServiceFailure(.timedOut(seconds: 0), mayPass: true)
        default: throw ServiceFailure.forStatus(of: answer, message: message)
        }
    }
}
