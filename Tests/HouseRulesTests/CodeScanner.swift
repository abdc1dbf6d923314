/// Blanks out what is not code in a Swift source, byte by byte, so that lines and columns stay.
///
/// Regular expression literals are taken for code; a quote in one would open a string, which ends
/// with the line at the latest.
struct CodeScanner {
    private let bytes: [UInt8]
    private let keepsStrings: Bool
    private var output: [UInt8] = []
    private var position = 0

    private init(_ text: String, keepsStrings: Bool) {
        bytes = Array(text.utf8)
        self.keepsStrings = keepsStrings
        output.reserveCapacity(bytes.count)
    }

    /// The text without its comments.
    static func withoutComments(_ text: String) -> String { scan(text, keepsStrings: true) }

    /// The text without its comments and the contents of its strings; interpolated code stays.
    static func codeOnly(_ text: String) -> String { scan(text, keepsStrings: false) }

    private static func scan(_ text: String, keepsStrings: Bool) -> String {
        var scanner = CodeScanner(text, keepsStrings: keepsStrings)
        while scanner.position < scanner.bytes.count { scanner.scanCode(untilParenthesis: false) }
        return String(decoding: scanner.output, as: UTF8.self)
    }

    private mutating func scanCode(untilParenthesis: Bool) {
        var depth = 0
        while position < bytes.count {
            if starts("//") {
                while position < bytes.count && bytes[position] != newline { blank() }
            } else if starts("/*") {
                scanBlockComment()
            } else if bytes[position] == quote {
                scanString()
            } else {
                let byte = bytes[position]
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                keep()
                if untilParenthesis && depth < 0 { return }
            }
        }
    }

    private mutating func scanBlockComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                blank()
            } else if starts("*/") {
                depth -= 1
                blank()
            }
            if position < bytes.count { blank() }
        } while depth > 0 && position < bytes.count
    }

    private mutating func scanString() {
        let hashes = [UInt8](output.reversed().prefix { $0 == UInt8(ascii: "#") })
        let isMultiline = starts("\"\"\"")
        let quotes = [UInt8](repeating: quote, count: isMultiline ? 3 : 1)
        for _ in quotes { keep() }
        let escape = [UInt8(ascii: "\\")] + hashes
        while position < bytes.count {
            if starts(quotes + hashes) {
                for _ in quotes + hashes { keep() }
                return
            }
            if bytes[position] == newline && !isMultiline { return }
            guard starts(escape) else {
                stringByte()
                continue
            }
            for _ in escape { stringByte() }
            if position < bytes.count && bytes[position] == UInt8(ascii: "(") {
                keep()
                scanCode(untilParenthesis: true)
            } else if position < bytes.count {
                stringByte()
            }
        }
    }

    private func starts(_ text: StaticString) -> Bool { starts(Array(text.description.utf8)) }

    private func starts(_ wanted: [UInt8]) -> Bool {
        bytes[position...].starts(with: wanted)
    }

    private mutating func stringByte() {
        if keepsStrings { keep() } else { blank() }
    }

    private mutating func keep() {
        output.append(bytes[position])
        position += 1
    }

    private mutating func blank() {
        output.append(bytes[position] == newline ? newline : UInt8(ascii: " "))
        position += 1
    }

    private var newline: UInt8 { UInt8(ascii: "\n") }
    private var quote: UInt8 { UInt8(ascii: "\"") }
}
