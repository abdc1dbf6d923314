import Foundation

extension JSONWriter {
    /// Writes what a decision knew.
    ///
    /// The members are `rule`, `fired_branch`, `state`, `fields`, `quantity`, `account`,
    /// `order_no`, `lines` and `other_accounts`. Account and order number are those of the lines,
    /// said once; a line repeats them only where its own differ.
    package mutating func members(of evidence: Evidence) {
        let order = evidence.lines.first?.key
        member("rule", evidence.rule)
        member("fired_branch", evidence.firedBranch)
        member("state", evidence.state)
        member("fields", object: { $0.members(of: evidence.fields) })
        member("quantity", evidence.quantity)
        member("account", order?.account.rawValue)
        member("order_no", order?.orderNumber.rawValue)
        member("lines", objects: evidence.lines) { writer, line in
            writer.member("line_id", line.key.lineID.rawValue)
            if line.key.account != order?.account {
                writer.member("account", line.key.account.rawValue)
            }
            if line.key.orderNumber != order?.orderNumber {
                writer.member("order_no", line.key.orderNumber.rawValue)
            }
            writer.member("fields", object: { $0.members(of: line.fields) })
            writer.member("quantity", line.quantity)
            writer.member("taken_by_others", line.unitsTakenByOthers)
            writer.member("shipping", line.shipping.rawValue)
        }
        member("other_accounts", texts: evidence.otherAccounts.lazy.map(\.rawValue))
    }
}

extension Evidence {
    /// The evidence as one line of JSON, as a journal keeps it.
    package var json: String {
        var writer = JSONWriter()
        writer.object { $0.members(of: self) }
        return writer.text
    }

    /// Reads what ``json`` wrote.
    ///
    /// - Throws: `DecodingError` for a text that is not evidence, that lacks a member, or that
    ///   names a field or a shipping state that does not exist.
    package init(json: String) throws {
        let stored = try JSONDecoder().decode(StoredEvidence.self, from: Data(json.utf8))
        try self.init(stored)
    }

    private init(_ stored: StoredEvidence) throws {
        self.init(
            rule: stored.rule,
            firedBranch: stored.firedBranch,
            state: stored.state,
            fields: try FieldValues(stored: stored.fields),
            quantity: stored.quantity,
            lines: try stored.lines.map { try Line($0, within: stored) },
            otherAccounts: stored.otherAccounts.map { AccountID($0) }
        )
    }
}

extension Evidence.Line {
    fileprivate init(_ stored: StoredEvidence.Line, within evidence: StoredEvidence) throws {
        guard let account = stored.account ?? evidence.account,
            let orderNumber = stored.orderNumber ?? evidence.orderNumber
        else { throw damaged("A line has neither account nor order number.") }
        self.init(
            key: OrderLineKey(
                account: AccountID(account),
                orderNumber: OrderNumber(orderNumber),
                lineID: LineID(stored.lineID)
            ),
            fields: try FieldValues(stored: stored.fields),
            quantity: stored.quantity,
            unitsTakenByOthers: stored.takenByOthers,
            shipping: stored.shipping
        )
    }
}

extension FieldValues {
    fileprivate init(stored values: [String: String]) throws {
        self.init()
        for (name, value) in values {
            guard let field = KeyField(name: name) else {
                throw damaged("There is no field \(name).")
            }
            self[field] = value
        }
    }
}

private func damaged(_ description: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: description))
}

/// The members as they are written.
private struct StoredEvidence: Decodable {
    struct Line: Decodable {
        let lineID: String
        let account: String?
        let orderNumber: String?
        let fields: [String: String]
        let quantity: Int
        let takenByOthers: Int
        let shipping: ShippingState

        enum CodingKeys: String, CodingKey {
            case lineID = "line_id"
            case account
            case orderNumber = "order_no"
            case fields
            case quantity
            case takenByOthers = "taken_by_others"
            case shipping
        }
    }

    let rule: String?
    let firedBranch: Int?
    let state: String
    let fields: [String: String]
    let quantity: Int?
    let account: String?
    let orderNumber: String?
    let lines: [Line]
    let otherAccounts: [String]

    enum CodingKeys: String, CodingKey {
        case rule
        case firedBranch = "fired_branch"
        case state
        case fields
        case quantity
        case account
        case orderNumber = "order_no"
        case lines
        case otherAccounts = "other_accounts"
    }
}
