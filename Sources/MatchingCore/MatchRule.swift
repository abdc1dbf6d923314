/// The key by which a marketplace's cancellations are matched to order lines:
/// `order_no + (code18 | product_name + option)`.
///
/// `+` is "and", `|` is "or" and binds less tightly, parentheses group. `order_no` is required in
/// every branch. Alternatives are tried in the order in which they are written.
public struct MatchRule: Sendable, Hashable, CustomStringConvertible {
    /// A rule as it is written.
    public indirect enum Expression: Sendable, Hashable {
        case field(KeyField)
        /// At least two parts, none of them an ``all(_:)``.
        case all([Expression])
        /// At least two parts, none of them an ``any(_:)``.
        case any([Expression])
    }

    /// One way to satisfy the rule: all of these fields must be equal.
    public struct Branch: Sendable, Hashable {
        /// The fields, each once, in the order in which the rule names them; `order_no` among them.
        public let fields: [KeyField]
    }

    /// The rule as it is written.
    public let expression: Expression
    /// The ways to satisfy the rule, in the order in which they are tried; at least one.
    public let branches: [Branch]
    /// The rule as text; parsing it gives the same rule.
    public let description: String
    /// Every field that any branch names, each once, in ``KeyField`` order.
    public let fields: [KeyField]
    /// The bits of ``fields``, see ``KeyField/bit``.
    let fieldBits: UInt64

    /// Kept beside the expression is what a pass asks of the rule for each claim.
    init(expression: Expression, branches: [Branch]) {
        self.expression = expression
        self.branches = branches
        description = expression.description
        fields = Set(branches.flatMap(\.fields)).sorted()
        fieldBits = fields.reduce(0) { $0 | $1.bit }
    }

    /// Two rules are equal when they are written alike.
    public static func == (left: Self, right: Self) -> Bool { left.expression == right.expression }

    /// Feeds the rule as it is written.
    public func hash(into hasher: inout Hasher) { hasher.combine(expression) }
}
