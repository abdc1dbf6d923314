import MatchingCore
import SyncInterfaces

/// Reads JSON Lines: one object a line, values texts, whole numbers, `true`, `false` or `null`.
///
/// Rows come out with one cell per field, in the order of ``ColumnPlan/everyField``; members that
/// no header table knows are left out, whatever they hold. Digits of numbers are kept as written.
/// Where the file has no account, members mean what the marketplace that the line names calls so.
struct JSONLinesReader: RowReader {
    /// The longest line that is taken apart.
    static let longestLine = 1 << 20
    private static let limit = FeedLimit(longestLine, .bytesOfLine)

    private let search: HeaderSearch
    private var window: TextWindow
    private var lineNumber = 0
    private var line: [UInt8] = []
    private var common: MemberNames
    private var namesByOwner: [String: MemberNames] = [:]

    init(window: TextWindow, search: HeaderSearch) {
        self.window = window
        self.search = search
        common = MemberNames(search.names, kind: search.kind)
    }

    mutating func next(_ row: inout Row) throws(FeedError) -> RowStep {
        guard try takeLine() else { return .end }
        lineNumber += 1
        row.removeAll()
        row.number = lineNumber
        // An object is a row even when no field is read from it: it must not go unseen.
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return .blank }
        guard line.count <= Self.longestLine else {
            row.setRaw(line)
            return .bad(.exceedsLimit(Self.limit))
        }
        var object = JSONObjectScanner(line)
        do throws(JSONObjectScanner.Failure) {
            try object.scan()
            return place(object.members, in: &row)
        } catch {
            row.setRaw(line)
            switch error {
            case .syntax(let what, let subject):
                return .bad(.invalidJSON(.known(what, of: subject)))
            }
        }
    }

    // Members that no field is read from are kept with the others.
    func original(_ row: Row) -> [String] { [String(decoding: line, as: UTF8.self)] }

    private mutating func place(
        _ members: [JSONObjectScanner.Member],
        in row: inout Row
    ) -> RowStep {
        row.cells = Array(repeating: .empty, count: RecordField.all.count)
        let owner = owner(of: members)
        let isOwn = Self.areOwn(members)
        var ranks = [Int](repeating: .max, count: RecordField.all.count)
        var tied: [Int: String] = [:]
        for member in members where !(isOwn && member.key == RecordField.reason.name) {
            guard let text = member.text else {
                guard member.isNested, !slots(of: member.key, owner).isEmpty else { continue }
                return .bad(.invalidJSON(.known(.nestedValue, of: member.key)))
            }
            let start = row.bytes.count
            row.bytes.append(contentsOf: text)
            for slot in slots(of: member.key, owner) where slot.rank <= ranks[slot.column] {
                tied[slot.column] = slot.rank == ranks[slot.column] ? member.key : nil
                ranks[slot.column] = slot.rank
                row.cells[slot.column] = .init(
                    start: Int32(start),
                    end: Int32(row.bytes.count),
                    form: .typed
                )
            }
        }
        guard let (column, key) = tied.min(by: { $0.key < $1.key }) else { return .row }
        return .bad(.duplicateColumn(RecordField.all[column], key))
    }

    /// Whether a line is one that `cancelsync cancellations --json` prints, of this version or an older
    /// one: its `reason` is a reason code, and not the buyer's.
    private static func areOwn(_ members: [JSONObjectScanner.Member]) -> Bool {
        func text(_ name: String) -> String? {
            members.first { $0.key == name }?.text.map { String(decoding: $0, as: UTF8.self) }
        }
        guard text("status").flatMap(Status.init(rawValue:)) != nil else { return false }
        return members.contains { $0.key == "applications" && $0.isNested }
            || text("reason").flatMap(ReasonCode.init(rawValue:)) != nil
    }

    /// The account that a line names, as it names it; `nil` when no headers of its own are known.
    private mutating func owner(of members: [JSONObjectScanner.Member]) -> String? {
        guard let namesOf = search.namesOf, let column = ColumnPlan.everyField[.account] else {
            return nil
        }
        var best: (text: [UInt8], rank: Int)?
        for member in members {
            guard let text = member.text else { continue }
            for slot in common.slots(of: member.key) where slot.column == column {
                if slot.rank < best?.rank ?? .max { best = (text, slot.rank) }
            }
        }
        guard let best else { return nil }
        let owner = FieldText.cleaned(String(decoding: best.text, as: UTF8.self))
        if namesByOwner[owner] == nil {
            guard let names = namesOf(owner) else { return nil }
            namesByOwner[owner] = MemberNames(names, kind: search.kind)
        }
        return owner
    }

    private mutating func slots(of key: String, _ owner: String?) -> [MemberNames.Slot] {
        guard let owner else { return common.slots(of: key) }
        return namesByOwner[owner]?.slots(of: key) ?? []
    }

    private mutating func takeLine() throws(FeedError) -> Bool {
        let place = FeedError.Location(file: search.file, row: lineNumber + 1)
        let length = try window.lineLength(limit: Self.limit, at: place)
        guard length > 0 else { return false }
        window.move(length, to: &line)
        while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
        return true
    }
}

/// The columns that members of a line have by one table of headers, found once for each key.
private struct MemberNames {
    struct Slot {
        let column: Int
        let rank: Int
    }

    private let names: ColumnNames
    private let kind: RecordKind
    private var slotsByKey: [String: [Slot]] = [:]

    init(_ names: ColumnNames, kind: RecordKind) {
        self.names = names
        self.kind = kind
    }

    mutating func slots(of key: String) -> [Slot] {
        if let known = slotsByKey[key] { return known }
        let slots = names.meanings(of: .init(key), in: kind).compactMap { meaning in
            ColumnPlan.everyField[meaning.field].map { Slot(column: $0, rank: meaning.rank) }
        }
        // A file with ever new keys must not fill the memory.
        if slotsByKey.count < 1000 { slotsByKey[key] = slots }
        return slots
    }
}
