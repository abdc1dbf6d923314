import ConsoleModel
import Foundation
import ListExports
import MatchingCore
import SyncInterfaces

extension Workspace {
    /// Everything about one case; `nil` when there is none.
    func caseFacts(of subject: CaseSubject) async throws -> CaseFacts? {
        let token = RequestToken(rawValue: 0)
        var explanation: ExplanationAnswer?
        if case .cancellation(let id) = subject {
            explanation = try await self.explanation(of: id, for: token)
            guard explanation != nil else { return nil }
        }
        let key =
            switch subject {
            case .order(let key): key
            case .cancellation:
                explanation.map { answer in
                    let claim = answer.explanation.claim
                    return OrderKey(account: claim.account, orderNumber: claim.orderNumber)
                }
            }
        var order: OrderAnswer?
        if let key { order = try await self.order(key, for: token) }
        guard explanation != nil || order != nil else { return nil }
        var whys: [OrderExplanation] = []
        for line in order?.lines ?? [] {
            let found = try await self.explanation(ofLine: line.line.key, for: token)
            if let found { whys.append(found.explanation) }
        }
        return CaseFacts(
            subject: subject,
            at: time.now(),
            person: Environment.person,
            version: CancelSync.version,
            explanation: explanation,
            order: order,
            whys: whys
        )
    }

    /// Writes a case to a file: text for people with the evidence behind it, or, where the name
    /// ends in `.json` or JSON is asked for, the evidence alone.
    ///
    /// - Returns: Where it is.
    @discardableResult
    func write(
        _ facts: CaseFacts,
        to path: String,
        _ clash: NameClash = .replacing,
        asJSON: Bool = false,
        phrases: Phrases
    ) throws -> String {
        let isPrinted = OutputPlace(path) == .standardOutput
        let evidence = JSONWriter.line(isForTerminals: isPrinted) { $0.members(of: facts, phrases) }
        let lines =
            asJSON || path.hasSuffix(".json")
            ? [evidence] : CaseReport(phrases: phrases).lines(of: facts, evidence: [evidence])
        return try TextFile.write(lines, to: path, clash)
    }

    /// Where a case file that is written now goes; its folder is made when it is missing.
    func casePath(of facts: CaseFacts) throws -> String {
        try FileManager.default.createDirectory(
            atPath: folders.exports,
            withIntermediateDirectories: true
        )
        let name =
            switch facts.subject {
            case .cancellation(let id): "case-\(id)"
            case .order(let key):
                "case-order-\(key.account.rawValue.fitForFileName)"
                    + "-\(key.orderNumber.rawValue.fitForFileName)"
            }
        let civil = CivilTime(facts.at)
        let day = civil.dateText.filter { $0 != "-" }
        let time = civil.timeText.filter { $0 != ":" }
        return "\(folders.exports)/\(name)-\(day)-\(time).txt"
    }
}

extension String {
    /// ASCII letters, digits and hyphens; what else there is becomes a hyphen.
    fileprivate var fitForFileName: String {
        String(prefix(60).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
