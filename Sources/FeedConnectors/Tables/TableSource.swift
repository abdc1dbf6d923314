import MatchingCore
import SyncInterfaces

/// A table that is ready to be read: its columns are known and the reader stands behind the header.
struct TableSource {
    let plan: ColumnPlan
    var reader: any RowReader
    /// How rows that are kept aside are written.
    let rejectedForm: RejectedRows.Form
    /// Whether days of numbers in its time columns count from 1904.
    var startsIn1904 = false
    /// Whether values may have characters that are broken.
    var isDamaged = false
}

extension TableSource {
    private static let delimiters = [",", "\t", ";", "|"].compactMap { $0.utf8.first }

    /// Opens delimited text; the delimiter is the one with which the header names most fields.
    static func delimited(
        _ file: OpenFile,
        form: TextForm,
        search: HeaderSearch
    ) throws(FeedError) -> TableSource {
        var best: (plan: ColumnPlan, delimiter: UInt8)?
        for delimiter in delimiters {
            var reader = try DelimitedReader(
                window: TextWindow(
                    decoder: TextDecoder(file: file, form: form)
                ),
                delimiter: delimiter,
                file: file.name
            )
            guard let plan = try search.plan(in: HeaderSearch.firstRows(of: &reader)) else {
                continue
            }
            if plan.fieldCount > best?.plan.fieldCount ?? 0 { best = (plan, delimiter) }
        }
        guard let best else {
            throw FeedError(
                problem: .missingColumn(.key(.orderNumber)),
                location: .init(file: file.name)
            )
        }
        var reader = try DelimitedReader(
            window: TextWindow(
                decoder: TextDecoder(file: file, form: form)
            ),
            delimiter: best.delimiter,
            file: file.name
        )
        var row = Row()
        while row.number < best.plan.headerRow {
            guard case .end = try reader.next(&row) else { continue }
            break
        }
        reader.expectedCellCount = best.plan.headers.count
        return TableSource(
            plan: best.plan,
            reader: reader,
            rejectedForm: .table(headers: best.plan.headers),
            isDamaged: form.isDamaged
        )
    }
}

extension TableSource {
    /// Opens JSON Lines; every member has its field, so that there is no header to find.
    static func jsonLines(
        _ file: OpenFile,
        form: TextForm,
        search: HeaderSearch
    ) throws(FeedError) -> TableSource {
        let decoder = try TextDecoder(file: file, form: form)
        let reader = JSONLinesReader(
            window: TextWindow(decoder: decoder),
            search: search
        )
        return TableSource(
            plan: .everyField,
            reader: reader,
            rejectedForm: .jsonLines,
            isDamaged: form.isDamaged
        )
    }
}
