import MatchingCore

/// Texts for the numbers that spreadsheets keep.
enum SpreadsheetNumber {
    /// A double holds 15 decimal digits whatever they are.
    private static let exactLimit = 1e15

    /// The number as a person would type it; `1.5E+3` is 1500, and what is too long stays as it is.
    static func plainText(_ written: String) -> String {
        guard written.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 | 0x20 == 0x65 }),
            let number = Double(written), number.rounded() == number, abs(number) < exactLimit
        else { return written }
        return String(Int64(number))
    }

    /// The date and time of a serial number; `nil` when it lies outside the years 1900…9999.
    ///
    /// Without a time of day the date alone, below one day the time alone.
    static func dateText(_ serial: Double, startsIn1904: Bool) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        let civil = CivilTime(timestamp(serial, startsIn1904: startsIn1904))
        if serial < 1 { return civil.timeText }
        let isMidnight = civil.hour == 0 && civil.minute == 0 && civil.second == 0
        return isMidnight ? civil.dateText : "\(civil.dateText) \(civil.timeText)"
    }

    /// The moment of a serial number that lies in the years 2000…2100; `nil` for others.
    ///
    /// For numbers that no format tells to be dates: a count or a price is hardly taken for one.
    static func plausibleTime(_ written: String, startsIn1904: Bool) -> Timestamp? {
        guard let serial = Double(written), serial >= 0, serial < 100_000 else { return nil }
        let time = timestamp(serial, startsIn1904: startsIn1904)
        return (2000...2100).contains(CivilTime(time).year) ? time : nil
    }

    private static func timestamp(_ serial: Double, startsIn1904: Bool) -> Timestamp {
        // Spreadsheets believe in a 29 February 1900: serial 60.
        let days1900 = startsIn1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
        let seconds = Int64((days1900 * 86_400).rounded()) - 25_569 * 86_400
        return Timestamp(seconds: seconds - CivilTime.offsetFromUTCInSeconds)
    }
}
