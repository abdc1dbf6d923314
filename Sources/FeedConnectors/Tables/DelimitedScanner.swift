import SyncInterfaces

/// Takes one row of delimited text apart: a state machine over bytes, without memory of its own.
///
/// A quote opens a quoted cell only as the cell's first byte; elsewhere it is text (`5" 팬츠`).
/// Rows end with LF, CRLF or CR.
struct DelimitedScanner {
    let delimiter: UInt8

    enum Outcome: Equatable {
        /// The row takes `length` bytes, its line break included.
        case row(length: Int)
        /// The row does not end within the bytes.
        case needsMore(insideQuotes: Bool)
        /// Text follows a closing quote.
        case strayQuote
        /// The text ends within quotes.
        case unclosedQuote
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Scans the row at the start of `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: Not empty.
    ///   - isFinal: Whether the text ends with `bytes`.
    ///   - cells: Receives the cells, as ranges of `bytes`.
    /// - Returns: How far the row reaches, or why it cannot be taken apart.
    func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        isFinal: Bool,
        cells: inout [Row.Cell]
    ) -> Outcome {
        cells.removeAll(keepingCapacity: true)
        var position = 0
        while true {
            if position < bytes.count, bytes[position] == Self.quote {
                guard let close = closingQuote(bytes, from: position + 1, isFinal: isFinal) else {
                    return isFinal ? .unclosedQuote : .needsMore(insideQuotes: true)
                }
                cells.append(close.cell(from: position + 1))
                position = close.index + 1
                while position < bytes.count, bytes[position] == 0x20 { position += 1 }
            } else {
                let start = position
                position = endOfPlainCell(bytes, from: position)
                cells.append(.init(start: Int32(start), end: Int32(position), form: .plain))
            }
            guard position < bytes.count else {
                return isFinal ? .row(length: position) : .needsMore(insideQuotes: false)
            }
            guard bytes[position] == delimiter else {
                return rowEnd(bytes, at: position, isFinal: isFinal)
            }
            position += 1
        }
    }

    /// The length of the first line of `bytes`, its line break included, quotes or not.
    static func lineLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let end = bytes.firstIndex(where: { $0 == lineFeed || $0 == carriageReturn }) else {
            return bytes.count
        }
        let isPair =
            bytes[end] == carriageReturn && end + 1 < bytes.count && bytes[end + 1] == lineFeed
        return end + (isPair ? 2 : 1)
    }

    private func rowEnd(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at position: Int,
        isFinal: Bool
    ) -> Outcome {
        switch bytes[position] {
        case Self.lineFeed: return .row(length: position + 1)
        case Self.carriageReturn:
            guard position + 1 < bytes.count else {
                return isFinal ? .row(length: position + 1) : .needsMore(insideQuotes: false)
            }
            return .row(length: position + (bytes[position + 1] == Self.lineFeed ? 2 : 1))
        default: return .strayQuote
        }
    }

    private struct ClosingQuote {
        let index: Int
        let hasDoubledQuotes: Bool

        func cell(from start: Int) -> Row.Cell {
            .init(
                start: Int32(start),
                end: Int32(index),
                form: hasDoubledQuotes ? .doubledQuotes : .plain
            )
        }
    }

    private func closingQuote(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        isFinal: Bool
    ) -> ClosingQuote? {
        var hasDoubledQuotes = false
        var position = start
        while position < bytes.count {
            if bytes[position] != Self.quote {
                position += 1
            } else if position + 1 < bytes.count {
                if bytes[position + 1] != Self.quote {
                    return ClosingQuote(index: position, hasDoubledQuotes: hasDoubledQuotes)
                }
                hasDoubledQuotes = true
                position += 2
            } else {
                // Whether this quote closes the cell shows only with the byte behind it.
                return isFinal
                    ? ClosingQuote(index: position, hasDoubledQuotes: hasDoubledQuotes) : nil
            }
        }
        return nil
    }

    private func endOfPlainCell(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            position += 1
        }
        return position
    }
}
