import MatchingCore
import SyncInterfaces

/// Reads JSON Lines: one flat object a line, values texts, whole numbers, `true`, `false` or `null`.
///
/// Rows come out with one cell per field, in the order of ``ColumnPlan/everyField``; members that
/// no header table knows are left out. Digits of numbers are kept as written.
struct JSONLinesReader: RowReader {
    static let longestLine = 1 << 20

    private let search: HeaderSearch
    private var window: TextWindow
    private var lineNumber = 0
    private var line: [UInt8] = []
    private var meaningsByKey: [String: [Slot]] = [:]

    struct Slot {
        let column: Int
        let rank: Int
    }

    init(window: TextWindow, search: HeaderSearch) {
        self.window = window
        self.search = search
    }

    mutating func next(_ row: inout Row) throws(FeedError) -> RowStep {
        guard try takeLine() else { return .end }
        lineNumber += 1
        row.removeAll()
        row.number = lineNumber
        var object = JSONObjectScanner(line)
        do throws(JSONObjectScanner.Failure) {
            let members = try object.members()
            place(members, in: &row)
            return .row
        } catch {
            row.setRaw(line)
            switch error {
            case .syntax(let what): return .bad(.invalidJSON(what))
            }
        }
    }

    // Members that no field is read from are kept with the others.
    var rawHeader: String? { "rejected_line" }
    func original(_ row: Row) -> [String] { [String(decoding: line, as: UTF8.self)] }

    private mutating func place(_ members: [JSONObjectScanner.Member], in row: inout Row) {
        row.cells = Array(repeating: .empty, count: RecordField.all.count)
        guard !members.isEmpty else { return }
        var ranks = [Int](repeating: .max, count: RecordField.all.count)
        for member in members {
            guard let text = member.text else { continue }
            let start = row.bytes.count
            row.bytes.append(contentsOf: text)
            for slot in slots(of: member.key) where slot.rank < ranks[slot.column] {
                ranks[slot.column] = slot.rank
                row.cells[slot.column] = .init(
                    start: Int32(start),
                    end: Int32(row.bytes.count),
                    form: .plain
                )
            }
        }
    }

    private mutating func slots(of key: String) -> [Slot] {
        if let known = meaningsByKey[key] { return known }
        let slots = search.names.meanings(of: key, in: search.kind).compactMap { meaning in
            ColumnPlan.everyField[meaning.field].map { Slot(column: $0, rank: meaning.rank) }
        }
        // A file with ever new keys must not fill the memory.
        if meaningsByKey.count < 1000 { meaningsByKey[key] = slots }
        return slots
    }

    private mutating func takeLine() throws(FeedError) -> Bool {
        while true {
            let length = window.withBytes(DelimitedScanner.lineLength)
            let mayGoOn = length == window.count && !window.isAtEnd
            if !mayGoOn {
                guard length > 0 else { return false }
                window.move(length, to: &line)
                while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
                return true
            }
            guard window.count < Self.longestLine else {
                throw FeedError(
                    problem: .exceedsLimit("\(Self.longestLine) bytes a line"),
                    location: .init(file: search.file, row: lineNumber + 1)
                )
            }
            try window.fill()
        }
    }
}
