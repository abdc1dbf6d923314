/// The conjoining letters of modern Korean and what they make.
enum HangulLetters {
    static let leads: ClosedRange<UInt32> = 0x1100...0x1112
    static let vowels: ClosedRange<UInt32> = 0x1161...0x1175
    static let tails: ClosedRange<UInt32> = 0x11A8...0x11C2

    private static let standaloneLeads = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars)
    private static let standaloneTails = Array("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ".unicodeScalars)

    static func syllable(lead: UInt32, vowel: UInt32) -> Unicode.Scalar? {
        let index = (lead - leads.lowerBound) * 21 + (vowel - vowels.lowerBound)
        return Unicode.Scalar(0xAC00 + index * 28)
    }

    /// The syllable with a final consonant; `nil` when it is none or has one already.
    static func closed(_ syllable: Unicode.Scalar, tail: UInt32) -> Unicode.Scalar? {
        let value = syllable.value
        guard (0xAC00...0xD7A3).contains(value), (value - 0xAC00) % 28 == 0 else { return nil }
        return Unicode.Scalar(value + tail - tails.lowerBound + 1)
    }

    /// The same letter as one that does not join its neighbors.
    static func standalone(_ letter: UInt32) -> Unicode.Scalar? {
        if leads.contains(letter) { return standaloneLeads[Int(letter - leads.lowerBound)] }
        if tails.contains(letter) { return standaloneTails[Int(letter - tails.lowerBound)] }
        return Unicode.Scalar(letter - vowels.lowerBound + 0x314F)
    }

    /// The letters that a syllable is typed with, as such that do not join; what is no syllable is
    /// itself.
    static func typed(_ character: Character) -> [Character] {
        let scalars = character.unicodeScalars
        guard let value = scalars.first?.value, scalars.count == 1,
            (0xAC00...0xD7A3).contains(value)
        else { return [character] }
        let index = value - 0xAC00
        var letters = [leads.lowerBound + index / 588, vowels.lowerBound + index % 588 / 28]
        if index % 28 > 0 { letters.append(tails.lowerBound + index % 28 - 1) }
        return letters.compactMap { standalone($0).map(Character.init) }
    }
}
