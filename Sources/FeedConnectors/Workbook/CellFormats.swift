import SyncInterfaces

/// Which of a workbook's cell formats show a number as a date or a time.
struct CellFormats {
    private var isDate: [Bool] = []

    static let none = CellFormats()

    /// Built-in formats of dates and times, the Korean ones among them (ECMA-376, 18.8.30).
    private static let builtIn: Set<Int> = Set(14...22).union(27...36).union(45...47).union(50...58)

    private init() {}

    /// Reads `styles.xml`.
    init(_ part: ArchivePart) throws(FeedError) {
        let markup = try PartReader(part)
        var dates = Self.builtIn
        var isCellFormats = false
        while true {
            switch try markup.next() {
            case .endOfDocument: return
            case .start where markup.isNamed("numFmt"):
                guard let id = markup.attribute("numFmtId").flatMap(Int.init) else { break }
                let code = markup.attribute("formatCode") ?? ""
                if Self.showsDate(code) { dates.insert(id) } else { dates.remove(id) }
            case .start where markup.isNamed("cellXfs"): isCellFormats = true
            case .end where markup.isNamed("cellXfs"): isCellFormats = false
            case .start where isCellFormats && markup.isNamed("xf"):
                let id = markup.attribute("numFmtId").flatMap(Int.init)
                isDate.append(id.map(dates.contains) ?? false)
            case .start, .end, .text: break
            }
        }
    }

    /// Whether a cell with this format is a date; `false` for unknown formats.
    func isDate(_ format: Int) -> Bool { isDate.indices.contains(format) && isDate[format] }

    /// Whether a format code has a part of a date or time outside quotes, brackets and escapes.
    static func showsDate(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for scalar in code.lowercased().unicodeScalars {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch scalar {
            case "\"": isQuoted.toggle()
            case _ where isQuoted: break
            case "\\", "_", "*": isEscaped = true
            case "[": isBracketed = true
            case "]": isBracketed = false
            case "y", "m", "d", "h", "s": if !isBracketed { return true }
            // What follows is for negative numbers.
            case ";": return false
            default: break
            }
        }
        return false
    }
}
