package import MatchingCore

extension Phrases {
    /// The field in words (주문상세번호).
    ///
    /// With an account, a code field has the name that the marketplace's exports give it:
    /// `옵션ID(code6)`; otherwise, and without such a name, it is `코드6`.
    package func name(of field: KeyField, in account: AccountID? = nil) -> String {
        guard let number = codeNumber(of: field) else { return commonName(of: field) }
        let header = account.flatMap(marketplace)?.columnNames[.key(field)]?.first
        guard let header else { return pick("코드\(number)", "code \(number)") }
        return DisplayText.sanitized("\(header)(\(field.name))")
    }

    /// The column of a file in words (취소상태).
    package func name(of field: RecordField) -> String {
        switch field {
        case .key(let key): name(of: key)
        case .account: pick("계정", "account")
        case .lineID: pick("관리번호", "line")
        case .claimID: pick("취소번호", "claim")
        case .state: pick("취소상태", "state")
        case .quantity: pick("수량", "quantity")
        case .shipping: pick("배송상태", "shipping")
        case .orderedAt: pick("주문일시", "order time")
        case .trackingNumber: pick("송장번호", "tracking number")
        case .requestedAt: pick("요청일시", "request time")
        case .changedAt: pick("상태변경일시", "change time")
        case .reason: pick("취소사유", "reason for cancelling")
        case .shippingWord: pick("판매처 배송상태", "marketplace's shipping")
        case .originalOrderNumber: pick("원주문번호", "original order number")
        case .cancelledBy: pick("취소구분", "cancelled by")
        }
    }

    /// A match rule in words: `주문번호 + (주문상세번호2 또는 상품명 + 옵션)`.
    package func ruleInWords(_ rule: MatchRule, in account: AccountID? = nil) -> String {
        words(for: rule.expression, isWithinAll: false, in: account)
    }

    /// One way to satisfy a rule in words: `주문번호 + 옵션ID(code6)`.
    package func branchInWords(_ fields: [KeyField], in account: AccountID? = nil) -> String {
        fields.map { name(of: $0, in: account) }.joined(separator: " + ")
    }

    /// The parts that an account's set-up lacks (취소상태, 매칭 기준).
    package func missingParts(_ parts: [SyncPolicy.MissingPart]) -> String {
        list(parts.map(word))
    }

    private func word(for part: SyncPolicy.MissingPart) -> String {
        switch part {
        case .cancelStates: pick("취소상태", "cancel states")
        case .matchRule: pick("매칭 기준", "match rule")
        }
    }

    private func words(
        for expression: MatchRule.Expression,
        isWithinAll: Bool,
        in account: AccountID?
    ) -> String {
        switch expression {
        case .field(let field): return name(of: field, in: account)
        case .all(let parts):
            return parts.map { words(for: $0, isWithinAll: true, in: account) }
                .joined(separator: " + ")
        case .any(let parts):
            let joined = parts.map { words(for: $0, isWithinAll: false, in: account) }
                .joined(separator: pick(" 또는 ", " or "))
            return isWithinAll ? "(\(joined))" : joined
        }
    }

    private func codeNumber(of field: KeyField) -> Int? {
        field > .option ? Int(field.index) - Int(KeyField.option.index) : nil
    }

    private func commonName(of field: KeyField) -> String {
        switch field {
        case .orderNumber: pick("주문번호", "order number")
        case .detailNumber: pick("주문상세번호", "detail number")
        case .detailNumber2: pick("주문상세번호2", "detail number 2")
        case .productCode: pick("상품코드", "product code")
        case .productName: pick("상품명", "product name")
        case .option: pick("옵션", "option")
        default: field.name
        }
    }
}
