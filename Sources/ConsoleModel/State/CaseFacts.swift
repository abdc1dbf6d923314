package import MatchingCore
package import SyncInterfaces

/// What a case file is about.
package enum CaseSubject: Sendable, Hashable {
    case cancellation(CancellationID)
    case order(OrderKey)
}

/// Everything that is on record about one case, read at one moment.
package struct CaseFacts: Sendable {
    package let subject: CaseSubject
    /// When the file is written, by whom and by which version of the program.
    package let at: Timestamp
    package let person: String
    package let version: String
    /// The cancellation's explanation; `nil` for a case about a whole order.
    package let explanation: ExplanationAnswer?
    /// The order with everything that named it; `nil` when nothing of it is on file.
    package let order: OrderAnswer?
    /// Why each of the order's lines stands where it stands.
    package let whys: [OrderExplanation]

    package init(
        subject: CaseSubject,
        at: Timestamp,
        person: String,
        version: String,
        explanation: ExplanationAnswer?,
        order: OrderAnswer?,
        whys: [OrderExplanation]
    ) {
        self.subject = subject
        self.at = at
        self.person = person
        self.version = version
        self.explanation = explanation
        self.order = order
        self.whys = whys
    }

    /// The order that it is about.
    package var orderKey: OrderKey? {
        if case .order(let key) = subject { return key }
        return explanation.map {
            OrderKey(
                account: $0.explanation.claim.account,
                orderNumber: $0.explanation.claim.orderNumber
            )
        }
    }

    /// Every notice that was received, each with its cancellation, oldest first.
    package var notices: [(id: CancellationID, notice: CancellationNotice)] {
        let own = explanation.map { answer in answer.notices.map { (answer.id, $0) } } ?? []
        let others = (order?.claims ?? []).filter { $0.id != explanation?.id }
            .flatMap { claim in claim.notices.map { (claim.id, $0) } }
        return (own + others).sorted { $0.1.observedAt < $1.1.observedAt }
            .map { (id: $0.0, notice: $0.1) }
    }

    /// Everything that was decided and done, oldest first.
    package var journal: [JournalEntry] {
        var entries = explanation?.journal ?? []
        let known = Set(entries.map(\.id))
        entries += (order?.journal ?? []).filter { !known.contains($0.id) }
        return entries.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }
}
