import SyncInterfaces

extension Phrases {
    /// What a list is sorted by, with what comes first.
    func name(of sort: CancellationSort) -> String {
        switch (sort.column, sort.isReversed) {
        case (.since, false): pick("이후: 최근에 바뀐 것부터", "since: the latest first")
        case (.since, true): pick("이후: 오래 머문 것부터", "since: the longest first")
        case (.requested, false): pick("요청: 최근 것부터", "requested: the latest first")
        case (.requested, true): pick("요청: 오래 기다린 것부터", "requested: the longest wait first")
        case (.order, false): pick("주문번호: 작은 것부터", "order number: ascending")
        case (.order, true): pick("주문번호: 큰 것부터", "order number: descending")
        case (.claim, false): pick("취소번호: 작은 것부터", "claim: ascending")
        case (.claim, true): pick("취소번호: 큰 것부터", "claim: descending")
        case (.account, false): pick("판매처별, 최근에 바뀐 것부터", "by marketplace, the latest first")
        case (.account, true):
            pick("판매처별 거꾸로, 오래된 것부터", "by marketplace reversed, the oldest first")
        }
    }
}
