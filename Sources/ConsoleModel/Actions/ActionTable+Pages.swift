extension ActionTable {
    /// From where the lists of everything are a key away.
    private static let rooms = Set(ActionContext.allCases).subtracting([.help, .messages])

    static let pages: [Action] = [
        Action(
            .chooseColumns,
            keys: [.character("w")],
            in: [.marketplaces, .cancellations, .orders, .pullList, .activity],
            texts: (
                Bilingual("열", "Columns"),
                Bilingual(
                    "목록의 열을 보이거나 숨기고 순서와 너비를 바꿉니다.",
                    "Shows, hides, moves and widens the columns of the list."
                )
            ),
            footerRank: 19
        ),
        Action(
            .openOrders,
            keys: [.character("o")],
            in: [.marketplaces, .account, .cancellations, .explanation, .activity],
            texts: (
                Bilingual("주문", "Orders"),
                Bilingual(
                    "주문을 찾아봅니다. 취소건과 이력에서는 그 행의 주문을 엽니다.",
                    "Looks orders up; from a cancellation or the activity, opens the row's order."
                )
            ),
            footerRank: 12
        ),
        Action(
            .openPullList,
            keys: [.character("b")],
            in: rooms.subtracting([.pullList]),
            texts: (
                Bilingual("당길 송장", "Pull list"),
                Bilingual(
                    "취소되어 출고하면 안 되는 송장을 보고 바코드로 확인합니다.",
                    "Lists the parcels that must not leave, and checks one by its barcode."
                )
            ),
            footerRank: 11
        ),
        Action(
            .openActivity,
            keys: [.character("i")],
            in: rooms.subtracting([.activity]),
            texts: (
                Bilingual("이력", "Activity"),
                Bilingual(
                    "누가 언제 무엇을 했는지 최근 순으로 봅니다.",
                    "Shows who did what, and when, the newest first."
                )
            ),
            footerRank: 13
        ),
        Action(
            .openCharts,
            keys: [.character("v")],
            in: rooms.subtracting([.charts]),
            texts: (
                Bilingual("차트", "Charts"),
                Bilingual(
                    "시간별 취소건, 적용까지 걸린 시간, 판매처별 매칭률을 봅니다.",
                    "Shows cancellations per hour, the time to application and match rates."
                )
            ),
            footerRank: 18
        ),
        Action(
            .openMessages,
            keys: [.character("m")],
            in: rooms,
            texts: (
                Bilingual("메시지", "Messages"),
                Bilingual("지나간 알림을 다시 봅니다.", "Shows the notices that went by once more.")
            ),
            footerRank: 18
        ),
        Action(
            .typeNumber,
            keys: (0...9).map { .character(Character(String($0))) },
            in: [.orders, .pullList],
            texts: (
                Bilingual("번호 찾기", "Number"),
                Bilingual(
                    "번호를 바로 입력하거나 바코드를 찍어 찾습니다.",
                    "Types a number at once, or takes it from a barcode scanner."
                )
            ),
            footerRank: 2
        ),
        Action(
            .filterAccount,
            keys: [.character("f")],
            in: [.activity],
            texts: (
                Bilingual("이 계정만", "This account"),
                Bilingual(
                    "선택한 행의 계정만, 또는 다시 모두 봅니다.",
                    "Shows only the selected row's account, or all again."
                )
            ),
            footerRank: 3
        ),
    ]

    static let rehearsing: [Action] = [
        Action(
            .rehearse,
            keys: [.character("w")],
            in: [.account, .rehearsal],
            texts: (
                Bilingual("기준 시험", "Try a rule"),
                Bilingual(
                    "다른 매칭 기준이라면 최근 취소건이 어떻게 달라지는지 봅니다. 아무것도 바꾸지 않습니다.",
                    "Shows what another rule would decide of recent cancellations; changes nothing."
                )
            ),
            footerRank: 4
        )
    ]

    static let parcels: [Action] = [
        Action(
            .pull,
            keys: [.character("p")],
            in: [.pullList, .order],
            texts: (
                Bilingual("당김", "Pulled"),
                Bilingual(
                    "송장을 뺐거나 회수했다고 표시합니다. u로 되돌릴 수 있습니다.",
                    "Marks the parcel as pulled or back; u takes that back."
                )
            ),
            footerRank: 3
        ),
        Action(
            .undoPull,
            keys: [.character("u")],
            in: [.pullList, .order],
            texts: (
                Bilingual("표시 취소", "Unmark"),
                Bilingual(
                    "당김·회수 표시를 되돌려 목록에 다시 올립니다.",
                    "Takes the mark back; the line is on the list again."
                )
            ),
            footerRank: 4
        ),
    ]
}
