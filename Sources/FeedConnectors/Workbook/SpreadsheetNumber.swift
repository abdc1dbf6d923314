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
        // Spreadsheets believe in a 29 February 1900: serial 60.
        let days1900 = startsIn1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
        let seconds = Int64((days1900 * 86_400).rounded()) - 25_569 * 86_400
        let civil = CivilTime(Timestamp(seconds: seconds - CivilTime.offsetFromUTCInSeconds))
        if serial < 1 { return civil.timeText }
        let isMidnight = civil.hour == 0 && civil.minute == 0 && civil.second == 0
        return isMidnight ? civil.dateText : "\(civil.dateText) \(civil.timeText)"
    }
}
