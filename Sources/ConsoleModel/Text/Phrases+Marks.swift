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

    func noneConcerned(by act: MarkedAct) -> String {
        switch act {
        case .apply: pick("표시한 취소건은 모두 적용되어 있습니다.", "All marked ones are applied already.")
        case .dismiss:
            pick("표시한 취소건은 적용되었거나 이미 제외되었습니다.", "All marked ones are applied or dismissed.")
        case .undo: pick("표시한 취소건에 되돌릴 것이 없습니다.", "Nothing of the marked ones can be undone.")
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

    /// What the act does with each of them, and how many of the marked ones it leaves.
    func explanation(of act: MarkedAct, left: Int) -> String {
        let what =
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
                    "마지막 적용이나 제외를 되돌립니다. 보류가 풀릴 수 있습니다.",
                    "The last application or dismissal of each is taken back. Holds may be released."
                )
            }
        guard left > 0 else { return what }
        return pick(
            "\(what) 표시한 것 가운데 \(cancellations(left))은 해당하지 않습니다.",
            "\(what) Of the marked ones it does not concern \(number(left))."
        )
    }

    func inTheName(of person: String) -> String {
        pick("처리자: \(person)", "In the name of \(person)")
    }

    /// How far an act on several is.
    func line(for progress: MarkedProgress) -> String {
        let share = "\(number(progress.tried))/\(number(progress.count))"
        let refused = progress.refused.count
        let others = refused == 0 ? "" : pick(" · 못 함 \(refused)", " · refused \(refused)")
        return pick(
            "\(word(for: progress.act)) \(share)\(others) · Esc 중지",
            "\(word(for: progress.act)) \(share)\(others) · Esc stops"
        )
    }

    /// What an act on several has come to: done, refused and why, left.
    func result(of progress: MarkedProgress) -> String {
        var parts = [
            pick(
                "\(word(for: progress.act)) \(number(progress.done.count))건",
                "\(word(for: progress.act)) \(number(progress.done.count))"
            )
        ]
        var causes: [String: Int] = [:]
        for problem in progress.refused.values { causes[word(for: problem), default: 0] += 1 }
        if !causes.isEmpty {
            let list = causes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) \($0.value)" }
            let count = progress.refused.count
            parts.append(
                pick("못 함 \(count) (\(self.list(list)))", "refused \(count) (\(self.list(list)))")
            )
        }
        let left = progress.count - progress.tried
        if left > 0 { parts.append(pick("중지, 남음 \(left)", "stopped, \(left) left")) }
        return parts.joined(separator: " · ")
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
        case .overtaken: pick("다른 사람이 먼저 처리", "somebody was faster")
        case .noSuchCancellation, .noSuchAccount, .noSuchLine: pick("없음", "gone")
        case .tooManyUnits, .reasonMissing, .emptyPeriod, .notOnPullList, .notPulled,
            .notCarriedOut:
            pick("처리 못 함", "not carried out")
        }
    }
}
