/// What the value of a setting has to look like.
package enum SettingForm: Sendable, Hashable {
    /// `on` or `off`, `true` or `false`.
    case flag
    case oneOf([String])
    /// Numbers above 0, apart by commas.
    case numbers
    /// A letter `A` and eight digits.
    case vendorID

    /// Values that do: all there are, or examples.
    package var examples: [String] {
        switch self {
        case .flag: ["on", "off", "true", "false"]
        case .oneOf(let words): words
        case .numbers: ["1", "1,2"]
        case .vendorID: ["A00012345"]
        }
    }

    /// Whether there are no others than ``examples``.
    package var isClosed: Bool {
        switch self {
        case .flag, .oneOf: true
        case .numbers, .vendorID: false
        }
    }

    /// Whether a value has the form.
    package func takes(_ value: String) -> Bool {
        switch self {
        case .flag, .oneOf: examples.contains(value)
        case .numbers: Self.numbers(in: value) != nil
        case .vendorID:
            value.hasPrefix("A") && value.utf8.count == 9
                && value.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
        }
    }

    /// The numbers that a text lists; `nil` where it is no such list.
    static func numbers(in text: String) -> [Int]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0.filter { $0 != " " }) }.filter { $0 > 0 }
        return numbers.count == parts.count ? numbers : nil
    }
}
