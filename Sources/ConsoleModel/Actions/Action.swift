/// Where an action works.
package enum ActionContext: Sendable, Hashable, CaseIterable {
    case marketplaces
    case cancellations
    case explanation
    /// One account.
    case account
    case orders
    /// One order.
    case order
    case pullList
    case activity
    case messages
    case charts
    /// A rule that is tried on an account's cancellations.
    case rehearsal
    case help
}

/// Something that an operator can do with a key, as a row of ``ActionTable``.
///
/// Dispatch, footer and help all read the same row, so that they cannot disagree.
package struct Action: Sendable, Hashable, Identifiable {
    /// The name of an action in code; each has one row in the table.
    package enum Identifier: String, Sendable, Hashable, CaseIterable {
        case moveDown, moveUp, pageDown, pageUp, toStart, toEnd
        case enter, out, leave, nextTab, previousTab, chooseStatus, nextItem, previousItem
        case openCancellations, openAllCancellations, find, changeOrder, chooseColumns
        case openOrders, openPullList, openActivity, openMessages, openCharts
        case typeNumber, filterAccount, pull, undoPull, rehearse
        case apply, dismiss, undo
        case resync, resyncAll, resyncPeriod, cancelResync, togglePause
        case vouch, takeBackVouch
        case toggleMark, toggleAllMarks, clearMarks, nextMark, previousMark
        case sortOnward, sortBack, freeze, undoView
        case copy, copyClaim, export, exportCase
        case changeLanguage, palette, help, quit, quitNow, suspend, redraw
        case toggleMouse

        /// Whether it writes to the store, so that a console that only reads cannot do it.
        package var changesStore: Bool {
            switch self {
            case .apply, .dismiss, .undo, .resync, .resyncAll, .resyncPeriod, .cancelResync,
                .togglePause, .vouch, .takeBackVouch, .pull, .undoPull:
                true
            case .moveDown, .moveUp, .pageDown, .pageUp, .toStart, .toEnd, .enter, .out, .leave,
                .nextTab, .previousTab, .chooseStatus, .nextItem, .previousItem,
                .openCancellations, .openAllCancellations, .find, .changeOrder, .chooseColumns,
                .openOrders, .openPullList, .openActivity, .openMessages, .openCharts,
                .typeNumber,
                .filterAccount, .rehearse, .copy, .copyClaim, .export, .exportCase, .toggleMark,
                .toggleAllMarks,
                .clearMarks, .nextMark, .previousMark, .sortOnward, .sortBack, .freeze,
                .undoView, .changeLanguage, .palette, .help, .quit, .quitNow, .suspend, .redraw,
                .toggleMouse:
                false
            }
        }
    }

    package let id: Identifier
    /// The keys in the order in which help names them; the first one is shown in the footer.
    package internal(set) var keys: [Key]
    /// A word or two for the footer.
    package let title: Bilingual
    /// One sentence for help.
    package let help: Bilingual
    package let contexts: Set<ActionContext>
    /// Whether it changes what becomes of an order; such actions ask first.
    package let isDangerous: Bool
    /// The place in the footer, the lowest first; `nil` when only help names it.
    package let footerRank: Int?

    init(
        _ id: Identifier,
        keys: [Key],
        in contexts: Set<ActionContext>,
        texts: (title: Bilingual, help: Bilingual),
        footerRank: Int? = nil
    ) {
        self.id = id
        self.keys = keys
        self.contexts = contexts
        title = texts.title
        help = texts.help
        isDangerous = [.apply, .dismiss, .undo].contains(id)
        self.footerRank = footerRank
    }

    /// The screen that it opens; `nil` for one that opens none, or not always the same.
    var destination: ActionContext? {
        let screens: [Identifier: ActionContext] = [
            .openOrders: .orders, .openPullList: .pullList, .openActivity: .activity,
            .openMessages: .messages, .openCharts: .charts, .help: .help,
        ]
        return screens[id]
    }
}
