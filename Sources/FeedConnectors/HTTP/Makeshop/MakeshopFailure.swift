import SyncInterfaces

/// What 메이크샵's errors mean.
enum MakeshopFailure {
    private struct Body: Decodable {
        let returnCode: WireText?
        let returnMessage: String?
        let message: String?

        enum CodingKeys: String, CodingKey {
            case returnCode = "return_code"
            case returnMessage = "return_message"
            case message
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            returnCode = try? members.decode(WireText.self, forKey: .returnCode)
            returnMessage = try? members.decode(String.self, forKey: .returnMessage)
            message = try? members.decode(String.self, forKey: .message)
        }
    }

    /// The value of an answer.
    ///
    /// Only `0000` is documented; every other code is refused with its own words.
    ///
    /// - Parameters:
    ///   - type: What the answer should be.
    ///   - answer: What came back.
    /// - Returns: The value.
    /// - Throws: ``ServiceFailure`` for an answer that is an error or not of that form.
    static func value<Value: Decodable>(
        _ type: Value.Type,
        in answer: HTTPAnswer
    ) throws -> Value {
        let body = try? WireJSON.value(Body.self, in: answer)
        let message = body?.returnMessage ?? body?.message
        guard answer.status == 200 else {
            throw ServiceFailure.forStatus(of: answer, message: message ?? answer.outline)
        }
        if let code = body?.returnCode?.value, code != "0000" {
            throw ServiceFailure(.refused(code: code, message: message ?? ""))
        }
        return try WireJSON.value(type, in: answer)
    }
}
