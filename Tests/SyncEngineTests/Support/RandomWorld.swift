import FeedConnectors
import MatchingCore
import SyncInterfaces

/// A small shop whose orders and claims a seed makes up, and what happens to them in which order.
///
/// Few values are used, so that lines are alike, claims are ambiguous, and keys are missed by little.
struct RandomWorld {
    enum Event: Sendable {
        case lines([IncomingOrderLine])
        case notices([CancellationNotice])
        case act(Act)
    }

    /// What a person does to some cancellation.
    enum Act: Sendable, CaseIterable {
        case apply
        case applyToLine
        case applyOneUnit
        case dismiss
        case undo
    }

    private(set) var events: [Event] = []
    /// What is left of the seed, for whoever plays the events.
    private(set) var generator: SeededGenerator

    private let account: Account
    private let other: Account
    private let keys: [KeyField]
    private var lines: [IncomingOrderLine] = []

    init(seed: UInt64, account: Account, other: Account) {
        generator = SeededGenerator(seed: seed)
        self.account = account
        self.other = other
        let named = account.marketplace.policy.rule?.fields ?? [.detailNumber]
        keys = named.filter { $0 != .orderNumber }
        for number in 1...4 { addOrder(OrderNumber("N\(number)")) }
        let known = lines
        for _ in 1...2 { if let line = known.randomElement(using: &generator) { change(line) } }
        for _ in 1...8 {
            guard let act = Act.allCases.randomElement(using: &generator) else { continue }
            events.append(.act(act))
        }
        events.shuffle(using: &generator)
    }

    private mutating func once(in count: Int) -> Bool {
        Int.random(in: 0..<count, using: &generator) == 0
    }

    private mutating func addOrder(_ number: OrderNumber) {
        var own: [IncomingOrderLine] = []
        for position in 1...Int.random(in: 1...3, using: &generator) {
            var fields = FieldValues()
            for key in keys where !once(in: 8) { fields[key] = value(position) }
            own.append(
                line(
                    once(in: 12) ? other.id : account.id,
                    order: number,
                    LineID("\(position)"),
                    fields,
                    quantity: Int.random(in: 1...3, using: &generator),
                    shipping: shipping()
                )
            )
        }
        lines += own
        // An order comes whole, or in parts.
        events += once(in: 3) ? own.map { .lines([$0]) } : [.lines(own)]
        let isTimed = !once(in: 4)
        for claim in 1...Int.random(in: 1...3, using: &generator) {
            let line = own[Int.random(in: own.indices, using: &generator)]
            addClaim(claim, on: line, isTimed: isTimed)
        }
    }

    private mutating func value(_ position: Int) -> String {
        ["\(position)", "\(position)", "\(position)", "1", "0\(position)"]
            .randomElement(using: &generator) ?? "1"
    }

    private mutating func shipping() -> ShippingState {
        [.received, .received, .labeled, .shipped].randomElement(using: &generator) ?? .received
    }

    /// A later export, which says something else of a line.
    private mutating func change(_ line: IncomingOrderLine) {
        var line = line
        line.quantity = Int.random(in: 1...3, using: &generator)
        if !once(in: 3) { line.shipping = shipping() }
        if let key = keys.randomElement(using: &generator), once(in: 2) {
            line.fields[key] = value(1)
        }
        events.append(.lines([line]))
    }

    /// Adds the notices of a claim.
    ///
    /// Without times of their own, states come once each, under the claim's own name: that a state was
    /// seen again is not kept, so that a late file between the two sightings is taken for the last.
    private mutating func addClaim(_ number: Int, on line: IncomingOrderLine, isTimed: Bool) {
        var fields = line.fields
        for key in keys where once(in: 6) { fields[key] = once(in: 2) ? nil : value(2) }
        fields[.orderNumber] = line.key.orderNumber.rawValue
        let name =
            isTimed && once(in: 3)
            ? DerivedNames.claim(fields) : ClaimID("c\(line.key.orderNumber)-\(number)")
        let quantity = once(in: 2) ? Int.random(in: 1...3, using: &generator) : nil
        var course = course()
        if !isTimed {
            course = course.indices.filter { course.firstIndex(of: course[$0]) == $0 }.map {
                course[$0]
            }
        }
        var notices: [CancellationNotice] = []
        for (step, state) in course.enumerated() {
            let minute = step * 10 + number
            let moment = Bench.start.advanced(by: .seconds(minute * 60))
            let notice = CancellationNotice(
                account: account.id,
                claimID: name,
                state: state,
                fields: fields,
                quantity: once(in: 5) ? nil : quantity,
                requestedAt: once(in: 2) ? Bench.start : nil,
                changedAt: isTimed ? moment : nil,
                observedAt: moment
            )
            notices.append(notice)
        }
        // Some come together.
        while !notices.isEmpty {
            let count = once(in: 3) ? min(2, notices.count) : 1
            events.append(.notices(Array(notices.prefix(count))))
            notices.removeFirst(count)
        }
    }

    private mutating func course() -> [String] {
        let policy = account.marketplace.policy
        let asked = policy.cancelStates.isEmpty ? ["취소요청"] : policy.cancelStates
        let words = asked + asked + policy.withdrawalStates + ["배송완료"]
        return (1...Int.random(in: 1...4, using: &generator)).map { step in
            (step == 1 ? asked : words).randomElement(using: &generator) ?? asked[0]
        }
    }
}
