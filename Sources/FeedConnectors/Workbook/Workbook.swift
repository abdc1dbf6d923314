import MatchingCore
import SyncInterfaces

/// A workbook whose sheets are known and whose shared parts are in memory.
struct Workbook {
    /// A sheet that people see.
    struct Sheet {
        let name: String
        let part: String
    }

    let file: OpenFile
    let limits: WorkbookLimits
    /// The visible sheets, in the order of their tabs.
    private(set) var sheets: [Sheet] = []
    private(set) var startsIn1904 = false
    let sharedTexts: SharedTexts
    let formats: CellFormats

    /// Opens a workbook.
    ///
    /// - Throws: ``FeedError`` when the archive is none, or no workbook, or exceeds a limit.
    init(_ file: OpenFile, limits: WorkbookLimits) throws(FeedError) {
        self.file = file
        self.limits = limits
        let names = try ArchivePart.names(in: file, limits: limits)
        func part(_ name: String) throws(FeedError) -> ArchivePart? {
            guard let written = names[name.lowercased()] else { return nil }
            return try ArchivePart(named: written, in: file, limits: limits)
        }
        guard names["xl/workbook.xml"] != nil else {
            throw FeedError(
                problem: .unsupportedFormat(.archive),
                location: .init(file: file.name)
            )
        }
        // One part is open at a time: each is read to its end before the next is opened.
        sharedTexts =
            if let texts = try part("xl/sharedStrings.xml") {
                try SharedTexts(texts, limits: limits)
            } else { .none }
        formats =
            if let styles = try part("xl/styles.xml") { try CellFormats(styles) } else { .none }
        var targets: [String: String] = [:]
        if let relations = try part("xl/_rels/workbook.xml.rels") {
            targets = try Self.targets(PartReader(relations))
        }
        guard let overview = try part("xl/workbook.xml") else { return }
        for entry in try readOverview(PartReader(overview)) {
            guard let target = targets[entry.relation],
                let name = names[target.lowercased()]
            else { continue }
            sheets.append(Sheet(name: entry.name, part: name))
        }
    }

    private static func targets(_ markup: PartReader) throws(FeedError) -> [String: String] {
        var targets: [String: String] = [:]
        while true {
            switch try markup.next() {
            case .endOfDocument: return targets
            case .start where markup.isNamed("Relationship"):
                guard let id = markup.attribute("Id"), let target = markup.attribute("Target")
                else { break }
                targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
            case .start, .end, .text: break
            }
        }
    }

    private mutating func readOverview(
        _ markup: PartReader
    ) throws(FeedError) -> [(name: String, relation: String)] {
        var entries: [(name: String, relation: String)] = []
        while true {
            switch try markup.next() {
            case .endOfDocument: return entries
            case .start where markup.isNamed("workbookPr"):
                startsIn1904 = ["1", "true"].contains(markup.attribute("date1904"))
            case .start where markup.isNamed("sheet"):
                guard markup.attribute("state") ?? "visible" == "visible",
                    let relation = markup.attribute("r:id") ?? markup.attribute("id")
                else { break }
                entries.append((markup.attribute("name") ?? "", relation))
            case .start, .end, .text: break
            }
        }
    }
}
