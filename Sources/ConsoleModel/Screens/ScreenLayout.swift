/// Where the parts of a screen lie: a function of the size and of which screen it is.
///
/// ```
/// header    where one is, totals           1 or 2 rows
/// tabs      statuses, what was searched    lists only
/// heads     names of the columns
/// list      rows                           the rest
/// rule      ───────
/// pane      about the selected row         where there is room; beside the list when very wide
/// message   toast, or what runs            where there is room, else over the footer
/// footer    keys
/// ```
struct ScreenLayout: Sendable, Hashable {
    private(set) var header: Rect
    private(set) var tabs: Rect
    private(set) var heads: Rect
    private(set) var list: Rect
    /// The line between list and pane: horizontal, or vertical where it is one column wide.
    private(set) var divider: Rect
    private(set) var pane: Rect
    /// Everything between header and message, for screens that only have text.
    private(set) var body: Rect
    private(set) var message: Rect
    private(set) var footer: Rect

    /// From this width on the explanation stands beside the list.
    static let wideColumns = 140

    init(size: Size, context: ActionContext) {
        var rest = Rect(size)
        let headerRows = size.columns < 100 && size.rows >= 16 ? 2 : 1
        header = rest.takeTop(headerRows)
        footer = rest.takeBottom(1)
        message = size.rows >= 12 ? rest.takeBottom(1) : footer
        body = rest
        tabs = rest.takeTop(context.hasTabs ? 1 : 0)
        divider = rest.takeTop(0)
        pane = divider
        switch context {
        case .marketplaces, .activity:
            if size.rows >= 18 {
                pane = rest.takeBottom(3)
                divider = rest.takeBottom(1)
            }
        case .cancellations, .pullList:
            if size.columns >= Self.wideColumns {
                // About a parcel there is less to say than a list has columns for.
                let most = context == .pullList ? 64 : 110
                pane = rest.takeRight(min(most, size.columns * 42 / 100)).insetColumns(1)
                divider = rest.takeRight(1)
            } else if size.rows >= 16 {
                let isPullList = context == .pullList
                let rows = isPullList ? max(7, rest.rows * 40 / 100) : rest.rows * 50 / 100
                pane = rest.takeBottom(rows)
                divider = rest.takeBottom(1)
            }
        case .order:
            // Most orders have few lines, and about them there is much to say.
            pane = rest.takeBottom(rest.rows - max(3, rest.rows * 30 / 100))
            divider = rest.takeBottom(size.rows >= 16 ? 1 : 0)
        case .orders, .account, .messages, .charts, .rehearsal, .explanation, .help:
            break
        }
        heads = rest.takeTop(1)
        list = rest
    }
}

extension ActionContext {
    /// Whether a line over the list says which part of it is shown.
    fileprivate var hasTabs: Bool {
        switch self {
        case .cancellations, .orders, .pullList, .activity: true
        case .marketplaces, .account, .order, .explanation, .messages, .charts, .rehearsal, .help:
            false
        }
    }
}
