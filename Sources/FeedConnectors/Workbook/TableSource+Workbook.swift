import MatchingCore
import SyncInterfaces

extension TableSource {
    /// Opens the visible sheets of a workbook that have a header, as one table.
    ///
    /// Its columns are those of the first sheet that has everything that is needed. Sheets with the
    /// same fields are read with it; the rows of those with others are bad. Each is unpacked once before
    /// it is read, so that a damaged file is refused as a whole.
    static func workbook(
        _ file: OpenFile,
        search: HeaderSearch,
        limits: WorkbookLimits
    ) throws(FeedError) -> TableSource {
        let workbook = try Workbook(file, limits: limits)
        var headers: [SheetHeader] = []
        for sheet in workbook.sheets {
            if let header = try SheetHeader(of: sheet, in: workbook, search) {
                headers.append(header)
            }
        }
        guard let first = headers.first(where: { $0.isWhole(search) }) ?? headers.first else {
            throw FeedError(
                problem: .missingColumn(.key(.orderNumber)),
                location: .init(file: file.name)
            )
        }
        let plan = try first.plan.get()
        let parts = headers.filter { $0.sheet.part == first.sheet.part || $0.isHeader }
        for part in parts {
            try ArchivePart(named: part.sheet.part, in: file, limits: limits).verify()
        }
        let reader = try WorkbookReader(
            parts.map { WorkbookReader.Part($0, asIn: plan) },
            of: workbook
        )
        return TableSource(
            plan: plan,
            reader: reader,
            rejectedForm: .table(headers: plan.headers),
            startsIn1904: workbook.startsIn1904
        )
    }
}

/// What was found of a header in a sheet.
struct SheetHeader {
    let sheet: Workbook.Sheet
    /// The columns, or why they contradict one another.
    let plan: Result<ColumnPlan, FeedError>

    /// Looks for the header; `nil` where there is none.
    init?(
        of sheet: Workbook.Sheet,
        in workbook: Workbook,
        _ search: HeaderSearch
    ) throws(FeedError) {
        self.sheet = sheet
        var reader = try SheetReader(sheet, of: workbook)
        let rows = try HeaderSearch.firstRows(of: &reader)
        do throws(FeedError) {
            guard let plan = try search.plan(in: rows) else { return nil }
            self.plan = .success(plan)
        } catch {
            plan = .failure(error)
        }
    }

    /// The row of the header; 0 where that is not known.
    var row: Int {
        switch plan {
        case .success(let plan): plan.headerRow
        case .failure(let error): error.location.row ?? 0
        }
    }

    /// Whether it is more than the words "order number" in a text.
    var isHeader: Bool {
        switch plan {
        case .success(let plan): plan.fieldCount > 1
        case .failure: true
        }
    }

    /// Whether it has what records of the kind cannot be without.
    func isWhole(_ search: HeaderSearch) -> Bool {
        guard isHeader, case .success(let plan) = plan else { return false }
        switch search.kind {
        case .orders: return search.claimHeader(in: plan) == nil
        case .cancellations: return plan[.state] != nil
        }
    }
}
