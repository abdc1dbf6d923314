import SyncInterfaces

// The columns that hold what filters ask about.
extension FilterSQL.Rows {
    /// A column; what the claim's first notice wrote into it, others may say otherwise.
    struct Column {
        let name: String
        var isOfFirstNotice = false
    }

    var reason: String? {
        switch self {
        case .cancellation: "reason"
        case .journal: "j.reason"
        case .pullList: nil
        }
    }

    /// A column that can hold a text, with what stands in it.
    struct TextColumn {
        let field: RowFilter.TextField
        let name: String

        init(_ field: RowFilter.TextField, _ name: String) {
            (self.field, self.name) = (field, name)
        }
    }

    /// The columns any of which can hold the text; none where no column does.
    func columns(of field: RowFilter.TextField) -> [TextColumn] {
        switch self {
        case .cancellation: cancellationColumns(of: field)
        case .pullList: pullColumns(of: field)
        case .journal: journalColumns(of: field)
        }
    }

    private func cancellationColumns(of field: RowFilter.TextField) -> [TextColumn] {
        switch field {
        case .orderOrClaim: cancellationColumns(of: .order) + cancellationColumns(of: .claim)
        case .order: [TextColumn(field, "order_no")]
        case .claim: [TextColumn(field, "claim_id")]
        case .state: [TextColumn(field, "state")]
        case .line, .product, .option, .tracking, .actor, .note: []
        }
    }

    private func pullColumns(of field: RowFilter.TextField) -> [TextColumn] {
        switch field {
        case .orderOrClaim: pullColumns(of: .order) + pullColumns(of: .tracking)
        case .order: [TextColumn(field, "l.order_no")]
        case .line: [TextColumn(field, "l.line_id")]
        case .tracking: [TextColumn(field, "l.tracking_no")]
        case .claim, .state, .product, .option, .actor, .note: []
        }
    }

    private func journalColumns(of field: RowFilter.TextField) -> [TextColumn] {
        switch field {
        case .orderOrClaim: journalColumns(of: .order) + journalColumns(of: .claim)
        case .order: [TextColumn(field, "c.order_no")]
        case .claim: [TextColumn(field, "c.claim_id")]
        case .actor: [TextColumn(field, "j.actor")]
        case .line, .state, .product, .option, .tracking, .note: []
        }
    }

    func column(of field: RowFilter.NumberField) -> Column? {
        switch (self, field) {
        case (.cancellation, .quantity): Column(name: "quantity", isOfFirstNotice: true)
        case (.cancellation, .cancelled): Column(name: ScreenStatement.takenUnits)
        case (.pullList, .quantity): Column(name: "l.quantity")
        case (.pullList, .cancelled): Column(name: "s.units")
        case (.journal, .cancellation): Column(name: "j.cancellation")
        case (_, .quantity), (_, .cancelled), (_, .open), (_, .cancellation): nil
        }
    }

    func column(of field: RowFilter.TimeField) -> Column? {
        switch (self, field) {
        case (.cancellation, .requested):
            Column(name: "coalesce(requested_at, observed_at)", isOfFirstNotice: true)
        case (.cancellation, .since): Column(name: "standing_since")
        case (.pullList, .since): Column(name: "s.held_since")
        case (.pullList, .ordered): Column(name: "l.ordered_at")
        case (.journal, .done): Column(name: "j.at")
        case (_, .requested), (_, .since), (_, .ordered), (_, .done): nil
        }
    }
}
