package import MatchingCore

/// A line of an order on file, as far as it tells which incoming line it is.
package struct KnownLine: Sendable, Hashable {
    package let lineID: LineID
    /// The number that the marketplace or the seller gives it, where ``lineID`` was made of its fields
    /// before that was known.
    package let ownID: LineID?
    /// The key fields, without the order number.
    package let fields: FieldValues
    package let quantity: Int

    package init(lineID: LineID, ownID: LineID?, fields: FieldValues, quantity: Int) {
        self.lineID = lineID
        self.ownID = ownID
        self.fields = fields
        self.quantity = quantity
    }
}

/// Finds the lines of an order on file that incoming ones are.
package protocol LineNaming: Sendable {
    /// The positions in `known` of incoming lines, in their order; `nil` for one that is new.
    ///
    /// - Parameters:
    ///   - incoming: Lines of one account's order that came together.
    ///   - known: The lines of that order on file; at least one.
    /// - Returns: As many positions as there are incoming lines.
    func places(of incoming: ArraySlice<IncomingOrderLine>, among known: [KnownLine]) -> [Int?]
}

/// Takes every incoming line for the one of its name.
package struct NamesAsGiven: LineNaming {
    package init() {}

    package func places(
        of incoming: ArraySlice<IncomingOrderLine>,
        among known: [KnownLine]
    ) -> [Int?] {
        incoming.map { line in known.firstIndex { $0.lineID == line.key.lineID } }
    }
}

extension Ledger {
    /// Inserts or updates lines, each under the name that it has.
    package func upsert(_ lines: [IncomingOrderLine], at: Timestamp) throws -> OrderImportResult {
        try upsert(lines, naming: NamesAsGiven(), at: at)
    }
}

extension LineID {
    private static let digestMark: Unicode.Scalar = "~"

    /// Makes the name of a line for which a file has none.
    ///
    /// It is a proposal: which line on file it is, is found by the fields, and what is on file keeps the
    /// name under which it came.
    ///
    /// - Parameters:
    ///   - readable: What people know the line by; may be empty.
    ///   - digest: What else tells it apart, in letters and digits.
    package init(madeOf readable: String, digest: String) {
        self.init("\(readable)\(Self.digestMark)\(digest)")
    }

    /// Whether a line on file may have come without a name of its own: where its name was made, and where
    /// it says no more than the detail number.
    package func isMade(of fields: FieldValues) -> Bool {
        if rawValue == fields[.detailNumber] { return true }
        let name = rawValue.utf8
        guard let mark = name.lastIndex(of: UInt8(ascii: Self.digestMark)) else { return false }
        return UInt64(Substring(name[name.index(after: mark)...]), radix: 36) != nil
    }
}
