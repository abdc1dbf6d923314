/// A small workbook whose parts a test writes itself.
struct SampleWorkbook {
    static let sheet = "xl/worksheets/sheet1.xml"

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private static let header =
        "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>"

    /// The parts by their names.
    var parts: [String: [UInt8]]

    /// A sheet with a header of order number, state and product name, and `rows` below it.
    init(rows: String) {
        self.init(
            sheet: "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(Self.header)\(rows)"
                + "</sheetData></worksheet>"
        )
    }

    /// Sheets by their names, in the order of their tabs, each of rows of texts.
    init(sheets: [(name: String, rows: [[String]])]) {
        self.init(sheet: "")
        let numbered = sheets.enumerated().map { ($0.offset + 1, $0.element) }
        let tabs = numbered.map {
            "<sheet name=\"\($1.name)\" sheetId=\"\($0)\" r:id=\"rId\($0)\"/>"
        }
        let relations = numbered.map { number, _ in
            "<Relationship Id=\"rId\(number)\" Target=\"worksheets/sheet\(number).xml\"/>"
        }
        parts["xl/workbook.xml"] = Array(
            """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)"><sheets>\(tabs.joined())\
            </sheets></workbook>
            """.utf8
        )
        parts["xl/_rels/workbook.xml.rels"] = Array(
            "<Relationships>\(relations.joined())</Relationships>".utf8
        )
        for (number, sheet) in numbered {
            let rows = sheet.rows.map { Self.row($0) }.joined()
            parts["xl/worksheets/sheet\(number).xml"] = Array(
                "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(rows)</sheetData></worksheet>".utf8
            )
        }
    }

    /// A sheet written as a whole.
    init(sheet: String) {
        parts = [
            "xl/workbook.xml": Array(
                """
                <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)"><sheets>\
                <sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>
                """.utf8
            ),
            "xl/_rels/workbook.xml.rels": Array(
                """
                <Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>\
                </Relationships>
                """.utf8
            ),
            "xl/sharedStrings.xml": Array(
                """
                <sst xmlns="\(Self.main)"><si><t>주문번호</t></si><si><t>취소상태</t></si>\
                <si><t>상품명</t></si></sst>
                """.utf8
            ),
            Self.sheet: Array(sheet.utf8),
        ]
    }

    /// A row with these texts in its cells.
    static func row(_ texts: String...) -> String { row(texts) }

    private static func row(_ texts: [String]) -> String {
        let cells = texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }
        return "<row>\(cells.joined())</row>"
    }

    /// The file: a zip archive in which nothing is packed.
    var content: [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in parts.sorted(by: { $0.key < $1.key }) {
            let size = Self.number(bytes.count, byteCount: 4)
            var entry = Self.number(20, byteCount: 2) + Self.number(0, byteCount: 8)
            entry += Self.number(Int(Self.checksum(bytes)), byteCount: 4) + size + size
            entry += Self.number(name.utf8.count, byteCount: 2) + Self.number(0, byteCount: 2)
            directory += [0x50, 0x4B, 1, 2] + Self.number(20, byteCount: 2) + entry
            directory += Self.number(0, byteCount: 10)
            directory += Self.number(archive.count, byteCount: 4) + name.utf8
            archive += [0x50, 0x4B, 3, 4] + entry + name.utf8 + bytes
        }
        let end =
            [0x50, 0x4B, 5, 6] + Self.number(0, byteCount: 4)
            + Self.number(parts.count, byteCount: 2) + Self.number(parts.count, byteCount: 2)
            + Self.number(directory.count, byteCount: 4)
            + Self.number(archive.count, byteCount: 4) + Self.number(0, byteCount: 2)
        return archive + directory + end
    }

    private static func number(_ value: Int, byteCount: Int) -> [UInt8] {
        (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// The CRC-32 that zip archives have.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~sum
    }
}
