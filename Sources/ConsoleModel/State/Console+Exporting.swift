import MatchingCore
import SyncInterfaces

// Lists as files. One export at a time; while it runs, its key offers to stop it, and Esc does.
extension Console {
    /// The visible list as it is filtered; `nil` on screens that are no list.
    func exportableList(now: Timestamp) -> ExportList? {
        switch stack.last {
        case .cancellations(let state): .cancellations(state.query(now: now))
        case .page(let page): page.exportList(now: now)
        case nil: .accounts(marketplaces.rows)
        case .explanation, .help: nil
        }
    }

    /// What the visible screen is about, as a case; `nil` on screens that are about several.
    var caseSubject: CaseSubject? {
        switch stack.last {
        case .explanation(let pane): pane.id.map { .cancellation($0) }
        case .page(let page): page.caseSubject
        case .cancellations, .help, nil: nil
        }
    }

    mutating func openExport(now: Timestamp) {
        guard exportedRowCount == nil else { return openStoppingExport() }
        guard let list = exportableList(now: now) else { return }
        let choices = ExportFormat.allCases.map { format in
            Dialog.Choice(
                text: phrases.name(of: format),
                outcome: .act(.export(list, format, language))
            )
        }
        overlay = .dialog(
            Dialog(
                title: phrases.pick("목록 내보내기", "Export the list"),
                body: [
                    phrases.pick(
                        "지금 보이는 조건의 목록 전체를 파일로 씁니다. 형식을 고르십시오.",
                        "The whole list, as it is filtered now, is written to a file. Choose the format."
                    )
                ],
                choices: [.doNothing(phrases)] + choices
            )
        )
    }

    private mutating func openStoppingExport() {
        overlay = .dialog(
            Dialog(
                title: phrases.pick("내보내기", "Export"),
                body: [phrases.exporting(rowCount: exportedRowCount ?? 0)],
                choices: [
                    .doNothing(phrases),
                    Dialog.Choice(
                        text: phrases.pick("내보내기 중지", "Stop the export"),
                        outcome: .act(.cancelExport)
                    ),
                ]
            )
        )
    }

    /// Quits; where that would stop what is under way here, asks first.
    mutating func leave() -> [ConsoleEffect] {
        let stopped =
            [
                exportedRowCount.map { phrases.exporting(rowCount: $0) },
                markedProgress.map { phrases.share(of: $0) },
            ]
            .compactMap(\.self)
        guard !stopped.isEmpty else { return [.quit] }
        overlay = .dialog(
            Dialog(
                title: phrases.pick("끝내기", "Quit"),
                body: stopped + [phrases.stoppedByQuitting],
                choices: [
                    Dialog.Choice(text: phrases.pick("끝내지 않기", "Stay"), outcome: .close),
                    Dialog.Choice(
                        text: phrases.pick("중지하고 끝내기", "Stop it and quit"),
                        outcome: .act(.quit)
                    ),
                ]
            )
        )
        return []
    }

    /// Takes the question whether to quit back once there is nothing left to stop.
    mutating func settleLeaving() {
        guard exportedRowCount == nil, markedProgress == nil, case .dialog(let dialog) = overlay,
            dialog.choices.contains(where: { $0.outcome == .act(.quit) })
        else { return }
        overlay = nil
    }

    /// Takes in that an export was stopped, and says what became of it.
    mutating func stopExport(now: Timestamp) {
        show(.information, now: now) {
            $0.phrases.exportStopped(rowCount: $0.exportedRowCount ?? 0)
        }
        exportedRowCount = nil
        settleLeaving()
    }

    /// Takes in that an export ended; `nil` when it said why it could not go on.
    mutating func finishExport(_ result: ExportResult?, now: Timestamp) {
        exportedRowCount = nil
        settleLeaving()
        guard let result else { return }
        show(.success, now: now) {
            let line = $0.phrases.line(for: result)
            let isJournalled = $0.configuration.readOnly == nil
            return isJournalled ? line : line + " " + $0.phrases.notJournalled
        }
    }
}

extension CancellationsState {
    /// What the list shows, without a place in it.
    func query(now: Timestamp) -> CancellationQuery {
        CancellationQuery(
            status: tab.status,
            account: account,
            filter: filter,
            now: now,
            sort: sort,
            limit: 0
        )
    }
}
