import MatchingCore

/// The evidence of a journal row as one blob, a quarter of its JSON: a pass writes little else.
///
/// ```
/// version
/// rule  state  fired branch  quantity        texts: length + 1 and UTF-8, 0 for none
/// account  order number                      numbers: seven bits a byte, the lowest first
/// fields                                     count, then per value: index, text
/// lines                                      count, then per line: line id, account and order
///                                            number where they differ, fields, quantity, units
///                                            taken by others, shipping
/// other accounts                             count, then texts
/// ```
///
/// A value that is the one before it by rights (an order number, a line's value that equals the
/// claim's) is a mark only.
enum PackedEvidence {
    private static let version: UInt8 = 1
    /// Beside a field's index: the value is the one it is held against.
    fileprivate static let sameValue: UInt8 = 0x80

    /// Packs evidence.
    static func bytes(of evidence: Evidence) -> [UInt8] {
        var writer = ByteWriter()
        writer.bytes.append(version)
        writer.append(evidence.rule)
        writer.append(evidence.state)
        writer.append(evidence.firedBranch)
        writer.append(evidence.quantity)
        let order = evidence.lines.first?.key
        writer.append(order?.account.rawValue)
        writer.append(order?.orderNumber.rawValue)
        writer.append(evidence.fields, besides: order.map(orderFields))
        writer.append(count: evidence.lines.count)
        for line in evidence.lines {
            writer.append(line.key.lineID.rawValue)
            writer.append(
                line.key.account == order?.account ? nil : line.key.account.rawValue
            )
            writer.append(
                line.key.orderNumber == order?.orderNumber ? nil : line.key.orderNumber.rawValue
            )
            writer.append(line.fields, besides: evidence.fields)
            writer.append(number: line.quantity)
            writer.append(number: line.unitsTakenByOthers)
            writer.append(number: Int(line.shipping.code))
        }
        writer.append(count: evidence.otherAccounts.count)
        for account in evidence.otherAccounts { writer.append(account.rawValue) }
        return writer.bytes
    }

    /// Unpacks what ``bytes(of:)`` made; `nil` for anything else.
    static func evidence(_ bytes: UnsafeRawBufferPointer) -> Evidence? {
        var reader = ByteReader(bytes: bytes)
        guard reader.byte() == version, let rule = reader.optionalText(),
            let state = reader.text(), let firedBranch = reader.optionalNumber(),
            let quantity = reader.optionalNumber(), let order = orderName(&reader),
            let fields = reader.fields(besides: order.name.map { orderFields($0) }),
            let lineCount = reader.count()
        else { return nil }
        var lines: [Evidence.Line] = []
        for _ in 0..<lineCount {
            guard let line = line(&reader, of: order, claimed: fields) else { return nil }
            lines.append(line)
        }
        guard let otherCount = reader.count() else { return nil }
        var others: [AccountID] = []
        for _ in 0..<otherCount {
            guard let account = reader.text() else { return nil }
            others.append(AccountID(account))
        }
        guard reader.isAtEnd else { return nil }
        return Evidence(
            rule: rule.value,
            firedBranch: firedBranch.value,
            state: state,
            fields: fields,
            quantity: quantity.value,
            lines: lines,
            otherAccounts: others
        )
    }

    private struct OrderName {
        let account: String?
        let name: OrderNumber?
    }

    private static func orderName(_ reader: inout ByteReader) -> OrderName? {
        guard let account = reader.optionalText(), let number = reader.optionalText() else {
            return nil
        }
        return OrderName(account: account.value, name: number.value.map { OrderNumber($0) })
    }

    private static func line(
        _ reader: inout ByteReader,
        of order: OrderName,
        claimed: FieldValues
    ) -> Evidence.Line? {
        guard let lineID = reader.text(), let account = reader.optionalText(),
            let number = reader.optionalText(), let fields = reader.fields(besides: claimed),
            let quantity = reader.number(), let others = reader.number(),
            let shipping = reader.number().flatMap({ ShippingState(code: Int64($0)) }),
            let accountName = account.value ?? order.account,
            let orderNumber = number.value.map({ OrderNumber($0) }) ?? order.name
        else { return nil }
        return Evidence.Line(
            key: OrderLineKey(
                account: AccountID(accountName),
                orderNumber: orderNumber,
                lineID: LineID(lineID)
            ),
            fields: fields,
            quantity: quantity,
            unitsTakenByOthers: others,
            shipping: shipping
        )
    }

    private static func orderFields(_ key: OrderLineKey) -> FieldValues {
        orderFields(key.orderNumber)
    }

    private static func orderFields(_ orderNumber: OrderNumber) -> FieldValues {
        var fields = FieldValues()
        fields.appendTrusted(.orderNumber, orderNumber.rawValue)
        return fields
    }
}

extension ByteWriter {
    fileprivate mutating func append(_ fields: FieldValues, besides known: FieldValues?) {
        append(count: fields.entries.count)
        for entry in fields.entries {
            if known?[entry.field] == entry.value {
                bytes.append(entry.field.index | PackedEvidence.sameValue)
            } else {
                bytes.append(entry.field.index)
                append(entry.value)
            }
        }
    }
}

extension ByteReader {
    fileprivate mutating func fields(besides known: FieldValues?) -> FieldValues? {
        guard let count = count() else { return nil }
        var fields = FieldValues()
        for _ in 0..<count {
            guard let mark = byte() else { return nil }
            let index = Int(mark & ~PackedEvidence.sameValue)
            guard index < KeyField.all.count else { return nil }
            let field = KeyField.all[index]
            let isSame = mark & PackedEvidence.sameValue != 0
            guard let value = isSame ? known?[field] : text(), !value.isEmpty,
                fields.entries.last.map({ $0.field < field }) ?? true
            else { return nil }
            fields.appendTrusted(field, value)
        }
        return fields
    }
}
