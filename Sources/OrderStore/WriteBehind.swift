import CWriteBehind
import GRDB
import SyncInterfaces

/// A statement whose parameters can be bound and that can be run, now or later.
protocol WriteStatement: AnyObject {
    func bind(_ index: Int32, _ value: Int64)
    func bind(_ index: Int32, _ text: String)
    func bind(_ index: Int32, _ bytes: [UInt8])
    func bindNull(_ index: Int32)
    /// Runs the statement with what is bound, every parameter of it.
    ///
    /// - Throws: ``StoreError``, of this write or of one before it.
    func run() throws
}

extension WriteStatement {
    func bind(_ index: Int32, _ value: Int) { bind(index, Int64(value)) }
    func bind(_ index: Int32, _ value: Bool) { bind(index, Int64(value ? 1 : 0)) }

    func bind(_ index: Int32, _ value: Int64?) {
        if let value { bind(index, value) } else { bindNull(index) }
    }

    func bind(_ index: Int32, _ value: Int?) { bind(index, value.map(Int64.init)) }

    func bind(_ index: Int32, _ text: String?) {
        if let text { bind(index, text) } else { bindNull(index) }
    }

    func bind(_ index: Int32, _ bytes: [UInt8]?) {
        if let bytes { bind(index, bytes) } else { bindNull(index) }
    }
}

/// The writes of a large transaction that nobody waits for, done in their order by another thread.
///
/// ```
/// transaction    decides claim 3 ──► bytes │ decides claim 4 ──► bytes │ …      reads on a snapshot
/// other thread   writes claims 1 and 2 ◄───┘                                    writes on the connection
/// ```
///
/// Whoever wants the connection itself calls ``settle()`` first; ``Connection`` does so for every
/// statement that it hands out. A class, because it owns the thread.
final class WriteBehind: WriteStatement {
    /// Bytes that are collected before they are handed over: some sixty cancellations.
    private static let parcelSize = 65_536

    /// `nil` once it has ended.
    private var thread: OpaquePointer?
    private let statements: [PreparedStatement]
    /// Where bytes are collected; owned.
    private var buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: WriteBehind.parcelSize + 16_384,
        alignment: 1
    )
    private var count = 0
    /// Where the last whole write ends.
    private var end = 0
    /// Where the current write says how many parameters it has.
    private var countPosition = 0
    private var isSettled = true

    /// Starts the thread; `nil` where the system has none left.
    ///
    /// - Parameter statements: What can be written, by number.
    init?(_ statements: [PreparedStatement]) {
        let pointers = statements.map { UnsafeMutableRawPointer?($0.handle) }
        guard let thread = write_behind_start(pointers, Int32(pointers.count)) else { return nil }
        self.thread = thread
        self.statements = statements
    }

    deinit {
        stop()
        buffer.deallocate()
    }

    /// Ends the thread; what it has not begun is left out, as of a transaction that is undone.
    func stop() {
        if let thread { write_behind_end(thread) }
        thread = nil
    }

    // MARK: Writing

    /// Begins a write by the statement with this number.
    func begin(_ number: Int) -> any WriteStatement {
        reserve(2)
        buffer[count] = UInt8(number)
        buffer[count + 1] = 0
        countPosition = count + 1
        count += 2
        return self
    }

    func bind(_ index: Int32, _ value: Int64) {
        append(index, kind: write_behind_number, room: 8)
        buffer.storeBytes(of: value, toByteOffset: count, as: Int64.self)
        count += 8
    }

    func bind(_ index: Int32, _ text: String) {
        var text = text
        text.withUTF8 { append(index, kind: write_behind_text, UnsafeRawBufferPointer($0)) }
    }

    func bind(_ index: Int32, _ blob: [UInt8]) {
        blob.withUnsafeBytes { append(index, kind: write_behind_blob, $0) }
    }

    func bindNull(_ index: Int32) { append(index, kind: write_behind_null, room: 0) }

    private func append(_ index: Int32, kind: Int, _ content: UnsafeRawBufferPointer) {
        append(index, kind: kind, room: 4 + content.count)
        buffer.storeBytes(of: UInt32(content.count), toByteOffset: count, as: UInt32.self)
        UnsafeMutableRawBufferPointer(rebasing: buffer[(count + 4)...]).copyMemory(from: content)
        count += 4 + content.count
    }

    private func append(_ index: Int32, kind: Int, room: Int) {
        reserve(2 + room)
        buffer[countPosition] += 1
        buffer[count] = UInt8(index)
        buffer[count + 1] = UInt8(kind)
        count += 2
    }

    /// Makes room; more than there is only for texts of a size that no marketplace writes.
    private func reserve(_ room: Int) {
        guard buffer.count - count < room else { return }
        let wider = UnsafeMutableRawBufferPointer.allocate(
            byteCount: 2 * (count + room),
            alignment: 1
        )
        wider.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        buffer.deallocate()
        buffer = wider
    }

    func run() throws {
        isSettled = false
        end = count
        if end >= Self.parcelSize { try handOver() }
    }

    /// Waits until everything is written.
    ///
    /// - Throws: ``StoreError`` for the first write that failed.
    func settle() throws {
        guard !isSettled else { return }
        if end > 0 { try handOver() }
        isSettled = true
        let failed = thread.map(write_behind_settle) ?? -1
        if failed >= 0 { throw statements[Int(failed)].failure() }
    }

    private func handOver() throws {
        guard let thread, write_behind_add(thread, buffer.baseAddress, end) != 0 else {
            throw StoreError(problem: .other("out of memory"), path: statements[0].path)
        }
        // What has been begun since stays.
        UnsafeMutableRawBufferPointer(rebasing: buffer[..<(count - end)])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[end..<count]))
        (count, countPosition, end) = (count - end, countPosition - end, 0)
    }
}
