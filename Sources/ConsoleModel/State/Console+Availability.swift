import MatchingCore
import SyncInterfaces

// Whether an action can be done now, and why not.
extension Console {
    /// Why `action` can do nothing now, as a sentence; `nil` when it can.
    func obstacle(to action: Action.Identifier) -> String? {
        if action.changesStore, let reason = configuration.readOnly {
            return phrases.sentence(for: reason)
        }
        return visiblePage?.obstacle(to: action, phrases) ?? obstacleOfState(to: action)
    }

    /// Why an entry of the palette can do nothing now, as a sentence; `nil` when it can.
    func obstacle(to entry: Palette.Entry) -> String? {
        guard entry.isHere else {
            return phrases.pick("이 화면에서는 쓸 수 없습니다.", "Not on this screen.")
        }
        return obstacle(to: entry.action.id)
    }

    private func obstacleOfState(to action: Action.Identifier) -> String? {
        switch action {
        case .apply where hasMarks: obstacle(toMarked: .apply())
        case .dismiss where hasMarks: obstacle(toMarked: .dismiss(reason: ""))
        case .undo where hasMarks: obstacle(toMarked: .undo())
        case .apply: obstacleToApplying
        case .dismiss: obstacleToDismissing
        case .undo: obstacleToUndoing
        case .clearMarks, .nextMark, .previousMark:
            hasMarks ? nil : phrases.pick("표시한 행이 없습니다.", "Nothing is marked.")
        case .undoView: hasViewSteps ? nil : phrases.noViewChange
        case .resync, .resyncAll, .resyncPeriod:
            if resync != nil {
                phrases.pick("이미 재수집 중입니다.", "A resync is running already.")
            } else if action != .resyncAll && selectedAccountID == nil {
                nothingSelected
            } else {
                nil
            }
        case .cancelResync:
            resync == nil && othersResync == nil ? phrases.noResyncRunning : nil
        case .togglePause: selectedAccountID == nil ? nothingSelected : nil
        case .vouch:
            unreadPeriods.isEmpty
                ? phrases.pick("읽지 못한 기간이 없습니다.", "Nothing is unread.") : nil
        case .takeBackVouch:
            vouchedPeriods.isEmpty
                ? phrases.pick("직접 확인한 기간이 없습니다.", "Nobody has vouched for anything.") : nil
        case .toggleMark: isAnythingSelected ? nil : nothingSelected
        case .copy: copyableNumber == nil ? nothingSelected : nil
        case .copyClaim: copyableClaim == nil ? nothingSelected : nil
        case .enter, .openCancellations: isAnythingSelected ? nil : nothingSelected
        case .out: wayOut == .nothing ? quitHint : nil
        case .openOrders: orderObstacle
        case .moveDown, .moveUp, .pageDown, .pageUp, .toStart, .toEnd, .leave, .nextTab,
            .previousTab, .chooseStatus, .nextItem, .previousItem, .openAllCancellations, .find,
            .openPullList, .openActivity, .openMessages, .openCharts, .typeNumber, .filterAccount,
            .rehearse,
            .pull,
            .undoPull, .changeOrder, .sortOnward, .sortBack, .freeze, .chooseColumns,
            .toggleAllMarks, .export, .exportCase,
            .changeLanguage,
            .palette, .help,
            .quit, .quitNow, .suspend, .redraw, .toggleMouse:
            nil
        }
    }

    private var quitHint: String {
        let key = bindings.keyName(of: .quit, in: language)
        return phrases.pick("끝내기: \(key)", "Press \(key) to quit.")
    }

    private var nothingSelected: String { phrases.pick("선택한 행이 없습니다.", "Nothing is selected.") }

    private var isAnythingSelected: Bool {
        switch stack.last {
        case nil: marketplaces.cursor.selected != nil
        case .cancellations(let state): state.list.selectedID != nil
        case .explanation, .help, .page: true
        }
    }

    private var orderObstacle: String? {
        switch stack.last {
        case .cancellations(let state) where state.list.selectedID == nil: nothingSelected
        case .cancellations, .explanation:
            selectedOrder == nil
                ? phrases.pick("설명을 읽는 중입니다.", "The explanation is being read.") : nil
        case .page, .help, nil: nil
        }
    }

    private var obstacleToApplying: String? {
        guard let status = selectedStatus else { return nothingSelected }
        switch status {
        case .applied where selectedUnitsLeft == 0:
            return phrases.pick("이미 적용되었습니다.", "It is applied already.")
        case .withdrawn:
            return phrases.pick(
                "철회된 취소건이라 적용할 것이 없습니다. 구매자가 다시 요청하면 다시 판단합니다.",
                "It was withdrawn: there is nothing to apply unless the buyer asks again."
            )
        case .applied, .pending, .held, .dismissed, .ignored: break
        }
        let explanation = visiblePane?.answer?.explanation
        let reason = explanation?.reason ?? selectedRow?.reason
        let options = explanation.map { ApplyOptions($0) }
        if reason == .orderNotFound || reason == .orderInOtherAccount, options?.isEmpty ?? true {
            return phrases.pick(
                "이 계정에 주문이 없어 적용할 품목이 없습니다.",
                "The order is not on file in this account: there is no line to apply it to."
            )
        }
        if let options, !options.isEmpty, options.isUsedUp {
            return phrases.pick(
                "주문에 남은 수량이 없어 적용할 것이 없습니다.",
                "No unit of the order is open: there is nothing to apply it to."
            )
        }
        return nil
    }

    private var obstacleToDismissing: String? {
        guard let status = selectedStatus else { return nothingSelected }
        switch status {
        case .dismissed: return phrases.pick("이미 제외되었습니다.", "It is dismissed already.")
        case .applied, .withdrawn:
            guard !isSelectedSettled else {
                return phrases.pick("이미 그대로 두기로 했습니다.", "It was left as it is already.")
            }
            return leavesChoice(status) ? nil : nothingToSettle(status)
        case .pending, .held, .ignored: return nil
        }
    }

    /// Why a person cannot say that what is applied or withdrawn stays as it is.
    private func nothingToSettle(_ status: Status) -> String {
        switch status {
        case .applied:
            let key = bindings.keyName(of: .undo, in: language)
            return phrases.pick(
                "적용된 취소건입니다. 먼저 되돌리십시오(\(key)).",
                "It is applied. Undo it with \(key) first."
            )
        case .withdrawn, .pending, .held, .dismissed, .ignored:
            return phrases.pick(
                "철회된 취소건이라 제외할 것이 없습니다.",
                "It was withdrawn: there is nothing to dismiss."
            )
        }
    }

    /// Whether an applied or withdrawn claim leaves a person something to settle.
    private func leavesChoice(_ status: Status) -> Bool {
        if status == .applied { return selectedUnitsLeft > 0 }
        let explanation = visiblePane?.answer?.explanation
        return explanation.map { !$0.applications.isEmpty } ?? (selectedRow?.restoring == .isNeeded)
    }

    private var obstacleToUndoing: String? {
        guard let status = selectedStatus else { return nothingSelected }
        if status == .dismissed { return nil }
        // What came to nothing, as all was cancelled before, took nothing.
        if status == .applied, let row = selectedRow, row.takenUnits > 0 { return nil }
        // A withdrawn or held claim can still have lines that it took.
        guard let explanation = visiblePane?.answer?.explanation else {
            return phrases.pick("설명을 읽는 중입니다.", "The explanation is being read.")
        }
        if status == .applied, explanation.applications.isEmpty {
            return phrases.pick(
                "취소한 품목이 없어 되돌릴 것이 없습니다.",
                "It has cancelled nothing, so there is nothing to undo."
            )
        }
        let canUndo =
            explanation.ruling.map { $0 != .undone } ?? !explanation.applications.isEmpty
        return canUndo ? nil : phrases.pick("되돌릴 것이 없습니다.", "There is nothing to undo.")
    }

    /// How much an account needs a person: 0 the most.
    func urgency(of account: Account, now: Timestamp) -> Int {
        let summary = summaries[account.id]
        let counts = summary?.counts ?? [:]
        let health = health(of: account, now: now)
        if health == .failing { return 0 }
        if counts[.held, default: 0] > 0 { return 1 }
        switch health {
        case .late: return 2
        case .failing, .notPolling, .needsSetup, .silent, .healthy:
            return counts[.pending, default: 0] > 0 ? 3 : 4
        case .paused: return counts[.pending, default: 0] > 0 ? 3 : 5
        }
    }

    func health(of account: Account, now: Timestamp) -> AccountHealth {
        AccountHealth(
            of: account,
            summary: summaries[account.id],
            isPollerRunning: poller != .nobody,
            now: now
        )
    }

    /// The one thing to know about an account now.
    func news(of account: Account, _ health: AccountHealth) -> String {
        phrases.news(
            of: account,
            summaries[account.id],
            health,
            isPollerRunning: poller != .nobody
        )
    }
}
