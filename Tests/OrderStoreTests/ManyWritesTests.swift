import Dispatch
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("Transactions that write much", .timeLimit(.minutes(10)))
struct ManyWritesTests {
    private struct Failure: Error, Equatable {}

    private static let count = 3000
    private let folder: TemporaryFolder
    private let store: SQLiteOrderStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteOrderStore(path: folder.storePath)
    }

    private static func line(_ number: Int) -> OrderLineKey { .line("1", of: "\(number)") }

    /// Orders of one line with two units each.
    private func addOrders(_ count: Int = Self.count) async throws {
        _ = try await store.write { ledger in
            try ledger.upsert((0..<count).map { .line(Self.line($0)) })
        }
    }

    /// Puts a cancellation of one unit on file, as a pass does.
    @discardableResult
    private static func cancel(
        _ number: Int,
        claim: String? = nil,
        in ledger: any Ledger
    ) throws -> CancellationID {
        let notice = CancellationNotice.notice(claim ?? "C\(number)", order: "\(number)")
        let id = try ledger.insert([notice], standing: .applied, at: .morning)
        let change = LineChange(line: line(number), unitsBefore: 0, unitsAfter: 1, isHeld: true)
        try ledger.change([change], by: id, at: .morning)
        try ledger.append(
            JournalEntry(
                at: .morning,
                actor: .system,
                act: .decide,
                account: "coupang",
                cancellation: id
            )
        )
        return id
    }

    private func claimCount() async throws -> Int {
        try await store.read { try $0.accountSummaries(now: .morning) }
            .reduce(0) { $0 + $1.counts.values.reduce(0, +) }
    }

    @Test("Everything is on file, under consecutive numbers, and sound")
    func everything() async throws {
        try await addOrders()
        let ids = try await store.write(.many) { ledger in
            try (0..<Self.count).map { try Self.cancel($0, in: ledger) }
        }
        #expect(ids.map(\.rawValue) == (1...Int64(Self.count)).map { $0 })
        #expect(try await claimCount() == Self.count)
        #expect(try await store.audit() == [])
        let last = try await store.read { try $0.claim(CancellationID(rawValue: 3000)) }
        #expect(last?.applications == [Application(line: Self.line(2999), units: 1)])
    }

    @Test("What was written a moment ago is read as it is now")
    func readsItsOwn() async throws {
        try await addOrders(3)
        try await store.write(.many) { ledger in
            #expect(try ledger.claims(account: "coupang", orderNumber: "1") == [])
            let id = try Self.cancel(1, in: ledger)
            #expect(try ledger.lines(orderNumber: "1").map(\.cancelledUnits) == [1])
            #expect(try ledger.lines(orderNumber: "2").map(\.cancelledUnits) == [0])
            #expect(try ledger.claims(account: "coupang", orderNumber: "1").map(\.id) == [id])
            #expect(try ledger.journal(of: id).count == 1)
            let second = try Self.cancel(1, claim: "D", in: ledger)
            #expect(try ledger.lines(orderNumber: "1").map(\.cancelledUnits) == [2])
            #expect(try ledger.takers(of: Self.line(1)) == [id: 1, second: 1])
        }
        #expect(try await store.audit() == [])
    }

    @Test("A claim that was on file is read as this transaction left it")
    func changedClaim() async throws {
        try await addOrders(2)
        let id = try await store.write { try Self.cancel(1, in: $0) }
        try await store.write(.many) { ledger in
            #expect(try ledger.claims(account: "coupang", orderNumber: "1").count == 1)
            try ledger.append(.notice("C1", order: "1", state: "취소완료"), to: id)
            try ledger.setStanding(.with(.held), of: id, at: .morning)
            let record = try ledger.claims(account: "coupang", orderNumber: "1").first
            #expect(record?.notices.count == 2)
            #expect(record?.standing.status == .held)
        }
        #expect(try await store.audit().map(\.problem) == [])
    }

    @Test("Order lines that arrive in the middle are read at once")
    func linesInTheMiddle() async throws {
        try await addOrders(1)
        try await store.write(.many) { ledger in
            try Self.cancel(0, in: ledger)
            #expect(try ledger.lines(orderNumber: "1") == [])
            _ = try ledger.upsert([.line(Self.line(1))])
            #expect(try ledger.lines(orderNumber: "1").count == 1)
            #expect(try ledger.lines(orderNumber: "0").map(\.cancelledUnits) == [1])
            try Self.cancel(1, in: ledger)
        }
        #expect(try await store.audit() == [])
    }

    @Test("When it throws, nothing of it happened, and the store works on")
    func rollback() async throws {
        try await addOrders()
        await #expect(throws: Failure()) {
            try await store.write(.many) { ledger in
                for number in 0..<Self.count { try Self.cancel(number, in: ledger) }
                throw Failure()
            }
        }
        #expect(try await claimCount() == 0)
        let id = try await store.write(.many) { try Self.cancel(1, in: $0) }
        #expect(id.rawValue == 1)
        #expect(try await store.audit() == [])
    }

    /// How many cancellations follow on the one that cannot be written.
    @Test("A write that fails undoes it all, however late that shows", arguments: [0, 10, 2500])
    func failingWrite(following: Int) async throws {
        try await addOrders()
        let error = await #expect(throws: StoreError.self) {
            try await store.write(.many) { ledger in
                try Self.cancel(0, in: ledger)
                let missing = CancellationID(rawValue: 99_999)
                try ledger.append(
                    JournalEntry(at: .morning, actor: .system, act: .decide, cancellation: missing)
                )
                for number in 1..<(following + 1) { try Self.cancel(number, in: ledger) }
            }
        }
        guard case .other(let words)? = error?.problem else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(words.contains("FOREIGN KEY"))
        #expect(try await claimCount() == 0)
        #expect(try await store.audit() == [])
    }

    @Test("A text of any length is written whole")
    func longText() async throws {
        let option = String(repeating: "가나다", count: 200_000)
        let id = try await store.write(.many) { ledger in
            let notice = CancellationNotice.notice("C", order: "1", fields: [.option: option])
            _ = try ledger.insert([notice], standing: .pending, at: .morning)
            return try ledger.insert(
                [.notice("D", order: "1", fields: [.option: option])],
                standing: .pending,
                at: .morning
            )
        }
        let record = try await store.read { try $0.claim(id) }
        #expect(record?.notices.first?.fields[.option] == option)
    }

    @Test("It does without a snapshot where every reader is busy")
    func busyReaders() async throws {
        try await addOrders(200)
        let gate = DispatchSemaphore(value: 0)
        let (entries, entry) = AsyncStream.makeStream(of: Void.self)
        let threads = OwnThreads()
        let readers = (0..<3).map { _ in
            Task(executorPreference: threads) { [store] in
                try await store.read { _ in
                    entry.yield()
                    gate.wait()
                }
            }
        }
        var entered = entries.makeAsyncIterator()
        for _ in 0..<3 { await entered.next() }
        try await store.write(.many) { ledger in
            for number in 0..<200 { try Self.cancel(number, in: ledger) }
        }
        for _ in 0..<3 { gate.signal() }
        for reader in readers { try await reader.value }
        #expect(try await claimCount() == 200)
        #expect(try await store.audit() == [])
    }
}

/// Threads of its own for reads that hold theirs.
private final class OwnThreads: TaskExecutor {
    private let queue = DispatchQueue(label: "readers", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
