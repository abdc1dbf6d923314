package import MatchingCore

extension CancellationRow: FilteredRow {
    package var filteredAccount: AccountID? { account }
    package var filteredStatus: Status? { status }
    package var filteredReason: ReasonCode? { reason }

    package func texts(of field: RowFilter.TextField) -> [String] {
        switch field {
        case .orderOrClaim: [orderNumber.rawValue, claimID.rawValue]
        case .order: [orderNumber.rawValue]
        case .claim: [claimID.rawValue]
        case .state: [state]
        case .product: productName.map { [$0] } ?? []
        case .option: option.map { [$0] } ?? []
        case .line, .tracking, .actor, .note: []
        }
    }

    package func number(of field: RowFilter.NumberField) -> Int? {
        switch field {
        case .quantity: quantity
        case .cancelled: takenUnits
        case .open, .cancellation: nil
        }
    }

    package func moment(of field: RowFilter.TimeField) -> Timestamp? {
        switch field {
        case .requested: askedAt
        case .since: standingSince
        case .ordered, .done: nil
        }
    }
}

extension LineOnFile: FilteredRow {
    package var filteredAccount: AccountID? { line.key.account }
    package var filteredShipping: ShippingState? { line.shipping }
    package var filteredHold: Bool? { isHeld }

    package func texts(of field: RowFilter.TextField) -> [String] {
        switch field {
        case .orderOrClaim, .order: [line.key.orderNumber.rawValue]
        case .line: [line.key.lineID.rawValue]
        case .product: line.fields[.productName].map { [$0] } ?? []
        case .option: line.fields[.option].map { [$0] } ?? []
        case .tracking: line.trackingNumber.map { [$0] } ?? []
        case .claim, .state, .actor, .note: []
        }
    }

    package func number(of field: RowFilter.NumberField) -> Int? {
        switch field {
        case .quantity: line.quantity
        case .cancelled: cancelledUnits
        case .open: openUnits
        case .cancellation: nil
        }
    }

    package func moment(of field: RowFilter.TimeField) -> Timestamp? {
        switch field {
        case .ordered: line.orderedAt
        case .requested, .since, .done: nil
        }
    }
}

extension PullRow: FilteredRow {
    package var filteredAccount: AccountID? { line.filteredAccount }
    package var filteredShipping: ShippingState? { line.filteredShipping }
    package var filteredHold: Bool? { line.filteredHold }

    // Who looks for a parcel has either number in hand.
    package var isFoundByParcel: Bool { true }

    package func texts(of field: RowFilter.TextField) -> [String] { line.texts(of: field) }

    package func number(of field: RowFilter.NumberField) -> Int? { line.number(of: field) }

    package func moment(of field: RowFilter.TimeField) -> Timestamp? {
        field == .since ? place.since : line.moment(of: field)
    }
}

extension JournalEntry: FilteredRow {
    package var filteredAccount: AccountID? { account }
    package var filteredStatus: Status? { status }
    package var filteredReason: ReasonCode? { reason }
    package var filteredAct: Act? { act }
    package var isAutomatic: Bool? { actor == .system }

    package func texts(of field: RowFilter.TextField) -> [String] {
        switch field {
        case .orderOrClaim: texts(of: .order) + texts(of: .claim)
        case .order: orderNumber.map { [$0.rawValue] } ?? []
        case .claim: claimID.map { [$0.rawValue] } ?? []
        case .actor: if case .person(let name) = actor { [name] } else { [] }
        case .note: note.map { [$0] } ?? []
        case .line, .state, .product, .option, .tracking: []
        }
    }

    package func number(of field: RowFilter.NumberField) -> Int? {
        switch field {
        case .cancellation: cancellation.map { Int(clamping: $0.rawValue) }
        case .quantity, .cancelled, .open: nil
        }
    }

    package func moment(of field: RowFilter.TimeField) -> Timestamp? {
        switch field {
        case .done: at
        case .requested, .since, .ordered: nil
        }
    }
}
