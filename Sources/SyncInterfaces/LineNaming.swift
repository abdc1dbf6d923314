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

/// The form of names that are made of key fields, where a file has none.
///
/// A name proposes: which line or claim on file it is, is found by the fields. What is on file keeps
/// the name under which it came.
package enum MadeNames {
    /// Joins the readable beginning of a line's name and a digest of what else tells it apart.
    package static func line(_ readable: String, digest: String) -> String {
        "\(readable)\(digestMark)\(digest)"
    }

    /// Whether a line on file may have come without a name of its own.
    ///
    /// - Parameters:
    ///   - name: What the line is called on file.
    ///   - fields: Its key fields.
    /// - Returns: `true` for a made name, and for one that says no more than the detail number.
    package static func isMade(_ name: LineID, of fields: FieldValues) -> Bool {
        if name.rawValue == fields[.detailNumber] { return true }
        guard let mark = name.rawValue.utf8.lastIndex(of: UInt8(ascii: digestMark)) else {
            return false
        }
        let digest = name.rawValue.utf8[name.rawValue.utf8.index(after: mark)...]
        return UInt64(Substring(digest), radix: 36) != nil
    }

    /// The name of a claim on the line of this name.
    package static func claim(_ orderNumber: String, line: String) -> String {
        "\(orderNumber)\(orderMark)\(line)"
    }

    /// Whether a claim came without a name of its own.
    package static func isMade(_ name: ClaimID, for orderNumber: OrderNumber) -> Bool {
        name.rawValue.hasPrefix("\(orderNumber)\(orderMark)")
    }

    private static let digestMark: Unicode.Scalar = "~"
    private static let orderMark = "/"
}
