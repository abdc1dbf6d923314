/// A field that a match rule can name: `order_no`, `detail_no`, … `code30`.
///
/// The order of the cases is the order in which fields are printed and stored.
public struct KeyField: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The position in ``all``, 0 for `order_no`.
    public let index: UInt8

    /// 주문번호; every branch of every rule requires it.
    public static let orderNumber = KeyField(index: 0)
    /// 주문상세번호.
    public static let detailNumber = KeyField(index: 1)
    /// 주문상세번호2.
    public static let detailNumber2 = KeyField(index: 2)
    /// 상품코드.
    public static let productCode = KeyField(index: 3)
    /// 상품명; compared after folding, see ``isFreeText``.
    public static let productName = KeyField(index: 4)
    /// 옵션; compared after folding, see ``isFreeText``.
    public static let option = KeyField(index: 5)

    /// 주문상품순번 at 신세계 and 이마트.
    public static let code4 = KeyField(index: 9)
    /// 옵션ID at 쿠팡.
    public static let code6 = KeyField(index: 11)

    /// The highest number of a code field.
    public static let highestCode = 30

    /// Returns `code1` … `code30`, or `nil` outside that range.
    public static func code(_ number: Int) -> KeyField? {
        (1...highestCode).contains(number) ? KeyField(index: UInt8(5 + number)) : nil
    }

    /// Every field, in order.
    public static let all: [KeyField] = (0..<UInt8(names.count)).map { KeyField(index: $0) }

    private static let names =
        ["order_no", "detail_no", "detail_no2", "product_code", "product_name", "option"]
        + (1...highestCode).map { "code\($0)" }

    private static let fieldsByName = Dictionary(
        uniqueKeysWithValues: all.map { ($0.name, $0) }
    )

    private init(index: UInt8) { self.index = index }

    /// Finds a field by its exact name in the rule language; `nil` when there is none.
    public init?(name: String) {
        guard let field = Self.fieldsByName[name] else { return nil }
        self = field
    }

    /// The field's name in rules, files and JSON.
    public var name: String { Self.names[Int(index)] }

    /// Whether people write this field: such values are compared after NFKC and white-space folding.
    public var isFreeText: Bool { self == .productName || self == .option }

    /// A bit of its own for each field, so that a set of fields is one number.
    var bit: UInt64 { 1 << UInt64(index) }

    /// The field's name.
    public var description: String { name }
    /// In ``KeyField/all`` order.
    public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}
