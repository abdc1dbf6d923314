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

    /// The columns any of which can hold the text; none where no column does.
    func columns(of field: RowFilter.TextField) -> [String] {
        switch self {
        case .cancellation: cancellationColumns(of: field)
        case .pullList: pullColumns(of: field)
        case .journal: journalColumns(of: field)
        }
    }

    private func cancellationColumns(of field: RowFilter.TextField) -> [String] {
        switch field {
        case .orderOrClaim: ["order_no", "claim_id"]
        case .order: ["order_no"]
        case .claim: ["claim_id"]
        case .state: ["state"]
        case .line, .product, .option, .tracking, .actor, .note: []
        }
    }

    private func pullColumns(of field: RowFilter.TextField) -> [String] {
        switch field {
        case .orderOrClaim: ["l.order_no", "l.tracking_no"]
        case .order: ["l.order_no"]
        case .line: ["l.line_id"]
        case .tracking: ["l.tracking_no"]
        case .claim, .state, .product, .option, .actor, .note: []
        }
    }

    private func journalColumns(of field: RowFilter.TextField) -> [String] {
        switch field {
        case .orderOrClaim: ["c.order_no", "c.claim_id"]
        case .order: ["c.order_no"]
        case .claim: ["c.claim_id"]
        case .actor: ["j.actor"]
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
