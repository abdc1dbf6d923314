/// A particle whose form depends on how the word before it ends (주문을, 옵션이, 상품코드가).
enum KoreanParticle {
    case subject
    case object
    case topic
    case and
    case by
    /// 라는, as in 쿠팡이라는.
    case called

    /// Puts the fitting form behind a word.
    ///
    /// Digits and Latin letters count as they are read in Korean; marks at the end are skipped.
    func after(_ word: String) -> String { word + form(after: word) }

    private enum Ending {
        case open
        case closed
        /// Closed with ㄹ, after which 으로 stays 로.
        case liquid
    }

    /// The fitting form by itself, for a word that stands in quotation marks.
    func form(after word: String) -> String {
        let ending = Self.ending(of: word)
        return switch self {
        case .subject: ending == .open ? "가" : "이"
        case .object: ending == .open ? "를" : "을"
        case .topic: ending == .open ? "는" : "은"
        case .and: ending == .open ? "와" : "과"
        case .called: ending == .open ? "라는" : "이라는"
        case .by: ending == .closed ? "으로" : "로"
        }
    }

    private static func ending(of word: String) -> Ending {
        for scalar in word.unicodeScalars.reversed() {
            switch scalar.value {
            case 0xAC00...0xD7A3:
                let tail = (scalar.value - 0xAC00) % 28
                return tail == 0 ? .open : tail == 8 ? .liquid : .closed
            case 0x30...0x39:
                return [
                    "0": .closed, "1": .liquid, "3": .closed, "6": .closed, "7": .liquid,
                    "8": .liquid,
                ][scalar] ?? .open
            case 0x41...0x5A, 0x61...0x7A:
                return [
                    "L": .liquid, "l": .liquid, "R": .liquid, "r": .liquid, "M": .closed,
                    "m": .closed, "N": .closed, "n": .closed,
                ][scalar] ?? .open
            default: continue
            }
        }
        return .open
    }
}
