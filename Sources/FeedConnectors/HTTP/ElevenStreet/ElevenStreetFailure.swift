import SyncInterfaces

/// What 11번가's answers mean that are no lists.
enum ElevenStreetFailure {
    /// Pairs of code and words that say that there is nothing.
    private static let nothingFound = [
        "-1": "해당 건이 없습니다", "0": "조회된 결과가 없습니다",
    ]

    /// The rows of a list; none where the API says that there is nothing.
    ///
    /// - Throws: ``ServiceFailure`` for everything else that is no list. Which words it has for a
    ///   key or an address that it does not know is not documented; the guide's codes decide, and
    ///   where it has only its "business error" the words.
    static func rows(in answer: HTTPAnswer) throws -> [WireElement] {
        guard answer.status == 200 else {
            throw ServiceFailure.forStatus(of: answer, message: answer.outline)
        }
        let root = try WireXML.root(of: answer)
        guard root.name == "orders" else {
            throw ServiceFailure(.unexpectedAnswer("<\(root.name)>, not <orders>"))
        }
        guard let code = root.value("result_code")?.value else { return root.all("order") }
        let text = root.value("result_text")?.value ?? ""
        if let words = nothingFound[code], text.contains(words) { return [] }
        throw ServiceFailure(problem(code: code, text: text))
    }

    private static func problem(code: String, text: String) -> ServiceProblem {
        switch code {
        case "-1000": .maintenance(text)
        case "-28001", "-28005": .notSignedIn(text)
        case "-1" where text.contains("만료"): .keyExpired(text)
        case "-1" where text.contains("IP"): .addressNotRegistered(text)
        case "-1" where ["키", "KEY", "판매자"].contains(where: text.contains): .notSignedIn(text)
        default: .refused(code: code, message: text)
        }
    }
}
