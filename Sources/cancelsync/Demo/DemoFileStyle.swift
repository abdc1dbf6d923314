import Glibc
import MatchingCore

/// The formats in which the demo's marketplaces export.
enum DemoFileStyle: CaseIterable, Sendable {
    /// Comma-separated UTF-8 with a byte order mark, as spreadsheets save it.
    case csv
    /// Comma-separated CP949, as Korean spreadsheets save it.
    case koreanCSV
    case tsv
    case jsonLines

    var fileExtension: String {
        switch self {
        case .csv, .koreanCSV: "csv"
        case .tsv: "tsv"
        case .jsonLines: "jsonl"
        }
    }

    /// The rows as a file: a header and a line per row, or an object per line.
    func bytes(of rows: [[RecordField: String]]) -> [UInt8] {
        let columns = RecordField.all.filter { field in rows.contains { $0[field] != nil } }
        switch self {
        case .csv: return Array(("\u{FEFF}" + Self.table(rows, columns, separator: ",")).utf8)
        case .koreanCSV: return Self.cp949(Self.table(rows, columns, separator: ","))
        case .tsv: return Array(Self.table(rows, columns, separator: "\t").utf8)
        case .jsonLines:
            let lines = rows.map { row in
                JSONWriter.line { writer in
                    for column in columns { row[column].map { writer.member(column.name, $0) } }
                } + "\n"
            }
            return Array(lines.joined().utf8)
        }
    }

    private static func table(
        _ rows: [[RecordField: String]],
        _ columns: [RecordField],
        separator: Character
    ) -> String {
        let header = columns.map { headers[$0] ?? $0.name }
        let lines = rows.map { row in columns.map { quoted(row[$0] ?? "", separator) } }
        return ([header] + lines).map { $0.joined(separator: String(separator)) + "\r\n" }.joined()
    }

    private static func quoted(_ cell: String, _ separator: Character) -> String {
        guard cell.contains(where: { $0 == separator || $0 == "\"" }) else { return cell }
        let inner = cell.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"")
        return "\"\(inner)\""
    }

    // The demo's own text has nothing outside CP949; what cannot be written becomes a question mark.
    private static func cp949(_ text: String) -> [UInt8] {
        let converter = iconv_open("CP949//TRANSLIT", "UTF-8")
        defer { iconv_close(converter) }
        var input = Array(text.utf8).map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count)
        var written = 0
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var fromCount = source.count
                var to = target.baseAddress
                var toCount = target.count
                iconv(converter, &from, &fromCount, &to, &toCount)
                written = target.count - toCount
            }
        }
        return output.prefix(written).map { UInt8(bitPattern: $0) }
    }

    private static let headers: [RecordField: String] = [
        .key(.orderNumber): "주문번호", .key(.detailNumber): "주문상세번호",
        .key(.detailNumber2): "주문상세번호2", .key(.productCode): "상품코드",
        .key(.productName): "상품명", .key(.option): "옵션", .quantity: "수량",
        .account: "판매처", .state: "주문상태", .claimID: "클레임번호",
        .shipping: "배송상태", .orderedAt: "주문일시", .trackingNumber: "송장번호",
        .requestedAt: "취소요청일시", .changedAt: "상태변경일시", .reason: "취소사유",
        .shippingWord: "판매처 배송상태", .originalOrderNumber: "원주문번호",
    ]
}
