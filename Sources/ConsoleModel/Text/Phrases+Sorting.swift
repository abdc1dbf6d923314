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
        case (.account, false): pick("판매처 이름순, 최근에 바뀐 것부터", "by marketplace name, the latest first")
        case (.account, true):
            pick("판매처 이름 거꾸로, 오래된 것부터", "by marketplace name reversed, the oldest first")
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
        case (.account, false):
            pick("판매처 이름순, 최근에 들어온 것부터", "by marketplace name, the newest first")
        case (.account, true):
            pick("판매처 이름 거꾸로, 오래된 것부터", "by marketplace name reversed, the oldest first")
        }
    }

    /// What the journal is sorted by, with what comes first.
    func name(of sort: JournalSort) -> String {
        sort.isReversed
            ? pick("오래된 순", "oldest first") : pick("최근 순", "newest first")
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
        case (.account, false):
            pick("판매처 이름순, 오래된 것부터", "by marketplace name, the longest ago first")
        case (.account, true):
            pick("판매처 이름 거꾸로, 최근 것부터", "by marketplace name reversed, the latest first")
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

    /// What the accounts are sorted by, with what comes first.
    func name(of sort: AccountSort) -> String {
        let head = head(of: sort.column)
        return switch (sort.column, sort.isReversed) {
        case (.urgency, false): pick("급한 계정 먼저", "by urgency")
        case (.urgency, true): pick("급하지 않은 계정 먼저", "the least urgent first")
        case (.configured, false): pick("설정 순서", "as configured")
        case (.configured, true): pick("설정 순서 거꾸로", "as configured, reversed")
        case (.name, false), (.states, false), (.rule, false):
            pick("\(head): 가나다순", "\(head): ascending")
        case (.name, true), (.states, true), (.rule, true):
            pick("\(head): 가나다 거꾸로", "\(head): descending")
        case (.health, false): pick("\(head): 나쁜 것부터", "\(head): the worst first")
        case (.health, true): pick("\(head): 좋은 것부터", "\(head): the best first")
        case (.held, false), (.pending, false), (.appliedToday, false), (.day, false):
            pick("\(head): 많은 것부터", "\(head): the most first")
        case (.held, true), (.pending, true), (.appliedToday, true), (.day, true):
            pick("\(head): 적은 것부터", "\(head): the fewest first")
        case (.next, false): pick("\(head) 수집: 이른 것부터", "\(head) poll: the soonest first")
        case (.next, true): pick("\(head) 수집: 늦은 것부터", "\(head) poll: the latest first")
        case (.lastPoll, false): pick("\(head): 최근 것부터", "\(head): the latest first")
        case (.lastPoll, true): pick("\(head): 오래된 것부터", "\(head): the longest ago first")
        case (.interval, false): pick("\(head): 짧은 것부터", "\(head): the shortest first")
        case (.interval, true): pick("\(head): 긴 것부터", "\(head): the longest first")
        }
    }

    /// The head of a column of the list of accounts; empty for what is no column.
    func head(of column: AccountSortKey) -> String {
        switch column {
        case .urgency, .configured: ""
        case .name: pick("판매처", "Marketplace")
        case .health: pick("상태", "Health")
        case .held: pick("판단필요", "Held")
        case .pending: pick("대기", "Pending")
        case .appliedToday: pick("오늘 적용", "Today")
        case .next: pick("다음", "Next")
        case .lastPoll: pick("마지막 수집", "Last poll")
        case .states: pick("취소상태", "Cancel states")
        case .rule: pick("매칭 기준", "Match rule")
        case .interval: pick("주기", "Every")
        case .day: pick("24시간", "24 hours")
        }
    }

    private func byOrderNumber(_ isReversed: Bool) -> String {
        isReversed
            ? pick("주문번호: 큰 것부터", "order number: descending")
            : pick("주문번호: 작은 것부터", "order number: ascending")
    }
}
