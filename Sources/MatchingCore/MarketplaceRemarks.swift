/// What a marketplace says beside the key fields: shown to people, and nothing is decided on it.
public struct MarketplaceRemarks: Sendable, Hashable {
    /// The marketplace's own word for how far the parcel is, cleaned; `nil` when it says none.
    public let shippingWord: String?
    /// The number that the order had before it was exchanged; `nil` for an order of its own.
    public let originalOrderNumber: OrderNumber?
    /// By whom or why it was cancelled, in the marketplace's own word (취소구분), cleaned; `nil` when it
    /// says none.
    public let cancelledBy: String?

    /// What is said when nothing is.
    public static let none = MarketplaceRemarks()

    /// Creates remarks; an empty word or number is none.
    public init(
        shippingWord: String? = nil,
        originalOrderNumber: OrderNumber? = nil,
        cancelledBy: String? = nil
    ) {
        self.shippingWord = Self.word(shippingWord)
        self.cancelledBy = Self.word(cancelledBy)
        self.originalOrderNumber =
            originalOrderNumber?.rawValue == "" ? nil : originalOrderNumber
    }

    /// What these remarks say, and where they are silent what `earlier` said.
    public func supplemented(by earlier: MarketplaceRemarks) -> MarketplaceRemarks {
        if self == .none { return earlier }
        return MarketplaceRemarks(
            shippingWord: shippingWord ?? earlier.shippingWord,
            originalOrderNumber: originalOrderNumber ?? earlier.originalOrderNumber,
            cancelledBy: cancelledBy ?? earlier.cancelledBy
        )
    }

    /// An arbitrary but fixed order of contents.
    func precedes(_ other: MarketplaceRemarks) -> Bool {
        words.lexicographicallyPrecedes(other.words)
    }

    private var words: [String] {
        [shippingWord ?? "", originalOrderNumber?.rawValue ?? "", cancelledBy ?? ""]
    }

    private static func word(_ text: String?) -> String? {
        let word = text.map(FieldText.cleaned)
        return word == "" ? nil : word
    }
}
