/// Every action of the console: what they are called, where they work, and on which keys
/// unless the operator chose others (``KeyBindings``).
package enum ActionTable {
    /// All actions, in the order of help.
    package static let all: [Action] =
        acts + parcels + polling + places + marks + looks + pages + rehearsing + copying + movement
        + program

    private static let lists: Set<ActionContext> = [.marketplaces, .cancellations]
    private static let claims: Set<ActionContext> = [.cancellations, .explanation]
    private static let work: Set<ActionContext> = [
        .marketplaces, .cancellations, .explanation, .account, .order,
    ]
    private static let everywhere = Set(ActionContext.allCases)

    private static let acts: [Action] = [
        Action(
            .apply,
            keys: [.character("a")],
            in: claims,
            texts: (
                Bilingual("적용", "Apply"),
                Bilingual(
                    "취소건을 주문 품목에 적용하고 보류합니다. 먼저 묻습니다.",
                    "Applies the cancellation to order lines and holds them. Asks first."
                )
            ),
            footerRank: 3
        ),
        Action(
            .dismiss,
            keys: [.character("d")],
            in: claims,
            texts: (
                Bilingual("제외", "Dismiss"),
                Bilingual(
                    "취소건을 적용하지 않거나, 철회·일부 적용된 채로 둡니다. 사유를 묻습니다.",
                    "Decides not to apply it, or leaves it withdrawn or partly applied. Asks why."
                )
            ),
            footerRank: 4
        ),
        Action(
            .undo,
            keys: [.character("u")],
            in: claims,
            texts: (
                Bilingual("되돌리기", "Undo"),
                Bilingual(
                    "마지막 적용이나 제외를 되돌리고, 철회된 취소건의 품목을 되살립니다. 먼저 묻습니다.",
                    "Takes back the last application or dismissal; restores after a withdrawal. Asks."
                )
            ),
            footerRank: 5
        ),
    ]

    private static let copying: [Action] = [
        Action(
            .copy,
            keys: [.character("y")],
            in: claims.union([.orders, .order, .pullList]),
            texts: (
                Bilingual("복사", "Copy"),
                Bilingual(
                    "선택한 행의 주문번호나 송장번호를 복사합니다.",
                    "Copies the order or tracking number of the selected row."
                )
            ),
            footerRank: 15
        ),
        Action(
            .copyClaim,
            keys: [.character("Y"), .function(5)],
            in: claims,
            texts: (
                Bilingual("취소번호 복사", "Copy claim"),
                Bilingual(
                    "선택한 취소건의 취소번호를 복사합니다.",
                    "Copies the claim number of the selected cancellation."
                )
            )
        ),
        Action(
            .export,
            keys: [.character("e")],
            in: lists.union([.orders, .pullList, .activity]),
            texts: (
                Bilingual("내보내기", "Export"),
                Bilingual(
                    "이 목록 전체를 CSV, XLSX, JSON Lines 파일로 씁니다.",
                    "Writes this whole list to a CSV, XLSX or JSON Lines file."
                )
            ),
            footerRank: 16
        ),
        Action(
            .exportCase,
            keys: [.character("e")],
            in: [.explanation, .order],
            texts: (
                Bilingual("사건 기록", "Case file"),
                Bilingual(
                    "이 건의 통지, 판단 근거, 시간순, 한 일을 파일 하나로 씁니다.",
                    "Writes notices, evidence, timeline and acts of this case to one file."
                )
            ),
            footerRank: 10
        ),
    ]

    private static let polling: [Action] = [
        Action(
            .resync,
            keys: [.character("r")],
            in: work,
            texts: (
                Bilingual("재수집", "Resync"),
                Bilingual(
                    "이 계정이나 표시한 계정을 지금 수집합니다.",
                    "Polls this account, or the marked ones, now."
                )
            ),
            footerRank: 8
        ),
        Action(
            .resyncAll,
            keys: [.character("R")],
            in: work,
            texts: (
                Bilingual("전체 재수집", "Resync all"),
                Bilingual(
                    "일시정지하지 않은 모든 계정을 지금 수집합니다.",
                    "Polls all accounts that are not paused now."
                )
            ),
            footerRank: 9
        ),
        Action(
            .resyncPeriod,
            keys: [.character("t")],
            in: work,
            texts: (
                Bilingual("기간", "Period"),
                Bilingual(
                    "이 계정이나 표시한 계정을 고른 기간만큼 다시 수집합니다.",
                    "Polls this account, or the marked ones, for a period of your choice."
                )
            ),
            footerRank: 18
        ),
        Action(
            .cancelResync,
            keys: [.character("x")],
            in: everywhere,
            texts: (
                Bilingual("재수집 중지", "Stop resync"),
                Bilingual(
                    "어느 화면에서나 진행 중인 재수집을 멈춥니다. 다른 곳에서 요청한 것이면 먼저 확인합니다.",
                    "Stops the running resync from any screen; asks first if somebody else asked for it."
                )
            ),
            footerRank: 0
        ),
        Action(
            .togglePause,
            keys: [.character("p")],
            in: lists.union([.account]),
            texts: (
                Bilingual("일시정지/재개", "Pause/resume"),
                Bilingual(
                    "이 계정이나 표시한 계정의 수집을 일시정지하거나 다시 시작합니다. 먼저 확인합니다.",
                    "Pauses or resumes the polling of this account, or of the marked ones. Asks."
                )
            ),
            footerRank: 14
        ),
        Action(
            .vouch,
            keys: [.character("d")],
            in: [.account],
            texts: (
                Bilingual("직접 확인", "Vouch"),
                Bilingual(
                    "읽지 못한 기간을 판매처에서 직접 확인했다고 기록합니다. 그 기간은 읽은 것이 됩니다. 먼저 확인합니다.",
                    "Records that you looked through what could not be read: it counts as read. Asks."
                )
            ),
            footerRank: 15
        ),
        Action(
            .takeBackVouch,
            keys: [.character("u")],
            in: [.account],
            texts: (
                Bilingual("확인 취소", "Unvouch"),
                Bilingual(
                    "직접 확인했다는 기록을 취소합니다. 그 기간을 다시 읽습니다. 먼저 확인합니다.",
                    "Takes such a record back: the time is read again. Asks."
                )
            ),
            footerRank: 16
        ),
    ]

    private static let places: [Action] = [
        Action(
            .enter,
            keys: [.enter],
            in: lists.union([.account, .orders, .order, .pullList, .activity]),
            texts: (
                Bilingual("열기", "Open"),
                Bilingual("선택한 행을 엽니다.", "Opens the selected row.")
            ),
            footerRank: 1
        ),
        Action(
            .out,
            keys: [.escape],
            in: everywhere,
            texts: (
                Bilingual("뒤로", "Back"),
                Bilingual(
                    "진행 중인 처리·내보내기·찾기를 멈추거나, 여기서 요청한 재수집을 멈출지 묻거나, 표시와 찾기를 해제하거나, 앞 화면으로 갑니다. 첫 화면에서는 어디서 요청했든 묻습니다. 끝내지는 않습니다.",
                    "Stops acts, an export or a search; asks to stop a resync where it was asked for, and on the first screen; clears marks or search; or goes back. Never quits."
                )
            ),
            footerRank: 6
        ),
        Action(
            .leave,
            keys: [.character("q")],
            in: everywhere.subtracting([.marketplaces]),
            texts: (
                Bilingual("뒤로", "Back"),
                Bilingual("앞 화면으로 갑니다.", "Goes back one screen.")
            )
        ),
        Action(
            .find,
            keys: [.character("/")],
            in: lists.union([.orders, .pullList, .activity]),
            texts: (
                Bilingual("찾기", "Find"),
                Bilingual(
                    "판매처, 주문·취소·송장번호, 조건(상태:보류 옵션~블랙 요청>2시간)으로 찾습니다.",
                    "Finds by name, number, or filter (status:held option~black requested>2h)."
                )
            ),
            footerRank: 7
        ),
        Action(
            .chooseStatus,
            keys: (1...7).map { .character(Character(String($0))) },
            in: lists.union([.account]),
            texts: (
                Bilingual("상태별", "By status"),
                Bilingual(
                    "대기·판단필요·적용·철회·제외·무시·전체 목록을 봅니다.",
                    "Lists pending, held, applied, withdrawn, dismissed, ignored or all."
                )
            ),
            footerRank: 11
        ),
        Action(
            .openCancellations,
            keys: [.character("c")],
            in: [.marketplaces, .account],
            texts: (
                Bilingual("취소건", "Cancellations"),
                Bilingual("이 계정의 취소건을 봅니다.", "Lists this account's cancellations.")
            ),
            footerRank: 3
        ),
        Action(
            .openAllCancellations,
            keys: [.character("C"), .function(6)],
            in: [.marketplaces],
            texts: (
                Bilingual("전체 취소건", "All cancellations"),
                Bilingual("모든 계정의 취소건을 봅니다.", "Lists the cancellations of all accounts.")
            ),
            footerRank: 13
        ),
    ]
}
