extension SyncPolicy {
    /// A name for this version of the policy: the same in every process, another for another one.
    ///
    /// Sixteen hexadecimal digits, made from everything that decides.
    public var fingerprint: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("cancel_states", texts: cancelStates)
            writer.member("confirm", texts: confirmStates)
            writer.member("withdrawal", texts: withdrawalStates)
            writer.member(
                "synonyms",
                object: { synonyms in
                    for (word, meaning) in stateSynonyms.sorted(by: { $0.key < $1.key }) {
                        synonyms.member(word, meaning)
                    }
                }
            )
            writer.member("match", rule?.description)
            writer.member("on_several", onSeveral.rawValue)
        }
        return Self.hexadecimal(Self.hash(of: writer.utf8))
    }

    /// FNV-1a, 64 bits: short, and defined by its bytes alone.
    private static func hash(of bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
