import SyncInterfaces

/// What the errors of SSG's eAPI mean.
enum SSGFailure {
    private struct Body: Decodable {
        let result: Head

        struct Head: Decodable {
            let resultCode: WireText
            let resultMessage: String?
            let resultDesc: String?
        }
    }

    /// The value of an answer.
    ///
    /// The documents have two codes: `00` for success and `99` for everything else, which
    /// `resultDesc` explains.
    ///
    /// - Throws: ``ServiceFailure`` for an answer that is an error or not of that form.
    static func value<Value: Decodable>(_ type: Value.Type, in answer: HTTPAnswer) throws -> Value {
        guard answer.status == 200 else {
            let head = try? WireJSON.value(Body.self, in: answer).result
            let message = head?.resultDesc ?? head?.resultMessage ?? answer.outline
            throw ServiceFailure.forStatus(of: answer, message: message)
        }
        let head = try WireJSON.value(Body.self, in: answer).result
        guard ["00", "0"].contains(head.resultCode.value) else {
            let message = head.resultDesc ?? head.resultMessage ?? ""
            throw ServiceFailure(.refused(code: head.resultCode.value, message: message))
        }
        return try WireJSON.value(type, in: answer)
    }
}
