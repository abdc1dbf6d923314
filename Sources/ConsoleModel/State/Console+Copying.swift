import MatchingCore
import SyncInterfaces

// What the clipboard gets.
extension Console {
    /// The number by which the selected row is looked up elsewhere; `nil` where there is none.
    var copyableNumber: String? {
        DisplayText.sanitized(
            visiblePage?.copyableNumber
                ?? visiblePane?.answer?.explanation.claim.orderNumber.rawValue
                ?? selectedRow?.orderNumber.rawValue
        )
    }

    /// The claim of the selected row.
    var copyableClaim: String? {
        DisplayText.sanitized(
            visiblePane?.answer?.explanation.claim.claimID.rawValue
                ?? selectedRow?.claimID.rawValue
        )
    }

    mutating func copy(_ text: String?, now: Timestamp) -> [ConsoleEffect] {
        guard let text else { return [] }
        show(.success, now: now) { $0.phrases.copied(text) }
        return [.copy(text)]
    }
}

extension DisplayText {
    /// The text as the screen shows it: what is pasted elsewhere must not hold control characters.
    fileprivate static func sanitized(_ text: String?) -> String? {
        text.map { sanitized($0) }
    }
}
