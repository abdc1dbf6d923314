/// The keys of a screen, made from the bindings in force and nothing else.
struct HelpText {
    let phrases: Phrases
    let context: ActionContext
    let actions: [Action]
    let width: Int

    var lines: [StyledLine] {
        let language = phrases.language
        let entries = actions.map { action in
            (action, Self.keyNames(of: action, in: language))
        }
        let room = max(8, width - 2)
        let keyWidth = min(
            22,
            room / 3,
            (entries.map { DisplayText.width(of: $0.1) }.max() ?? 0) + 2
        )
        var lines: [StyledLine] = [[Span(" " + title, Style(.title, isBold: true))], []]
        for (action, keys) in entries {
            let key = DisplayText.fitted(keys, to: keyWidth)
            let texts = DisplayText.wrapped(action.help.text(in: language), to: room - keyWidth)
            for (index, text) in texts.enumerated() {
                let head = index == 0 ? key : String(repeating: " ", count: keyWidth)
                lines.append([Span(" " + head, Style(.key, isBold: true)), Span(text)])
            }
        }
        lines.append([])
        for part in filterHelp(room) { lines.append([Span(" " + part)]) }
        let prompt = phrases.pick(
            "입력 줄: Enter 확인 · Esc 그만두기 · ←→ 이동 · ↑↓ 지난 조건 · Ctrl-U 지우기",
            "While typing: Enter accepts · Esc backs out · ←→ move · ↑↓ earlier filters · Ctrl-U clears"
        )
        let dialog =
            phrases.pick("질문 창: ", "Questions: ")
            + Dialog.keys(phrases).map { "\($0.key) \($0.title)" }.joined(separator: " · ")
        let mouse = phrases.pick(
            "마우스: 클릭 선택 · 두 번 클릭 열기 · 휠 이동. 글자를 고르려면 Shift를 누른 채 끄십시오.",
            "Mouse: click selects · double click opens · wheel moves. Hold Shift to select text."
        )
        for text in [prompt, dialog, inputMethod, mouse] + signs {
            for part in DisplayText.wrapped(text, to: room) {
                lines.append([Span(" " + part, Style(.secondary))])
            }
        }
        return lines
    }

    /// What signs at the rows of a list mean; empty where there is none.
    private var signs: [String] {
        guard FilteredList(context) != nil else { return [] }
        let (came, changed) = (RowChange.came.sign, RowChange.changed.sign)
        return [
            phrases.pick(
                "굵은 행: 마지막으로 본 뒤 새로 온 것(\(came))과 바뀐 것(\(changed)). 잠시 뒤 사라집니다.",
                "Bold rows: new (\(came)) or changed (\(changed)) since you last saw them; it fades."
            )
        ]
    }

    /// What a filter of the screen's list can ask for; empty where there is none.
    private func filterHelp(_ room: Int) -> [String] {
        guard let list = FilteredList(context) else { return [] }
        let names = FilterField.allCases.filter { $0.lists.contains(list) }
            .map { $0.name.text(in: phrases.language) }
        let fields = phrases.pick("/ 조건 항목: ", "/ filters by: ") + names.joined(separator: " ")
        let signs = phrases.pick(
            ": 같음 · ~ 들어 있음 · < > 비교 · , 또는 · - 아님 · * 앞부분 · 2시간, 오늘, 2026-11-25 · Tab 완성",
            ": equals · ~ contains · < > compare · , or · - not · * beginning · 2h, today, 2026-11-25 · Tab"
        )
        return DisplayText.wrapped(fields, to: room) + DisplayText.wrapped(signs, to: room) + [""]
    }

    /// What a Korean input method means for the keys.
    private var inputMethod: String {
        let works = phrases.pick(
            "한글 입력 상태에서도 명령 키가 그대로 동작합니다.",
            "Command keys also work while a Korean input method is on."
        )
        let lost = actions.flatMap(\.keys).filter(\.isLostInHangul)
            .map { $0.name(in: phrases.language) }
        guard !lost.isEmpty else { return works }
        let names = lost.joined(separator: " ")
        return works
            + phrases.pick(
                " 소문자와 자모가 같은 \(names)는 함께 적힌 다른 키나 :로 쓰십시오.",
                " For \(names), whose jamo are those of small letters, take the other key named, or :."
            )
    }

    static func keyNames(of action: Action, in language: Language) -> String {
        if let range = action.hasKeyRange ? action.footerKeys(in: language) : nil {
            return range
        }
        return action.keys.map { $0.name(in: language) }.joined(separator: " ")
    }

    private var title: String {
        switch context {
        case .marketplaces: phrases.pick("판매처 화면의 키", "Keys of the list of marketplaces")
        case .cancellations: phrases.pick("취소건 목록의 키", "Keys of the list of cancellations")
        case .explanation: phrases.pick("취소건 설명의 키", "Keys of an explanation")
        case .help: phrases.pick("도움말의 키", "Keys of help")
        case .account: phrases.pick("판매처 한 곳의 키", "Keys of one marketplace")
        case .orders: phrases.pick("주문 목록의 키", "Keys of the list of orders")
        case .order: phrases.pick("주문의 키", "Keys of an order")
        case .pullList: phrases.pick("당길 송장의 키", "Keys of the pull list")
        case .activity: phrases.pick("이력의 키", "Keys of the activity")
        case .charts: phrases.pick("차트의 키", "Keys of the charts")
        case .rehearsal: phrases.pick("기준 시험의 키", "Keys of a rule on trial")
        case .messages: phrases.pick("메시지의 키", "Keys of the messages")
        }
    }
}
