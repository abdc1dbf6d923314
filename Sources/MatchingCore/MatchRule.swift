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

    init(expression: Expression, branches: [Branch]) {
        self.expression = expression
        self.branches = branches
    }
}
