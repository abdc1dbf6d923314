import MatchingCore
import SyncInterfaces

// What is said about marks and acts on several cancellations.
extension Phrases {
    /// How many are marked; a list that is longer than what can be marked at once says so.
    func marked(_ count: Int, isCut: Bool) -> String {
        let all = pick("\(cancellations(count)) 표시", "\(cancellations(count)) marked")
        return isCut
            ? pick(
                "\(all) · 목록에 더 있으나 한 번에 여기까지 표시합니다.",
                "\(all) · the list has more; no more are marked at once."
            ) : "\(all)."
    }

    /// All rows of a long list are being read, to be marked.
    var marking: String {
        pick("표시할 행을 읽는 중 · Esc 중지", "reading the rows to mark · Esc stops")
    }

    var markingStopped: String {
        pick("모두 표시하기를 멈췄습니다.", "Marking all was stopped.")
    }

    var stillActing: String {
        pick("표시한 취소건을 처리하는 중입니다.", "The marked cancellations are being worked on.")
    }

    /// That an act can be done with none of the marked ones, and why.
    func noneConcerned(by act: MarkedAct, because problems: [ActError.Problem]) -> String {
        let causes = causes(of: problems)
        return switch act {
        case .apply:
            pick("표시한 취소건에 적용할 것이 없습니다: \(causes).", "No marked one can be applied: \(causes).")
        case .dismiss:
            pick(
                "표시한 취소건에 제외할 것이 없습니다: \(causes).",
                "No marked one can be dismissed: \(causes)."
            )
        case .undo:
            pick("표시한 취소건에 되돌릴 것이 없습니다.", "Nothing of the marked ones can be undone.")
        }
    }

    /// The act with how many it is about.
    func title(of act: MarkedAct, count: Int) -> String {
        let all = cancellations(count)
        return switch act {
        case .apply: pick("표시한 \(all) 적용", "Apply \(all)")
        case .dismiss: pick("표시한 \(all) 제외", "Dismiss \(all)")
        case .undo: pick("표시한 \(all) 되돌리기", "Undo \(all)")
        }
    }

    /// What the act does with each of them.
    func explanation(of act: MarkedAct) -> String {
        switch act {
        case .apply:
            pick(
                "매칭 기준이 품목을 하나로 정한 것만 취소·보류하고, 나머지는 그대로 둡니다.",
                "Those whose lines the rule tells are cancelled and held; the others stay."
            )
        case .dismiss:
            pick(
                "모두 같은 사유로 제외합니다. 사유를 고르십시오.",
                "All are dismissed with one reason. Choose it."
            )
        case .undo:
            pick(
                "마지막 적용이나 제외를 되돌립니다. 보류가 풀리거나 새로 걸릴 수 있고, 되돌린 수량은 같은 주문의 다른 취소건이 바로 가져갈 수 있습니다.",
                "The last application or dismissal of each is taken back. Holds may be released or set, and other claims of an order may take at once what is given back."
            )
        }
    }

    /// What dismissing means for those that were withdrawn, or applied in part.
    func settling(_ count: Int) -> String {
        pick(
            "그중 철회되었거나 일부만 적용된 \(cancellations(count))은 그대로 둡니다.",
            "Of them \(number(count)), withdrawn or applied in part, stay as they are."
        )
    }

    /// How many of the marked ones an act is for, and how many not and why.
    func part(_ count: Int, refused: [ActError.Problem]) -> String {
        let (all, causes) = (count + refused.count, causes(of: refused))
        return pick(
            "표시한 \(cancellations(all)) 가운데 \(cancellations(count)) · 못 함 \(number(refused.count)) (\(causes))",
            "\(number(count)) of the \(number(all)) marked · \(number(refused.count)) cannot be (\(causes))"
        )
    }

    func inTheName(of person: String) -> String {
        pick("처리자: \(person)", "In the name of \(person)")
    }

    /// How far an act on several is, and how it is stopped.
    func line(for progress: MarkedProgress) -> String {
        pick("\(share(of: progress)) · Esc 중지", "\(share(of: progress)) · Esc stops")
    }

    /// How far an act on several is.
    func share(of progress: MarkedProgress) -> String {
        let share = "\(number(progress.tried))/\(number(progress.count))"
        let refused = progress.refused.count
        let others = refused == 0 ? "" : pick(" · 못 함 \(refused)", " · refused \(refused)")
        return "\(word(for: progress.act)) \(share)\(others)"
    }

    /// What an act on several has come to: done, refused and why, left.
    func result(of progress: MarkedProgress) -> String {
        var parts = [
            pick(
                "\(word(for: progress.act)) \(number(progress.done.count))건",
                "\(word(for: progress.act)) \(number(progress.done.count))"
            )
        ]
        let named = overtakings(in: progress)
        if !progress.refused.isEmpty {
            let count = number(progress.refused.count)
            let others = progress.refused.filter { !named.map(\.id).contains($0.key) }
            let causes = others.isEmpty ? "" : " (\(causes(of: others.values)))"
            parts.append(pick("못 함 \(count)\(causes)", "refused \(count)\(causes)"))
        }
        if !progress.takers.isEmpty {
            let others = numbers(of: progress.takers)
            parts.append(pick("이어서 취소 \(others)", "then cancelled at once for \(others)"))
        }
        let left = progress.count - progress.tried
        if left > 0 { parts.append(pick("중지, 남음 \(left)", "stopped, \(left) left")) }
        let sentences = named.map { "#\($0.id): \(sentence(for: $0.what))" }
        if !sentences.isEmpty { parts.append(sentences.joined(separator: " ")) }
        return parts.joined(separator: " · ")
    }

    /// Cancellations by number, a few at most: `#2 #5 외 3건`.
    private func numbers(of ids: [CancellationID]) -> String {
        let most = 6
        let named = ids.prefix(most).map { "#\($0)" }.joined(separator: " ")
        guard ids.count > most else { return named }
        let rest = number(ids.count - most)
        return named + pick(" 외 \(rest)건", " and \(rest) more")
    }

    /// What others did to those that it was not done with, for as many as can be named.
    private func overtakings(
        in progress: MarkedProgress
    ) -> [(id: CancellationID, what: Overtaking)] {
        let all = progress.refused.sorted { $0.key < $1.key }.compactMap { id, problem in
            if case .overtaken(let what) = problem { (id: id, what: what) } else { nil }
        }
        return Array(all.prefix(Self.mostNamed))
    }

    /// So many that changed meanwhile are named one by one.
    private static let mostNamed = 3

    /// Those that were to be acted on and stand elsewhere by now.
    func changedMeanwhile(_ changed: [MarkedCancellation]) -> String {
        let named = changed.prefix(Self.mostNamed).map { "#\($0.id) \(word(for: $0.status))" }
        let rest = changed.count - named.count
        let more = rest > 0 ? [pick("외 \(number(rest))건", "\(number(rest)) more")] : []
        let all = list(named + more)
        return pick("그사이 바뀌어 그대로 둡니다: \(all)", "Changed meanwhile, left as they are: \(all)")
    }

    /// Why an act was not done, the most frequent first: `이미 철회 60, 이미 적용 1`.
    private func causes(of problems: some Sequence<ActError.Problem>) -> String {
        var counts: [String: Int] = [:]
        for problem in problems { counts[word(for: problem), default: 0] += 1 }
        let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return list(most.map { "\($0.key) \(number($0.value))" })
    }

    private func word(for act: MarkedAct) -> String {
        switch act {
        case .apply: pick("적용", "applied")
        case .dismiss: pick("제외", "dismissed")
        case .undo: pick("되돌림", "undone")
        }
    }

    /// A few words for why an act was not done.
    private func word(for problem: ActError.Problem) -> String {
        switch problem {
        case .chooseLine: pick("품목 선택 필요", "a line has to be chosen")
        case .nothingToApply(let reason): word(for: reason)
        case .nothingToUndo: pick("되돌릴 것 없음", "nothing to undo")
        case .alreadyThere(let status):
            pick("이미 \(word(for: status))", "\(word(for: status)) already")
        case .overtaken: pick("그사이 상태가 바뀜", "changed meanwhile")
        case .noSuchCancellation, .noSuchAccount, .noSuchLine: pick("없음", "gone")
        case .tooManyUnits, .reasonMissing, .emptyPeriod, .notOnPullList, .notPulled,
            .nothingUnread, .nothingVouched, .notCarriedOut:
            pick("처리 못 함", "not carried out")
        }
    }
}
