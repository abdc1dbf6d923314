import MatchingCore
import SyncInterfaces

// From keys to actions, prompts and dialogs.
extension Console {
    mutating func press(_ key: Key, now: Timestamp) -> [ConsoleEffect] {
        guard size.isUsable else { return pressUnseen(key, now: now) }
        awaitedQuestion = nil
        if let effects = pressAnywhere(key, now: now) { return effects }
        switch overlay {
        case .dialog(let dialog): return answer(key, to: dialog, now: now)
        case .prompt(let prompt): return type(key, into: prompt, now: now)
        case .palette(let palette): return choose(key, in: palette, now: now)
        case .columns(let chooser):
            choose(key, in: chooser)
            return []
        case nil: break
        }
        guard let action = bindings.action(for: key, in: context) else {
            explainIdleKey(key, now: now)
            return []
        }
        return attempt(action.id, key: key.latinEquivalent, now: now)
    }

    /// Does an action, or says why it cannot be done.
    mutating func attempt(
        _ action: Action.Identifier,
        key: Key,
        now: Timestamp
    ) -> [ConsoleEffect] {
        if obstacle(to: action) != nil {
            explainKey(now: now) { $0.obstacle(to: action) ?? "" }
            return []
        }
        return perform(action, key: key, now: now)
    }

    /// What works wherever the keys go otherwise, as long as its key is none that is typed.
    private mutating func pressAnywhere(_ key: Key, now: Timestamp) -> [ConsoleEffect]? {
        if key == KeyBindings.interrupt { return [.quit] }
        guard case .control = key, let action = bindings.action(for: key, in: context),
            [.quitNow, .suspend, .redraw].contains(action.id)
        else { return nil }
        return perform(action.id, key: key, now: now)
    }

    /// Where the screen is too small to show anything, keys only leave it.
    private mutating func pressUnseen(_ key: Key, now: Timestamp) -> [ConsoleEffect] {
        if let effects = pressAnywhere(key, now: now) { return effects }
        guard overlay == nil, bindings.action(for: key, in: context)?.id == .quit else { return [] }
        // What would have to be asked first is not asked where nobody sees it.
        var asking = self
        return asking.leave()
    }

    private mutating func answer(
        _ key: Key,
        to dialog: Dialog,
        now: Timestamp
    ) -> [ConsoleEffect] {
        var dialog = dialog
        if key == .enter, let number = dialog.dropNumber() {
            overlay = .dialog(dialog)
            show(.problem, now: now) { $0.phrases.openQuestion(meeting: number) }
            return []
        }
        guard let outcome = dialog.handle(key) else {
            overlay = .dialog(dialog)
            return []
        }
        return follow(outcome, now: now)
    }

    private mutating func choose(
        _ key: Key,
        in palette: Palette,
        now: Timestamp
    ) -> [ConsoleEffect] {
        var palette = palette
        switch palette.handle(key) {
        case nil: overlay = .palette(palette)
        case .close: overlay = nil
        case .run(let entry):
            overlay = nil
            guard entry.isHere else {
                explainAbsence(of: [entry.title], key: entry.key, now: now)
                return []
            }
            return attempt(entry.action.id, key: entry.key ?? .enter, now: now)
        }
        return []
    }

    /// Text that was pasted goes into a prompt and nowhere else.
    mutating func paste(_ text: String, now: Timestamp) {
        guard size.isUsable else { return }
        if case .palette(var palette) = overlay {
            palette.insert(text)
            overlay = .palette(palette)
        }
        if case .dialog(var dialog) = overlay {
            dialog.insert(text)
            overlay = .dialog(dialog)
        }
        guard case .prompt(var prompt) = overlay else { return }
        prompt.insert(text)
        overlay = .prompt(prompt)
        applyLiveFilter(prompt, now: now)
    }

    private mutating func type(_ key: Key, into prompt: Prompt, now: Timestamp) -> [ConsoleEffect] {
        if key == .enter {
            overlay = nil
            return submit(prompt, now: now)
        }
        if key == .tab || key == .backTab {
            var prompt = prompt
            prompt.complete(key == .tab ? 1 : -1, words(of: prompt))
            overlay = .prompt(prompt)
            applyLiveFilter(prompt, now: now)
            return []
        }
        if key == .up || key == .down, let list = prompt.purpose.list {
            var prompt = prompt
            prompt.recall(key == .up ? 1 : -1, recentFilters(of: list))
            overlay = .prompt(prompt)
            applyLiveFilter(prompt, now: now)
            return []
        }
        if key == .escape {
            overlay = nil
            if case .filterAccounts(let before) = prompt.purpose {
                marketplaces.filter = before
                arrangeMarketplaces(now: now)
            }
            return []
        }
        var prompt = prompt
        prompt.handle(key)
        overlay = .prompt(prompt)
        applyLiveFilter(prompt, now: now)
        return []
    }

    private mutating func applyLiveFilter(_ prompt: Prompt, now: Timestamp) {
        guard case .filterAccounts = prompt.purpose else { return }
        marketplaces.filter = prompt.input.trimmed
        arrangeMarketplaces(now: now)
    }

    private mutating func submit(_ prompt: Prompt, now: Timestamp) -> [ConsoleEffect] {
        let text = prompt.input.trimmed
        switch prompt.purpose {
        case .filterAccounts(let before): submitAccounts(prompt, before: before, now: now)
        case .dismissalReason(let id):
            guard hasReason(text, now: now) else {
                overlay = .prompt(prompt)
                break
            }
            return [.dismiss(id, reason: text, seen: seen)]
        case .dismissalReasonOfMarked(let all):
            guard hasReason(text, now: now) else {
                overlay = .prompt(prompt)
                break
            }
            return [.actOnMarked(.dismiss(reason: text), all)]
        case .period(let accounts): return submitPeriod(text, for: accounts, now: now)
        case .units(let id, let line, let most):
            submitUnits(text, of: line, id: id, most: most, now: now)
        case .rule(let account): submitRule(prompt, for: account, now: now)
        case .find(let list):
            guard let filter = filter(of: prompt, list) else { break }
            show(filter)
        case .lookUpParcel:
            guard var page = visiblePage else { break }
            page.submit(text)
            replaceTop(with: .page(page))
        }
        return []
    }

    /// Whether a reason was typed, and not only a number scanned; says so where none was.
    private mutating func hasReason(_ text: String, now: Timestamp) -> Bool {
        if text.isScannedNumber {
            show(.problem, now: now) { $0.phrases.openQuestion(meeting: text) }
            return false
        }
        guard text.isEmpty else { return true }
        show(.problem, Bilingual("사유를 입력하십시오.", "A reason is needed."), now: now)
        return false
    }

    private mutating func submitUnits(
        _ text: String,
        of line: LineChoice,
        id: CancellationID,
        most: Int,
        now: Timestamp
    ) {
        guard let units = Int(text), (1...most).contains(units) else {
            let sentence = Bilingual(
                "1부터 \(most)까지의 수량을 입력하십시오.",
                "Enter a quantity from 1 to \(most)."
            )
            show(.problem, sentence, now: now)
            overlay = .prompt(Prompt(.units(id, line, most: most), text: text))
            return
        }
        overlay = .dialog(confirmation(ofApplying: units, of: line, id: id))
    }

    /// Takes what finds accounts, or, where it finds none, cancellations of all of them.
    private mutating func submitAccounts(_ prompt: Prompt, before: String, now: Timestamp) {
        let text = prompt.input.trimmed
        guard !text.isEmpty else { return }
        guard marketplaces.rows.isEmpty else {
            if AccountFilter(text, words(of: .accounts)).hasColumns {
                memory.keep(recent: text, of: .accounts)
            }
            return
        }
        if let mistake = FilterParser.mistake(in: prompt.input.text, words(of: prompt)) {
            return refuse(mistake, of: prompt)
        }
        do {
            let filter = try FilterParser(words(of: .cancellations)).filter(text)
            marketplaces.filter = before
            arrangeMarketplaces(now: now)
            openAll(filter)
        } catch {
            // It is about accounts, and right; there is only none such at the moment.
            return
        }
    }

    /// No account is called so: then it is meant for the cancellations of all of them.
    private mutating func openAll(_ filter: RowFilter) {
        var state = list(of: nil, .all)
        state.filter = filter
        remember(state)
        stack.append(.cancellations(state))
    }

    /// The filter that was typed; where there is none, the prompt stays and says why.
    private mutating func filter(of prompt: Prompt, _ list: FilteredList) -> RowFilter? {
        if let draft, draft.text == prompt.input.text { return draft.filter }
        do {
            return try prompt.filter(words(of: list))
        } catch {
            refuse(error, of: prompt)
            return nil
        }
    }

    /// Leaves what was typed where it is, with what is wrong under it.
    private mutating func refuse(_ error: FilterError, of prompt: Prompt) {
        var prompt = prompt
        prompt.refuse(error)
        overlay = .prompt(prompt)
    }

    /// Says why a key does nothing here that does something elsewhere.
    private mutating func explainIdleKey(_ key: Key, now: Timestamp) {
        let meant = key.latinEquivalent
        let idle = meant.isTyped ? bindings.actions.filter { $0.keys.contains(meant) } : []
        guard !idle.isEmpty else { return hintInputMethod(for: key, now: now) }
        // Where one is already, a key that leads there has nothing to say.
        guard !idle.contains(where: { $0.destination == context }) else { return }
        explainAbsence(of: idle.map(\.title), key: meant, now: now)
    }

    /// Says of what other screens do that this one does not.
    private mutating func explainAbsence(of titles: [Bilingual], key: Key?, now: Timestamp) {
        explainKey(now: now) { reader in
            let language = reader.language
            var names: [String] = []
            for title in titles.map({ $0.text(in: language) }) where !names.contains(title) {
                names.append(title)
            }
            let keyName = key.map { " (\($0.name(in: language)))" } ?? ""
            let what = reader.phrases.list(names) + keyName
            let help = reader.bindings.keyName(of: .help, in: language)
            return reader.phrases.pick(
                "이 화면에서는 쓸 수 없습니다: \(what). 도움말: \(help)",
                "Not on this screen: \(what). Help: \(help)"
            )
        }
    }

    /// Says once why a command key did nothing while Hangul is being composed.
    private mutating func hintInputMethod(for key: Key, now: Timestamp) {
        guard key.isComposedHangul, !hasHintedInputMethod else { return }
        hasHintedInputMethod = true
        let sentence = Bilingual(
            "한글 입력 상태입니다. 한/영 키를 누르십시오.",
            "A Korean input method is on. Press the Hangul/English key."
        )
        show(.information, sentence, now: now)
    }
}

extension Key {
    /// Whether it is pressed for an action rather than to move.
    fileprivate var isTyped: Bool {
        switch self {
        case .character, .function: true
        case .control, .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left,
            .right, .shifted, .pageUp, .pageDown, .home, .end:
            false
        }
    }
}
