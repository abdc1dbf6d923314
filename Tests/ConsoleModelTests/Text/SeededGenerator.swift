/// Random numbers that are the same in each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of up to 40 scalars, weighted toward those that give trouble.
    mutating func text() -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...40, using: &self) {
            let range = Self.ranges.randomElement(using: &self) ?? 0x20...0x7E
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    private static let ranges: [ClosedRange<UInt32>] = [
        0x00...0x1F, 0x20...0x7E, 0x20...0x7E, 0x7F...0xA0, 0xA1...0x2FF, 0x300...0x36F,
        0x600...0x6FF, 0x900...0x97F, 0xE00...0xE7F, 0x1100...0x11FF, 0x1100...0x1112,
        0x1161...0x1175, 0x11A8...0x11C2, 0x180B...0x180F, 0x2000...0x206F, 0x20D0...0x20F0,
        0x2600...0x27BF, 0x3000...0x303F, 0x3040...0x30FF, 0x3130...0x318F, 0x4E00...0x4E40,
        0xA960...0xA97F, 0xAC00...0xAC40, 0xD7B0...0xD7FF, 0xE000...0xE010, 0xFE00...0xFE0F,
        0xFEFF...0xFEFF, 0xFF00...0xFFFF, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF,
        0x1F400...0x1F6FF, 0xE0000...0xE007F, 0xE0100...0xE01EF, 0x0...0x10FFFF,
    ]
}
