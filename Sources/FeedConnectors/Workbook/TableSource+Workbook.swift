import MatchingCore
import SyncInterfaces

extension TableSource {
    /// Opens the first visible sheet of a workbook that has a header.
    ///
    /// The sheet is unpacked once before it is read, so that a damaged file is refused as a whole.
    static func workbook(
        _ file: OpenFile,
        search: HeaderSearch,
        limits: WorkbookLimits
    ) throws(FeedError) -> TableSource {
        let workbook = try Workbook(file, limits: limits)
        for sheet in workbook.sheets {
            guard let plan = try plan(of: sheet, in: workbook, search) else { continue }
            try ArchivePart(named: sheet.part, in: file, limits: limits).verify()
            var reader = try SheetReader(sheet, of: workbook)
            var row = Row()
            while row.number < plan.headerRow {
                guard case .end = try reader.next(&row) else { continue }
                break
            }
            return TableSource(
                plan: plan,
                reader: reader,
                rejectedForm: .table(headers: plan.headers),
                startsIn1904: workbook.startsIn1904
            )
        }
        throw FeedError(
            problem: .missingColumn(.key(.orderNumber)),
            location: .init(file: file.name)
        )
    }

    private static func plan(
        of sheet: Workbook.Sheet,
        in workbook: Workbook,
        _ search: HeaderSearch
    ) throws(FeedError) -> ColumnPlan? {
        var reader = try SheetReader(sheet, of: workbook)
        return try search.plan(in: HeaderSearch.firstRows(of: &reader))
    }
}
