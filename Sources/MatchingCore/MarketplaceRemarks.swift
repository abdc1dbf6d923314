/// What a marketplace says beside the key fields: shown to people, and nothing is decided on it.
public struct MarketplaceRemarks: Sendable, Hashable {
    /// The marketplace's own word for how far the parcel is, cleaned; `nil` when it says none.
    public let shippingWord: String?
    /// The number that the order had before it was exchanged; `nil` for an order of its own.
    public let originalOrderNumber: OrderNumber?

    /// What is said when nothing is.
    public static let none = MarketplaceRemarks()

    /// Creates remarks; an empty word or number is none.
    public init(shippingWord: String? = nil, originalOrderNumber: OrderNumber? = nil) {
        let word = shippingWord.map(FieldText.cleaned)
        self.shippingWord = word == "" ? nil : word
        self.originalOrderNumber =
            originalOrderNumber?.rawValue == "" ? nil : originalOrderNumber
    }

    /// What these remarks say, and where they are silent what `earlier` said.
    public func supplemented(by earlier: MarketplaceRemarks) -> MarketplaceRemarks {
        if self == .none { return earlier }
        return MarketplaceRemarks(
            shippingWord: shippingWord ?? earlier.shippingWord,
            originalOrderNumber: originalOrderNumber ?? earlier.originalOrderNumber
        )
    }

    /// An arbitrary but fixed order of contents.
    func precedes(_ other: MarketplaceRemarks) -> Bool {
        let words = (shippingWord ?? "", other.shippingWord ?? "")
        if words.0 != words.1 { return words.0 < words.1 }
        return (originalOrderNumber?.rawValue ?? "") < (other.originalOrderNumber?.rawValue ?? "")
    }
}
