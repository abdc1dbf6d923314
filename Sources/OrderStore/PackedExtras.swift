import MatchingCore

/// What a row keeps beside the key fields, as texts that are packed behind them.
struct PackedExtras: Hashable {
    /// The index by which a text is packed; never reused or changed.
    enum Kind: UInt8, CaseIterable {
        case shippingWord = 64
        case originalOrderNumber = 65
        /// The number of a `feed_file` and a row: `3:18`.
        case origin = 66
        case cancelledBy = 67
        /// Units by the last import, of a line of which more are cancelled.
        case importedQuantity = 68
        /// The own number of a line whose name was made of its fields before that was known.
        case ownLineID = 69
    }

    private var shippingWord: String?
    private var originalOrderNumber: String?
    private var origin: String?
    private var cancelledBy: String?
    private var importedQuantity: String?
    private var ownLineID: String?

    init() {}

    init(_ remarks: MarketplaceRemarks) {
        shippingWord = remarks.shippingWord
        originalOrderNumber = remarks.originalOrderNumber?.rawValue
        cancelledBy = remarks.cancelledBy
    }

    subscript(kind: Kind) -> String? {
        get {
            switch kind {
            case .shippingWord: shippingWord
            case .originalOrderNumber: originalOrderNumber
            case .origin: origin
            case .cancelledBy: cancelledBy
            case .importedQuantity: importedQuantity
            case .ownLineID: ownLineID
            }
        }
        set {
            switch kind {
            case .shippingWord: shippingWord = newValue
            case .originalOrderNumber: originalOrderNumber = newValue
            case .origin: origin = newValue
            case .cancelledBy: cancelledBy = newValue
            case .importedQuantity: importedQuantity = newValue
            case .ownLineID: ownLineID = newValue
            }
        }
    }

    var remarks: MarketplaceRemarks {
        guard shippingWord != nil || originalOrderNumber != nil || cancelledBy != nil else {
            return .none
        }
        return MarketplaceRemarks(
            shippingWord: shippingWord,
            originalOrderNumber: originalOrderNumber.map { OrderNumber($0) },
            cancelledBy: cancelledBy
        )
    }

    /// The file's number and the row; `nil` where there is none.
    var place: (file: Int64, row: Int)? {
        get {
            guard let origin, let colon = origin.utf8.firstIndex(of: UInt8(ascii: ":")),
                let file = Int64(origin[..<colon]),
                let row = Int(origin[origin.index(after: colon)...])
            else { return nil }
            return (file, row)
        }
        set { origin = newValue.map { "\($0.file):\($0.row)" } }
    }
}
