import MatchingCore
import SyncInterfaces

/// Checks that the index of texts leaves out no line, by reading all of them.
struct TextAudit {
    private static let mostFindings = 100

    private let connection: Connection
    private let index: TextIndex
    private var block: Int64
    /// The texts of the block's lines, with an order that has each of them.
    private var met: [KnownTexts.Key: String] = [:]
    private var findings: [AuditFinding] = []

    private init(_ connection: Connection) throws {
        self.connection = connection
        index = try TextIndex(connection)
        block = index.firstBlock
    }

    /// The lines that a search would not find; at most a hundred.
    static func findings(on connection: Connection) throws -> [AuditFinding] {
        var audit = try TextAudit(connection)
        let statement = try connection.prepared(ParcelStatement.linesAfter)
        statement.bind(1, audit.index.start(of: audit.block) - 1)
        try statement.forEachRow { row in
            let block = audit.index.block(of: row.integer(0))
            if block != audit.block {
                try audit.settle()
                audit.block = block
            }
            audit.take(row)
            return audit.findings.count < mostFindings
        }
        try audit.settle()
        return Array(audit.findings.prefix(mostFindings))
    }

    private mutating func take(_ row: PreparedStatement) {
        let texts = row.withBytes(4) { TextWriter.texts(in: $0) }
        for text in texts where met[text] == nil { met[text] = row.text(2) }
    }

    /// Compares the texts that were met in a block with those that it has on file.
    private mutating func settle() throws {
        defer { met.removeAll(keepingCapacity: true) }
        let statement = try connection.prepared(ArrivalStatement.wordsOfBlock)
        statement.bind(1, block)
        var onFile = Set<KnownTexts.Key>()
        var isOpen = false
        try statement.forEachRow { row in
            isOpen = row.integer(0) == TextIndex.anyText
            guard !isOpen, let field = UInt8(exactly: row.integer(1)) else { return !isOpen }
            onFile.insert(KnownTexts.Key(field: field, text: row.text(2)))
            return true
        }
        guard !isOpen else { return }
        for (text, order) in met {
            let folded = KnownTexts.Key(field: text.field, text: Wording(text.text).text)
            guard !onFile.contains(folded) else { continue }
            findings.append(
                AuditFinding(
                    problem: .textIndexDiffers,
                    place: order,
                    detail: "\(KeyField.all[Int(text.field)].name) is not in block \(block)"
                )
            )
        }
    }
}
