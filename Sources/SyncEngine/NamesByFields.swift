import MatchingCore
import SyncInterfaces

/// Finds incoming lines among those on file by what they say, so that a line has one name whatever
/// columns, wording or source it comes with.
///
/// A name that is on file is that line's. Of the others, those without a name of their own may be any
/// line that ``LinePairing/areOne(_:_:)``; one that has its own can only be a line that came without.
/// No two rows of a batch are one line. Where several lines have the same key, more fields tell which
/// is meant: the most alike without a contradiction. What cannot be told apart so is a new line: no
/// line takes another's place.
struct NamesByFields: LineNaming {
    let book: PolicyBook

    func places(
        of incoming: ArraySlice<IncomingOrderLine>,
        among known: [KnownLine]
    ) -> [Int?] {
        guard let first = incoming.first else { return [] }
        let positions = Dictionary(
            known.indices.map { (known[$0].lineID, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let places = incoming.map { positions[$0.key.lineID] }
        guard places.contains(nil) else { return places }
        var search = LineSearch(
            incoming: Array(incoming),
            known: known,
            pairing: book.pairing(of: first.key.account),
            places: places
        )
        search.run()
        return search.places
    }
}

/// The search for lines on file of one order's rows.
private struct LineSearch {
    /// A row that may be a line on file.
    private struct Pair {
        let row: Int
        let line: Int
        let likeness: LinePairing.Likeness
        let hasSameQuantity: Bool
    }

    let incoming: [IncomingOrderLine]
    let known: [KnownLine]
    let pairing: LinePairing
    private(set) var places: [Int?]
    private var taken: Set<Int>

    init(
        incoming: [IncomingOrderLine],
        known: [KnownLine],
        pairing: LinePairing,
        places: [Int?]
    ) {
        self.incoming = incoming
        self.known = known
        self.pairing = pairing
        self.places = places
        taken = Set(places.compactMap { $0 })
    }

    mutating func run() {
        takeOwnNames()
        guard !areAllTakenEarlier else { return }
        let pairs = rowsLeft.flatMap(pairs(of:)).sorted(by: precedes)
        let choices = Dictionary(grouping: pairs, by: \.row)
        for pair in pairs where pair.likeness.differing == 0 {
            let isOnlyChoice = choices[pair.row]?.count == 1
            if isOnlyChoice || pair.likeness.equal > 0 { take(pair) }
        }
        let rest = pairs.filter(isOpen)
        for pair in rest where pair.likeness.differing > 0 {
            let isOnlyPair = rest.allSatisfy {
                ($0.row == pair.row) == ($0.line == pair.line)
            }
            if isOnlyPair { take(pair) }
        }
        repeatNames()
    }

    /// The rows that are no line yet, each name once.
    private var rowsLeft: [Int] {
        var names: Set<LineID> = []
        return incoming.indices.filter {
            places[$0] == nil && names.insert(incoming[$0].key.lineID).inserted
        }
    }

    /// Rows of one name are one line.
    private mutating func repeatNames() {
        for row in incoming.indices where places[row] == nil {
            let same = incoming.indices.first {
                places[$0] != nil && incoming[$0].key.lineID == incoming[row].key.lineID
            }
            places[row] = same.flatMap { places[$0] }
        }
    }

    /// A line whose own number came later than the line is found by that number.
    private mutating func takeOwnNames() {
        for row in incoming.indices where places[row] == nil && incoming[row].naming == .own {
            guard let line = known.firstIndex(where: { $0.ownID == incoming[row].key.lineID })
            else { continue }
            places[row] = line
            taken.insert(line)
        }
    }

    /// Whether earlier rows of the file, in other batches, are all the lines on file.
    private var areAllTakenEarlier: Bool {
        let counts = incoming.compactMap { line -> Int? in
            if case .made(let earlierRows) = line.naming { earlierRows } else { nil }
        }
        return known.count <= (counts.min() ?? 0)
    }

    private func pairs(of row: Int) -> [Pair] {
        known.indices.filter { !taken.contains($0) && mayBeOne(incoming[row], known[$0]) }.map {
            Pair(
                row: row,
                line: $0,
                likeness: pairing.likeness(incoming[row].fields, known[$0].fields),
                hasSameQuantity: incoming[row].quantity == known[$0].quantity
            )
        }
    }

    private func mayBeOne(_ row: IncomingOrderLine, _ line: KnownLine) -> Bool {
        let order = row.key.orderNumber.rawValue
        if row.naming == .own {
            guard line.ownID == nil else { return false }
            // A name that says no more than the fields is as good as none.
            let saysMore =
                row.key.lineID.rawValue != order
                && row.key.lineID.rawValue != row.fields[.detailNumber]
            let mayBeNamed =
                line.lineID.rawValue != order && !line.lineID.isMade(of: line.fields)
            if saysMore && mayBeNamed { return false }
        }
        // A line that is called as its order is all of it.
        let names = row.naming == .own ? [row.key.lineID, line.lineID] : [line.lineID]
        return pairing.areOne(
            row.fields,
            line.fields,
            isWhole: names.contains { $0.rawValue == order }
        )
    }

    private func isOpen(_ pair: Pair) -> Bool {
        places[pair.row] == nil && !taken.contains(pair.line)
    }

    private mutating func take(_ pair: Pair) {
        guard isOpen(pair) else { return }
        places[pair.row] = pair.line
        taken.insert(pair.line)
    }

    /// The most alike first, whatever the order of rows and lines.
    private func precedes(_ one: Pair, _ other: Pair) -> Bool {
        if one.likeness.differing != other.likeness.differing {
            return one.likeness.differing < other.likeness.differing
        }
        if one.likeness.equal != other.likeness.equal {
            return one.likeness.equal > other.likeness.equal
        }
        if one.hasSameQuantity != other.hasSameQuantity { return one.hasSameQuantity }
        let names = (incoming[one.row].key.lineID, incoming[other.row].key.lineID)
        if names.0 != names.1 { return names.0 < names.1 }
        return known[one.line].lineID < known[other.line].lineID
    }
}
