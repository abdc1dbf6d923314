import ArgumentParser
import MarketplaceSimulator

/// One way in which answers go wrong.
enum FaultKind: String, CaseIterable {
    case slow
    /// 429 that says how long to wait.
    case retryAfter = "retry-after"
    /// 429 that does not.
    case tooManyCalls = "429"
    case serverError = "5xx"
    case reset
    case truncated
    case cutShort = "cut-short"
    case gatewayPage = "gateway-page"
    case wrongEncoding = "wrong-encoding"
    case renamedField = "renamed-field"
    case expiredTokens = "expired-tokens"
    case clockSkew = "clock-skew"
    /// Claims are told late, twice and in the wrong order.
    case untidy

    /// All of them, as they are typed.
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The faults of the kind.
    var faults: [Fault] {
        switch self {
        case .slow: [.slow(.seconds(1))]
        case .retryAfter: [.tooManyCalls(secondsToWait: 1)]
        case .tooManyCalls: [.tooManyCalls(secondsToWait: nil)]
        case .serverError: [.serverError(500), .serverError(503)]
        case .reset: [.reset]
        case .truncated: [.truncated]
        case .cutShort: [.cutShort]
        case .gatewayPage: [.gatewayPage]
        case .wrongEncoding: [.wrongEncoding]
        case .renamedField:
            // Between them every API has one.
            ["data", "orderId", "order_id", "OrderNo", "ordNo", "ordernum", "order_number"]
                .map { .renamedField($0, to: "\($0)New") }
        case .expiredTokens: [.expiredTokens]
        case .clockSkew: [.clockSkew(.seconds(900)), .clockSkew(.seconds(-900))]
        case .untidy: []
        }
    }
}

/// What goes wrong on the simulated way, and how often.
struct FaultChoice: ExpressibleByArgument {
    static let none = FaultChoice([], share: 0)
    /// Now and then what passes by itself.
    static let some = FaultChoice([.slow, .retryAfter, .serverError], share: 0.05)
    /// Often, and everything that there is.
    static let all = FaultChoice(FaultKind.allCases, share: 0.25)

    var defaultValueDescription: String { "none" }

    private let kinds: [FaultKind]
    private let share: Double

    private init(_ kinds: [FaultKind], share: Double) {
        self.kinds = kinds
        self.share = share
    }

    /// Takes `none`, `some`, `all`, or names of kinds with commas between.
    init?(argument: String) {
        switch argument {
        case "none": self = .none
        case "some": self = .some
        case "all": self = .all
        default:
            let kinds = argument.split(separator: ",", omittingEmptySubsequences: false).map {
                FaultKind(rawValue: String($0))
            }
            guard !kinds.contains(nil) else { return nil }
            self.init(kinds.compactMap(\.self), share: 0.1)
        }
    }

    /// Whether claims are told late, twice and in the wrong order.
    var isUntidy: Bool { kinds.contains(.untidy) }

    func plan(seed: UInt64) -> FaultPlan {
        var plan = FaultPlan(seed: seed)
        plan.random = kinds.flatMap(\.faults)
        plan.share = share
        return plan
    }
}
