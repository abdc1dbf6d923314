import MarketplaceCatalog
import MatchingCore
import Testing

/// One row of the guide's first table, as it is written there.
private struct StateRow: Sendable, CustomTestStringConvertible {
    let name: String
    let states: String
    var testDescription: String { name }

    init(_ name: String, _ states: String) {
        self.name = name
        self.states = states
    }

    /// The states that the row means: commas separate them, `X(-a,b)` is `X-a` and `X-b`.
    var expandedStates: [String] {
        states.matches(of: /[^,()]+(?:\([^)]*\))?/).flatMap { match -> [String] in
            let word = match.output.drop { $0 == " " }
            guard let group = word.firstRange(of: "(-"), word.hasSuffix(")") else {
                return [String(word)]
            }
            let parts = word[group.upperBound...].dropLast().split(separator: ",")
            return parts.map { "\(word[..<group.lowerBound])-\($0)" }
        }
    }
}

/// One row of the guide's second table: a key, as rule, and a name listed under it.
private struct KeyRow: Sendable, CustomTestStringConvertible {
    let name: String
    let rule: String
    var testDescription: String { name }

    static func rows(_ rule: String, _ names: String) -> [KeyRow] {
        names.split(separator: ",").map { name in
            KeyRow(name: String(name.drop { $0 == " " }), rule: rule)
        }
    }
}

private let stateRows = [
    StateRow("옥션", "취소요청, 취소중, 취소완료"),
    StateRow("지마켓", "취소요청, 취소중, 취소완료"),
    StateRow("네이버페이", "취소요청, 취소중, 취소완료"),
    StateRow("인터파크", "취소요청, 취소완료"),
    StateRow("29cm", "취소완료"),
    StateRow("코디북", "주문취소"),
    StateRow("신세계", "주문취소"),
    StateRow("이마트", "주문취소"),
    StateRow("이랜드", "취소"),
    StateRow("브랜디", "주문취소중, 주문취소완료"),
    StateRow("CJ몰", "주문취소"),
    StateRow("하프클럽", "취소(자동)"),
    StateRow("에이블리", "취소요청, 취소진행, 취소완료"),
    StateRow("지그재그", "취소요청중, 취소처리중, 취소완료"),
    StateRow("다이소", "취소완료"),
    StateRow("미미박스", "취소"),
    StateRow("패션플러스", "취소신청, 취소승인, 취소거부"),
    StateRow("가방팝", "주문취소"),
    StateRow("AK몰", "취소완료"),
    StateRow("인스토어", "출고전취소"),
    StateRow("텐바이텐", "주문취소"),
    StateRow("11번가", "취소신청, 취소완료"),
    StateRow("스토어팜", "취소요청, 취소중, 취소완료"),
    StateRow("무신사", "주문취소"),
    StateRow("쿠팡", "출고중지요청"),
    StateRow("위메프", "취소신청, 취소완료"),
    StateRow("위메프 api", "취소신청, 취소승인, 취소완료"),
    StateRow("위메프 2.0", "취소신청, 취소승인, 취소완료"),
    StateRow("티몬", "출고전 취소요청, 출고전 취소완료"),
    StateRow("롯데아이몰", "주문취소"),
    StateRow("고도몰", "자동취소, 품절취소, 관리자취소, 고객요청취소"),
    StateRow("플레이어", "주문취소"),
    StateRow("핫트랙스", "취소"),
    StateRow("HNS", "주문취소"),
    StateRow("카카오톡스토오", "결제취소예정, 결제취소완료"),
    StateRow("메이크샵", "취소요청, 취소완료"),
    StateRow("W컨셉", "취소완료"),
    StateRow(
        "카페24",
        "취소요청, 취소완료(-환불전,환불보류,환불요청중), 취소접수-관리자, 취소처리중(-환불전,환불완료)"
    ),
]

private let keyRows = [
    // 1.주문번호 만
    KeyRow.rows("order_no", "옥션, G마켓, 카카오 톡스토어, NS홈쇼핑, 롯데닷컴, 코디북, 패션플러스, 롯데아이몰, 핫트랙스"),
    // 2.주문번호+주문상세번호
    KeyRow.rows(
        "order_no + detail_no",
        "카페24, 11번가, 스토어팜, 메이크샵, W컨셉, 네이버페이, CJ몰, 하프클럽, 서울스토어, 다이소, 미미박스"
    ),
    // 1. 주문번호+상품코드
    KeyRow.rows("order_no + product_code", "위메프(1.0), 티몬, 가방팝, GS리테일"),
    // 2. 주문번호+상품코드+옵션
    KeyRow.rows("order_no + product_code + option", "AK몰, 텐바이텐"),
    // 3. 주문번호+상세번호+상품코드
    KeyRow.rows("order_no + detail_no + product_code", "에이블리, 무신사, 29cm, 이랜드"),
    // 주문번호 + code4(주문아이템번호)
    KeyRow.rows("order_no + code4", "GS이숍"),
    // 주문번호 + code4(주문상품순번)
    KeyRow.rows("order_no + code4", "신세계,이마트"),
    // 주문번호 + code6(옵션ID)
    KeyRow.rows("order_no + code6", "쿠팡"),
    // 주문번호 + code18(옵션주문번호) 또는 상품명+옵션
    KeyRow.rows("order_no + (code18 | product_name + option)", "위메프 2.0"),
    // 주문번호 + code18 (옵션주문번호) 또는 상품코드
    KeyRow.rows("order_no + (code18 | product_code)", "위메프 2.0(API)"),
    // 주문번호 + 상품코드 또는 code22(StyleNo)
    KeyRow.rows("order_no + (product_code | code22)", "플레이어"),
    // 주문번호 + 주문상세번호2 또는 상품명+옵션
    KeyRow.rows("order_no + (detail_no2 | product_name + option)", "브랜디"),
    // 주문번호 + 주문상세번호 + 주문상세번호2 또는 상품명+옵션
    KeyRow.rows("order_no + (detail_no + detail_no2 | product_name + option)", "지그재그"),
].flatMap(\.self)

@Suite("The two tables of the cancellation sync guide")
struct GuideTablesTests {
    private let catalog: MarketplaceCatalog

    init() throws {
        catalog = try MarketplaceCatalog.load(configurationFolder: nil)
    }

    @Test(
        "A marketplace has the cancel states of its row, in the row's order",
        arguments: stateRows
    )
    fileprivate func states(row: StateRow) throws {
        let marketplace = try #require(catalog.marketplace(named: row.name))
        #expect(marketplace.policy.cancelStates == row.expandedStates)
    }

    @Test("A marketplace has the key that its row gives", arguments: keyRows)
    fileprivate func keys(row: KeyRow) throws {
        let marketplace = try #require(catalog.marketplace(named: row.name))
        #expect(marketplace.policy.rule?.description == row.rule)
    }

    @Test(
        "The catalogue is in the order of the first table, and what only the second names follows"
    )
    func order() {
        let ids = stateRows.map { catalog.marketplace(named: $0.name)?.id }
        #expect(ids == catalog.marketplaces.prefix(stateRows.count).map(\.id))
    }

    @Test("The catalogue holds what the tables name and nothing else")
    func coverage() {
        let names = stateRows.map(\.name) + keyRows.map(\.name)
        let named = Set(names.compactMap { catalog.marketplace(named: $0)?.id })
        #expect(named == Set(catalog.marketplaces.map(\.id)))
    }

    @Test("카페24's dashes are read as sub-states")
    func cafe24() {
        #expect(
            stateRows.last?.expandedStates == [
                "취소요청", "취소완료-환불전", "취소완료-환불보류", "취소완료-환불요청중", "취소접수-관리자",
                "취소처리중-환불전", "취소처리중-환불완료",
            ]
        )
    }
}
