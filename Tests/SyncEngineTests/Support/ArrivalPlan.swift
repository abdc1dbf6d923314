import MatchingCore
import SyncInterfaces

/// Claims and orders that a seed makes up, as single things that can arrive in any order.
///
/// Left out is what by its nature depends on the moment: two claims that want one unit, and a
/// shipped line that shows up after other lines of its order were cancelled.
struct ArrivalPlan {
    enum Arrival: Sendable {
        case notice(CancellationNotice)
        case line(IncomingOrderLine)
    }

    private(set) var arrivals: [Arrival] = []
    /// Orders of claims that end withdrawn; what they took depends on when that was seen.
    private(set) var withdrawnOrders: Set<OrderNumber> = []

    private var generator: SeededGenerator
    private let accounts: [AccountID] = [
        "whole", "line", "branches", "confirming", "stateless", "ruleless",
    ]

    init(seed: UInt64, orderCount: Int = 14) {
        generator = SeededGenerator(seed: seed)
        for number in 0..<orderCount { addOrder("\(seed)-\(number)") }
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &generator) < percent
    }

    private mutating func addOrder(_ number: String) {
        let account = accounts.randomElement(using: &generator) ?? "line"
        let lineCount = Int.random(in: 1...3, using: &generator)
        for position in 1...lineCount where chance(85) {
            addLine(position, of: OrderNumber(number), account: account)
        }
        if chance(15) {
            arrivals.append(.line(line(other(than: account), order: OrderNumber(number), "x")))
        }
        if account == "line" && chance(30) {
            addRequests(of: number)
        } else {
            addClaim(of: number, account: account, lineCount: lineCount)
        }
    }

    /// Several requests for one line in files without claim numbers, of which the first may be
    /// withdrawn.
    private mutating func addRequests(of number: String) {
        let isWithdrawn = chance(30)
        for request in 0..<Int.random(in: 2...3, using: &generator) {
            let quantity = isWithdrawn ? 1 : Int.random(in: 1...2, using: &generator)
            let minute = chance(50) ? 120 : nil
            addRequest(request, of: number, quantity: quantity, changedAtMinute: minute)
        }
        guard isWithdrawn else { return }
        addRequest(0, of: number, state: "취소철회", quantity: 1, changedAtMinute: 150)
    }

    private mutating func addRequest(
        _ request: Int,
        of number: String,
        state: String = "취소완료",
        quantity: Int,
        changedAtMinute minute: Int?
    ) {
        var fields = fields(of: 1, account: "line")
        fields[.orderNumber] = number
        let asked = Bench.start.advanced(by: .seconds(request * 600))
        add(
            CancellationNotice(
                account: "line",
                claimID: ClaimID("\(number)/1"),
                state: state,
                fields: fields,
                quantity: quantity,
                requestedAt: asked,
                changedAt: minute.map { Bench.start.advanced(by: .seconds($0 * 60)) },
                observedAt: asked
            )
        )
    }

    private func other(than account: AccountID) -> AccountID {
        account == "whole" ? "line" : "whole"
    }

    private mutating func addLine(
        _ position: Int,
        of number: OrderNumber,
        account: AccountID
    ) {
        let incoming = line(
            account,
            order: number,
            LineID("\(position)"),
            fields(of: position, account: account),
            quantity: Int.random(in: 1...3, using: &generator),
            shipping: account != "whole" && chance(15) ? .shipped : .received
        )
        arrivals.append(.line(incoming))
        if chance(25) { arrivals.append(.line(incoming)) }
    }

    private mutating func addClaim(of number: String, account: AccountID, lineCount: Int) {
        let course = course()
        if course.last == "취소철회" { withdrawnOrders.insert(OrderNumber(number)) }
        let isLineByLine = account != "whole"
        // Some marketplaces say when the buyer asked and not when a state came; one file has it all.
        let isTimed = chance(70)
        let quantity = isLineByLine && chance(40) ? 1 : nil
        for position in isLineByLine ? Array(1...lineCount) : [0] {
            for (step, state) in course.enumerated() {
                // The last word is now and then said of the whole claim.
                let isWide = isLineByLine && step > 0 && step == course.count - 1 && chance(20)
                add(
                    notice(
                        account,
                        ClaimID("c\(number)"),
                        order: number,
                        isWide ? [:] : fields(of: position, account: account),
                        state: state,
                        quantity: quantity,
                        minute: step * 10,
                        isTimed: isTimed
                    )
                )
            }
        }
    }

    private mutating func add(_ notice: CancellationNotice) {
        let notice = notice.changedAt == nil ? notice.inOneFile : notice
        arrivals.append(.notice(notice))
        if chance(20) { arrivals.append(.notice(notice)) }
    }

    private mutating func course() -> [String] {
        let courses = [
            ["취소요청"], ["취소완료"], ["취소요청", "취소완료"], ["취소거부"],
            ["취소요청", "취소철회"], ["취소요청", "취소철회", "취소요청"],
            ["취소요청", "취소철회", "취소요청", "취소완료"],
        ]
        return courses.randomElement(using: &generator) ?? courses[0]
    }

    private func fields(of position: Int, account: AccountID) -> FieldValues {
        guard account == "branches" else {
            return account == "whole" ? [:] : [.detailNumber: "\(position)"]
        }
        var fields: FieldValues = [.productName: "셔츠 \(position)", .option: "흰색"]
        if position == 1, let code = KeyField.code(18) { fields[code] = "S1" }
        return fields
    }
}

extension CancellationNotice {
    /// The notice as a row that says when the buyer asked, in a file that was written at the start.
    fileprivate var inOneFile: CancellationNotice {
        CancellationNotice(
            account: account,
            claimID: claimID,
            state: state,
            fields: fields,
            quantity: quantity,
            requestedAt: observedAt,
            observedAt: Bench.start
        )
    }
}

/// Where everything stands, without what tells when it came: ids, times and history.
struct Outcome: Hashable {
    struct Claim: Hashable {
        let name: ClaimID
        let lines: [String]
        let standing: Standing
        let taken: [Application]
    }

    struct Line: Hashable {
        let key: OrderLineKey
        let cancelledUnits: Int
        let isHeld: Bool
    }

    let claims: Set<Claim>
    let lines: Set<Line>

    init(of bench: Bench, without withdrawnOrders: Set<OrderNumber>) async throws {
        let records = try await bench.records()
        claims = Set(
            records.map { record in
                let isOpen = !withdrawnOrders.contains(record.notices[0].orderNumber)
                return Claim(
                    name: record.notices[0].claimID,
                    lines: Self.fields(of: record),
                    standing: record.standing,
                    taken: isOpen ? record.applications : []
                )
            }
        )
        let numbers = Set(records.map { $0.notices[0].orderNumber }).subtracting(withdrawnOrders)
        var lines: Set<Line> = []
        for number in numbers {
            for line in try await bench.lines(number) {
                lines.insert(
                    Line(
                        key: line.line.key,
                        cancelledUnits: line.cancelledUnits,
                        isHeld: line.isHeld
                    )
                )
            }
        }
        self.lines = lines
    }

    /// What the notices of a claim say, which tells it from others of its name.
    static func fields(of record: ClaimRecord) -> [String] {
        Set(record.notices.map { "\($0.fields.entries.map(\.value))" }).sorted()
    }
}
