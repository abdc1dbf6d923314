import MatchingCore
import SyncInterfaces

// The dialogs through which operators change what becomes of a cancellation.
extension Console {
    /// Opens the dialog as soon as it is known what the cancellation could be applied to.
    mutating func beginApply(now: Timestamp) {
        guard let id = visiblePane?.id else { return }
        if let answer = visiblePane?.answer {
            openApply(answer)
        } else {
            awaitedQuestion = .apply(id)
        }
    }

    /// Opens the question as soon as it is known what would be given back, and who would take it.
    mutating func beginUndo() {
        guard let id = visiblePane?.id else { return }
        if let answer = visiblePane?.answer {
            openUndo(answer)
        } else {
            awaitedQuestion = .undo(id)
        }
    }

    mutating func openApply(_ answer: ExplanationAnswer) {
        see(answer.id)
        let options = ApplyOptions(answer.explanation)
        overlay = .dialog(
            options.dialog(
                for: answer.id,
                seen: seen,
                particulars: particulars(of: answer.id),
                phrases: phrases
            )
            .naming(target(of: answer.id))
        )
    }

    /// Goes where a choice of a dialog leads.
    mutating func follow(_ outcome: Dialog.Outcome, now: Timestamp) -> [ConsoleEffect] {
        overlay = nil
        switch outcome {
        case .close: break
        case .leave: _ = stack.popLast()
        case .act(let effect):
            if case .actOnMarked(let act, let all) = effect {
                markedProgress = MarkedProgress(act, count: all.count)
            }
            return [effect]
        case .typeReason(let id): overlay = .prompt(Prompt(.dismissalReason(id)))
        case .typeReasonOfMarked(let all): overlay = .prompt(Prompt(.dismissalReasonOfMarked(all)))
        case .typePeriod(let accounts): overlay = .prompt(Prompt(.period(accounts)))
        case .chooseLine(let id):
            guard let explanation = explanation(of: id) else { break }
            let options = ApplyOptions(explanation)
            overlay = .dialog(
                options.lineDialog(
                    for: id,
                    particulars: particulars(of: id),
                    phrases: phrases
                )
                .naming(target(of: id))
            )
        case .line(let id, let line): chooseUnits(of: line, id: id)
        case .sort(let sort): sortList(by: sort, now: now)
        }
        return []
    }

    mutating func openDismissal() {
        guard let id = visiblePane?.id, let status = selectedStatus else { return }
        see(id)
        let reasons = DismissalReason.offered(to: status).map { reason in
            let text = reason.text(in: language)
            return Dialog.Choice(text: text, outcome: .act(.dismiss(id, reason: text, seen: seen)))
        }
        let other = Dialog.Choice(
            text: phrases.pick("직접 입력…", "Type another reason…"),
            outcome: .typeReason(id)
        )
        let (title, meaning) = dismissal(of: status)
        overlay = .dialog(
            Dialog(
                title: title,
                body: [meaning] + particulars(of: id),
                choices: [.doNothing(phrases)] + reasons + [other]
            )
            .naming(target(of: id))
        )
    }

    /// What dismissing is of a cancellation that stands so, and what it means.
    private func dismissal(of status: Status) -> (title: String, meaning: String) {
        let leaving = phrases.pick("취소된 채로 두기", "Leave it cancelled")
        switch status {
        case .withdrawn:
            let meaning = phrases.pick(
                "철회되었지만 취소한 것을 그대로 둡니다. 사유를 고르십시오.",
                "It was withdrawn; what it cancelled stays cancelled. Choose the reason."
            )
            return (leaving, meaning)
        case .applied,
            .held where selectedUnitsLeft > 0:
            let left = phrases.units(selectedUnitsLeft)
            let title = phrases.pick("나머지는 적용하지 않기", "Leave the rest")
            let meaning = phrases.pick(
                "남은 \(left)는 적용하지 않기로 합니다. 사유를 고르십시오.",
                "\(left) left will not be applied. Choose the reason."
            )
            return (title, meaning)
        case .held where selectedUnitsTooMany > 0:
            let tooMany = phrases.units(selectedUnitsTooMany)
            let meaning = phrases.pick(
                "취소 수량보다 더 취소한 \(tooMany)를 그대로 둡니다. 사유를 고르십시오.",
                "\(tooMany) more than is claimed stay cancelled. Choose the reason."
            )
            return (leaving, meaning)
        case .held where selectedTakesUnits:
            let meaning = phrases.pick(
                "더 적용하지 않고, 취소한 것은 그대로 둡니다. 사유를 고르십시오.",
                "Nothing more is applied; what it cancelled stays cancelled. Choose the reason."
            )
            return (leaving, meaning)
        case .pending, .held, .dismissed, .ignored:
            let title = phrases.pick("취소건 제외", "Dismiss the cancellation")
            let meaning = phrases.pick(
                "적용하지 않기로 합니다. 사유를 고르십시오.",
                "It will not be applied. Choose the reason."
            )
            return (title, meaning)
        }
    }

    mutating func openUndo(_ answer: ExplanationAnswer) {
        let id = answer.id
        see(id)
        let title =
            selectedStatus == .withdrawn && !isSelectedSettled
            ? phrases.pick("철회 복원", "Restore after a withdrawal")
            : phrases.pick("되돌리기", "Undo")
        overlay = .dialog(
            Dialog(
                title: title,
                body: [undoing(answer.explanation.applications)]
                    + [phrases.nextTakers(answer.nextTakers)].compactMap(\.self)
                    + particulars(of: id),
                choices: [
                    .doNothing(phrases),
                    Dialog.Choice(text: title, outcome: .act(.undo(id, seen: seen))),
                ],
                reason: Dialog.ReasonField(phrases)
            )
            .naming(target(of: id))
        )
    }

    /// What undoing means for the selected cancellation.
    private func undoing(_ taken: [Application]) -> String {
        let lines = phrases.orderLines(taken.count)
        let units = phrases.units(taken.map(\.units).reduce(0, Int.saturatingSum))
        if isSelectedSettled {
            return phrases.pick(
                "그대로 두기로 한 것을 되돌려 다시 정합니다. 취소한 것은 그대로입니다: \(lines), \(units).",
                "That it is left so is taken back. What it cancelled stays: \(lines), \(units)."
            )
        }
        switch selectedStatus {
        case .dismissed:
            return phrases.pick(
                "제외를 되돌립니다. 되돌렸던 취소건은 다시 판단필요가 되고, 그 밖에는 다시 판단해 바로 취소·보류할 수 있습니다.",
                "The dismissal is lifted. If it was undone before, it is held again; else it is decided again, and may cancel and hold units at once."
            )
        case .withdrawn:
            return phrases.pick(
                "취소가 철회되었습니다. 취소한 것을 되살립니다: \(lines), \(units). 보류가 풀릴 수 있습니다.",
                "It was withdrawn. What it cancelled is restored: \(lines), \(units). Holds may be released."
            )
        case .pending, .held, .applied, .ignored, nil:
            return phrases.pick(
                "적용을 되돌립니다: \(lines), \(units). 보류가 풀릴 수 있습니다.",
                "The application is taken back: \(lines), \(units). Holds may be released."
            )
        }
    }

    /// The last question before a line is taken: what, and how many.
    func confirmation(ofApplying units: Int, of line: LineChoice, id: CancellationID) -> Dialog {
        let count = phrases.units(units)
        let name = explanation(of: id).map { ApplyOptions($0) }?
            .title(of: line, phrases)
        let place = name ?? DisplayText.sanitized(line.lineID.rawValue)
        return Dialog(
            title: phrases.pick("취소건 적용", "Apply the cancellation"),
            body: [
                phrases.pick(
                    "\(place): \(count)를 취소하고 보류합니다.",
                    "\(place): \(count) will be cancelled and held."
                )
            ] + particulars(of: id),
            choices: [
                .doNothing(phrases),
                Dialog.Choice(
                    text: phrases.pick("\(count) 적용", "Apply \(count)"),
                    outcome: .act(.apply(id, line: line, units: units, seen: seen))
                ),
            ],
            reason: Dialog.ReasonField(phrases)
        )
        .naming(target(of: id))
    }

    mutating func finish(_ result: ActResult, now: Timestamp) {
        endAct(AlertWatch.Waiting(result))
        show(.success, now: now) { $0.phrases.line(for: result) }
        // What one does oneself is seen at once, also where the list stands still.
        markStale()
    }

    /// An act of this console is over; alerts are about what others do.
    mutating func endAct(_ more: AlertWatch.Waiting = .init(held: 0, toPull: 0)) {
        alertWatch.endAct(more, asked: tokens.latest)
    }

    mutating func fail(_ error: ActError, now: Timestamp) {
        endAct()
        if case .chooseLine(let lines) = error.problem, let id = error.cancellation,
            let explanation = explanation(of: id)
        {
            let options = ApplyOptions(explanation, only: lines)
            overlay = .dialog(
                options.lineDialog(
                    for: id,
                    particulars: particulars(of: id),
                    phrases: phrases
                )
                .naming(target(of: id))
            )
        } else {
            show(.problem, now: now) { $0.phrases.line(for: error) }
        }
        markStale()
    }

    /// Asks how many units where that is open, else goes straight to the last question.
    private mutating func chooseUnits(of line: LineChoice, id: CancellationID) {
        guard let explanation = explanation(of: id) else { return }
        let options = ApplyOptions(explanation)
        let most = options.mostUnits(of: line)
        if most > 1 {
            overlay = .prompt(Prompt(.units(id, line, most: most), text: String(most)))
        } else {
            overlay = .dialog(confirmation(ofApplying: 1, of: line, id: id))
        }
    }

    private func explanation(of id: CancellationID) -> Explanation? {
        [visiblePane?.answer, subject?.answer].compactMap(\.self).first { $0.id == id }?.explanation
    }

    /// Keeps what the screen shows of a cancellation, for the act that may follow.
    private mutating func see(_ id: CancellationID) {
        if let answer = visiblePane?.answer, answer.id == id {
            seen = .journal(upTo: answer.journal.last?.id)
        } else {
            seen = selectedRow.flatMap { $0.id == id ? .status($0.status) : nil }
        }
        subject = QuestionSubject(answer: visiblePane?.answer, row: selectedRow)
    }

    /// Where the selected cancellation stands, as far as is known.
    var selectedStatus: Status? { visiblePane?.answer?.explanation.status ?? selectedRow?.status }

    /// Units of the selected cancellation that a person left and can still apply.
    var selectedUnitsLeft: Int {
        visiblePane?.answer?.explanation.unitsLeft ?? selectedRow?.unitsLeft ?? 0
    }

    /// Units that the selected cancellation took beyond what is claimed by now.
    private var selectedUnitsTooMany: Int { visiblePane?.answer?.explanation.unitsTooMany ?? 0 }

    /// Whether the selected cancellation has units cancelled.
    private var selectedTakesUnits: Bool {
        visiblePane?.answer.map { !$0.explanation.applications.isEmpty }
            ?? ((selectedRow?.takenUnits ?? 0) > 0)
    }

    /// Whether a person said that the selected cancellation stays as it is.
    var isSelectedSettled: Bool {
        guard let explanation = visiblePane?.answer?.explanation else {
            return selectedRow?.isSettled ?? false
        }
        if case .settled = explanation.ruling { return true }
        return false
    }

    /// What every question ends with: which cancellation, and in whose name.
    private func particulars(of id: CancellationID) -> [String] {
        let name = configuration.operatorName
        guard !name.isEmpty else { return [target(of: id)] }
        return [target(of: id), phrases.inTheName(of: name)]
    }

    /// Names a cancellation: marketplace, order and claim.
    private func target(of id: CancellationID) -> String {
        if let row = [selectedRow, subject?.row].compactMap(\.self).first(where: { $0.id == id }) {
            return "#\(id) · \(phrases.name(of: row.account)) · \(row.orderNumber) · \(row.claimID)"
        }
        return "#\(id)"
    }
}

/// What was on screen of a cancellation when a question about it opened.
///
/// Others may act on it before the question is answered, and it may leave the list: the question stays
/// about it, and who answers is told what they did.
struct QuestionSubject: Sendable {
    let answer: ExplanationAnswer?
    let row: CancellationRow?
}

/// A question about a cancellation that needs its explanation.
enum AwaitedQuestion: Sendable, Hashable {
    case apply(CancellationID)
    case undo(CancellationID)

    var id: CancellationID {
        switch self {
        case .apply(let id), .undo(let id): id
        }
    }
}

extension Dialog.Choice {
    /// The choice that is always first.
    static func doNothing(_ phrases: Phrases) -> Dialog.Choice {
        Dialog.Choice(text: phrases.pick("그만두기", "Do nothing"), outcome: .close)
    }
}
