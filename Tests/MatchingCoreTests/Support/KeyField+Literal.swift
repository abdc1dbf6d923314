import MatchingCore

extension KeyField {
    static let code4 = KeyField(name: "code4") ?? .option
    static let code6 = KeyField(name: "code6") ?? .option
    static let code18 = KeyField(name: "code18") ?? .option
    static let code22 = KeyField(name: "code22") ?? .option
}
