import MatchingCore
import SyncInterfaces

/// A screen that can be opened again when the console is started the next time.
///
/// How its list is filtered and sorted is kept for itself, whether the screen is or not.
enum KeptScreen: Sendable, Hashable {
    case account(AccountID)
    /// Of one account, or of all.
    case cancellations(AccountID?, StatusTab)
    case orders(AccountID?)
    case activity(AccountID?)
    case pullList
    case charts

    /// The name by which it is kept, with the account where it is about one.
    var name: String {
        // No account has a slash in its name, as each has a folder.
        switch self {
        case .account(let account): "account/\(account.rawValue)"
        case .cancellations(let account, let tab):
            "cancellations/\(account?.rawValue ?? "")/\(tab.name)"
        case .orders(let account): "orders/\(account?.rawValue ?? "")"
        case .activity(let account): "activity/\(account?.rawValue ?? "")"
        case .pullList: "pull-list/"
        case .charts: "charts/"
        }
    }

    /// The screen of that name; `nil` where there is none.
    init?(_ name: String) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2 else { return nil }
        let account = parts[1].isEmpty ? nil : AccountID(parts[1])
        switch (parts[0], parts.count) {
        case ("account", 2):
            guard let account else { return nil }
            self = .account(account)
        case ("cancellations", 3):
            guard let tab = StatusTab.allCases.first(where: { $0.name == parts[2] })
            else { return nil }
            self = .cancellations(account, tab)
        case ("orders", 2): self = .orders(account)
        case ("activity", 2): self = .activity(account)
        case ("pull-list", 2): self = .pullList
        case ("charts", 2): self = .charts
        default: return nil
        }
    }

    /// The account that it is about; `nil` for all.
    var account: AccountID? {
        switch self {
        case .account(let account): account
        case .cancellations(let account, _), .orders(let account), .activity(let account): account
        case .pullList, .charts: nil
        }
    }
}

extension StatusTab {
    fileprivate var name: String { status?.rawValue ?? "all" }
}

extension Screen {
    /// What opens the screen again; `nil` for one that is only for the moment.
    fileprivate var kept: KeptScreen? {
        switch self {
        case .cancellations(let state): .cancellations(state.account, state.tab)
        case .explanation, .help: nil
        case .page(let page): page.kept
        }
    }
}

extension Console {
    /// The screen as it is opened, its list filtered and sorted as it was left.
    func screen(_ kept: KeptScreen) -> Screen {
        switch kept {
        case .account(let account): return .page(AccountPage(account))
        case .cancellations(let account, let tab): return .cancellations(list(of: account, tab))
        case .orders(let account):
            let list = ConsoleMemory.List.orders(account)
            return .page(
                OrdersPage(
                    account: account,
                    filter: rememberedFilter(of: list),
                    sort: memory.sort(of: list)
                )
            )
        case .activity(let account):
            let list = ConsoleMemory.List.activity(account)
            return .page(
                ActivityPage(
                    account: account,
                    filter: rememberedFilter(of: list),
                    sort: memory.sort(of: list)
                )
            )
        case .pullList:
            return .page(
                PullPage(
                    filter: rememberedFilter(of: .pullList),
                    sort: memory.sort(of: .pullList)
                )
            )
        case .charts: return .page(ChartsPage())
        }
    }

    /// Keeps which screens are open, as far as they can be opened again.
    mutating func keepScreens() {
        guard configuration.reopensScreens else { return }
        memory.keep(screens: stack.lazy.map(\.kept).prefix { $0 != nil }.compactMap { $0?.name })
    }

    /// Opens the screens that were open when the console was closed.
    ///
    /// They end where an account is gone, or where a later version kept what this one does not know.
    mutating func reopenScreens() {
        guard configuration.reopensScreens else { return }
        for name in memory.screens {
            guard let kept = KeptScreen(name),
                kept.account.map({ accountsByID[$0] != nil }) ?? true
            else { return }
            stack.append(screen(kept))
        }
    }
}
