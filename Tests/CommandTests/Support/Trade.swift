import MatchingCore

@testable import cancelsync

/// Orders and claims of one order at 네이버페이 (`order_no + detail_no`), as files.
enum Trade {
    /// When orders were placed: near enough for an account's first poll to read back to it.
    static let orderDay = day(-5)
    /// When their cancellations were asked for: over, whatever the time is.
    static let claimDay = day(-1)

    /// One moment for all, as midnight may pass meanwhile.
    private static let now = SystemTime().now()

    /// The date so many days from now, as `2026-01-31` in Korea.
    static func day(_ offset: Int) -> String {
        CivilTime(now.advanced(by: .seconds(offset * 86_400))).dateText
    }

    /// An order with one line per entry of `lines`.
    static func order(
        _ lines: String = "D-1",
        number: String = "N-1",
        account: String = "naverpay",
        quantity: Int = 1,
        shipping: String = "접수"
    ) -> String {
        "판매처,주문번호,주문상세번호,상품명,수량,배송상태,주문일시\n"
            + lines.split(separator: " ").map {
                "\(account),\(number),\($0),코트,\(quantity),\(shipping),\(orderDay) 09:00\n"
            }.joined()
    }

    /// A claim on one line.
    static func claim(
        state: String = "취소완료",
        detail: String = "D-1",
        number: String = "N-1",
        quantity: String = "",
        at time: String = "\(claimDay) 10:00"
    ) -> String {
        "claim_id,주문상태,주문번호,주문상세번호,수량,상태변경일시\n"
            + "C-1,\(state),\(number),\(detail),\(quantity),\(time)\n"
    }
}

extension Workplace {
    /// Imports texts as files.
    @discardableResult
    func take(
        orders: String? = nil,
        claims: [String] = [],
        of account: String = "naverpay"
    ) async throws -> [Program.Outcome] {
        var outcomes: [Program.Outcome] = []
        if let orders {
            outcomes.append(
                try await run("import", "orders", write(orders, to: "orders.csv"))
            )
        }
        for (position, claim) in claims.enumerated() {
            let file = try write(claim, to: "claims-\(position).csv")
            outcomes.append(
                try await run("import", "cancellations", file, "--account", account)
            )
        }
        return outcomes
    }
}
