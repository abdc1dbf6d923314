import SyncInterfaces

extension Phrases {
    /// What a list is sorted by, with what comes first.
    func name(of sort: CancellationSort) -> String {
        switch (sort.column, sort.isReversed) {
        case (.due, false):
            pick("사유: 복원할 것부터, 그 안에서는 오래된 것부터", "reason: to restore first, the longest first")
        case (.due, true): pick("사유: 복원할 것을 끝에", "reason: to restore last, the latest first")
        case (.since, false): pick("이후: 최근에 바뀐 것부터", "since: the latest first")
        case (.since, true): pick("이후: 오래 머문 것부터", "since: the longest first")
        case (.requested, false): pick("요청: 최근 것부터", "requested: the latest first")
        case (.requested, true): pick("요청: 오래 기다린 것부터", "requested: the longest wait first")
        case (.order, let isReversed): byOrderNumber(isReversed)
        case (.claim, false): pick("취소번호: 작은 것부터", "claim: ascending")
        case (.claim, true): pick("취소번호: 큰 것부터", "claim: descending")
        case (.account, false): pick("판매처별, 최근에 바뀐 것부터", "by marketplace, the latest first")
        case (.account, true):
            pick("판매처별 거꾸로, 오래된 것부터", "by marketplace reversed, the oldest first")
        }
    }

    /// Why cancellations cannot be sorted by the moment of the request here.
    package var sortByRequestMissing: String {
        pick(
            "요청 시각순은 적용된 것이 없는 목록에서만 됩니다: 다른 상태를 고르거나 '-상태:적용'으로 거르십시오.",
            "By time of request: only in lists without applied ones: choose another status, or "
                + "filter with '-status:applied'."
        )
    }

    /// What orders are sorted by, with what comes first.
    func name(of sort: OrderSort) -> String {
        switch (sort.column, sort.isReversed) {
        case (.arrival, false): pick("들어온 순: 최근 것부터", "as they came in: the newest first")
        case (.arrival, true): pick("들어온 순: 오래된 것부터", "as they came in: the oldest first")
        case (.order, let isReversed): byOrderNumber(isReversed)
        case (.account, false): pick("판매처별, 최근에 들어온 것부터", "by marketplace, the newest first")
        case (.account, true):
            pick("판매처별 거꾸로, 오래된 것부터", "by marketplace reversed, the oldest first")
        }
    }

    /// What the pull list is sorted by, with what comes first.
    func name(of sort: PullSort) -> String {
        switch (sort.column, sort.isReversed) {
        case (.urgency, false): pick("급한 것부터", "the most urgent first")
        case (.urgency, true): pick("급하지 않은 것부터", "the least urgent first")
        case (.since, false): pick("취소 이후: 오래된 것부터", "cancelled: the longest ago first")
        case (.since, true): pick("취소 이후: 최근 것부터", "cancelled: the latest first")
        case (.ordered, false): pick("주문일시: 오래된 것부터", "ordered: the oldest first")
        case (.ordered, true): pick("주문일시: 최근 것부터", "ordered: the latest first")
        case (.order, let isReversed): byOrderNumber(isReversed)
        case (.account, false): pick("판매처별, 오래된 것부터", "by marketplace, the longest ago first")
        case (.account, true):
            pick("판매처별 거꾸로, 최근 것부터", "by marketplace reversed, the latest first")
        }
    }

    /// Why a long pull list is not sorted by what no index holds.
    package var pullListTooLong: String {
        let most = number(PullSort.longestSorted)
        return pick(
            "\(most)건이 넘는 목록은 급한 순이나 취소 이후로만 정렬됩니다.",
            "A list of more than \(most) lines is sorted by urgency or cancellation only."
        )
    }

    private func byOrderNumber(_ isReversed: Bool) -> String {
        isReversed
            ? pick("주문번호: 큰 것부터", "order number: descending")
            : pick("주문번호: 작은 것부터", "order number: ascending")
    }
}
