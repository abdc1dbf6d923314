import Foundation
import MatchingCore
import Testing

/// Accounts and headers such as the catalogue has.
enum Sample {
    static let commonColumns: [RecordField: [String]] = [
        .key(.orderNumber): ["주문번호", "판매처주문번호", "마켓주문번호"],
        .key(.detailNumber): ["주문상세번호", "상품주문번호", "품목별 주문번호", "주문순번"],
        .key(.detailNumber2): ["주문상세번호2"],
        .key(.productCode): ["상품코드", "상품번호", "판매자 상품코드", "업체상품코드"],
        .key(.productName): ["상품명", "등록상품명", "주문상품명"],
        .key(.option): ["옵션", "옵션정보", "등록옵션명", "주문옵션", "상품옵션"],
        .account: ["판매처", "계정"],
        .claimID: ["클레임번호", "취소번호"],
        .state: ["취소상태", "취소 처리상태", "클레임상태", "주문상태"],
        .quantity: ["수량", "취소수량", "구매수(수량)", "주문수량"],
        .shipping: ["배송상태"],
        .orderedAt: ["주문일시", "주문일", "주문일자(결제확인전)"],
        .trackingNumber: ["송장번호", "운송장번호"],
        .requestedAt: ["취소요청일", "취소신청일", "취소요청일시"],
        .changedAt: ["취소완료일", "처리일시"],
        .reason: ["취소사유", "상세취소사유"],
        .originalOrderNumber: ["원주문번호"], .cancelledBy: ["취소구분", "귀책사유"],
    ]

    private static let marketplaces = [
        marketplace("coupang", "쿠팡", columns: [.key(code(6)): ["옵션ID"]]),
        marketplace("storefarm", "스토어팜", aliases: ["스마트스토어"]),
        marketplace("auction", "옥션"),
        marketplace("11st", "11번가"),
        marketplace("brandi", "브랜디"),
        marketplace("cafe24", "카페24"),
    ]

    static func account(named name: String) -> Account? {
        if name == "coupang-2", let coupang = marketplaces.first {
            return Account(id: "coupang-2", marketplace: coupang, name: "쿠팡 2호점")
        }
        let found = marketplaces.first {
            $0.id.rawValue == name || $0.name == name || $0.aliases.contains(name)
        }
        return found.map { Account(id: AccountID($0.id.rawValue), marketplace: $0) }
    }

    /// A file of `Fixtures/`.
    static func fixture(_ name: String) throws -> [UInt8] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try Array(Data(contentsOf: root.appendingPathComponent("Fixtures/\(name)")))
    }

    static func code(_ number: Int) -> KeyField { KeyField.code(number) ?? .productCode }

    private static func marketplace(
        _ id: MarketplaceID,
        _ name: String,
        aliases: [String] = [],
        columns: [RecordField: [String]] = [:]
    ) -> Marketplace {
        Marketplace(
            id: id,
            name: name,
            aliases: aliases,
            policy: SyncPolicy(cancelStates: ["취소요청"], rule: nil),
            pollIntervalMinutes: 10,
            columnNames: columns
        )
    }
}
