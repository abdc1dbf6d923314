import MatchingCore

/// The text by which a journal row keeps its evidence.
enum EvidenceText {
    static func text(_ evidence: Evidence) -> String { evidence.json }

    static func evidence(_ text: String, in row: PreparedStatement) throws -> Evidence {
        do {
            return try Evidence(json: text)
        } catch {
            throw row.damaged
        }
    }
}
