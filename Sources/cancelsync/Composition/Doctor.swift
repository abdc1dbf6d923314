import ConsoleModel
import ConsoleTerminal
import FeedConnectors
import Foundation
import MarketplaceCatalog
import MatchingCore
import OrderStore
import SyncInterfaces

/// Looks at everything that a run depends on, and creates none of it.
struct Doctor {
    let folders: Folders
    let now: Timestamp
    private let phrases: Phrases
    private let language: Language

    /// Less free space than this is worth a warning; a tenth of it is a problem.
    private static let scarceBytes = 1_000_000_000

    init(folders: Folders, language: Language, now: Timestamp) {
        self.folders = folders
        self.language = language
        self.now = now
        phrases = Phrases(language: language)
    }

    /// Versions, terminal, configuration, folders and disk.
    func surroundings() -> [CheckResult] {
        [CheckResult(item: .version, value: CancelSync.version), libraries, terminal, size, locale]
            + catalogue + [keys, console, inbox, rejected, disk]
    }

    /// The store's file, who polls it, and whether everything in it holds.
    func store() async -> [CheckResult] {
        guard access(folders.store, F_OK) == 0 else {
            return [CheckResult(item: .store, value: phrases.notYetThere(folders.store))]
                + ((try? await archive(of: nil)) ?? [])
        }
        do {
            let isWritable = access(folders.store, R_OK | W_OK) == 0
            let store = try SQLiteOrderStore(
                path: folders.store,
                mode: isWritable ? .readWrite : .readOnly
            )
            let (poller, texts) = (try await poller(of: store), try await texts(of: store))
            return [file(isWritable: isWritable)] + (try await archive(of: store)) + [
                poller, texts,
            ]
                + (try await unknownAccounts(in: store)) + (try await audit(store))
        } catch let error as StoreError {
            let sentence = phrases.line(for: error)
            let failure = KeptProblem(error)
            return [CheckResult(item: .store, level: .problem, value: sentence, failure: failure)]
        } catch {
            let sentence = phrases.unexpected("\(error)")
            return [CheckResult(item: .store, level: .problem, value: sentence)]
        }
    }

    /// What all of it comes to.
    func summary(of results: [CheckResult]) -> CheckResult {
        let problems = results.count { $0.level == .problem }
        let warnings = results.count { $0.level == .warning }
        return CheckResult(
            item: .result,
            level: problems > 0 ? .problem : warnings > 0 ? .warning : .ok,
            value: phrases.checkResult(problems: problems, warnings: warnings)
        )
    }

    // MARK: Surroundings

    private var libraries: CheckResult {
        let versions = [
            "SQLite \(StoreVersions.sqlite)", "schema \(StoreVersions.schema)",
            TerminalFacts.libraryVersion,
        ]
        return CheckResult(item: .libraries, value: versions.joined(separator: ", "))
    }

    private var terminal: CheckResult {
        guard let name = Environment.variable("TERM") else {
            return CheckResult(item: .terminal, value: phrases.terminal(nil, colors: nil))
        }
        let colors: Int? =
            switch TerminalFacts.colors(of: name) {
            case .unknownTerminal: nil
            case .none: 0
            case .count(let count): count
            }
        return CheckResult(
            item: .terminal,
            level: colors == nil ? .warning : .ok,
            value: phrases.terminal(name, colors: colors)
        )
    }

    private var size: CheckResult {
        CheckResult(item: .size, value: phrases.screenSize(Environment.screenSize))
    }

    private var locale: CheckResult {
        let name = setlocale(LC_CTYPE, "") ?? setlocale(LC_CTYPE, nil)
        let codeset = String(cString: nl_langinfo(Int32(CODESET)))
        return CheckResult(
            item: .locale,
            level: codeset == "UTF-8" ? .ok : .warning,
            value: phrases.locale(name.map { String(cString: $0) } ?? "?", codeset: codeset)
        )
    }

    private var catalogue: [CheckResult] {
        do {
            let catalogue = try MarketplaceCatalog.load(configuration: folders)
            let file = "\(folders.configuration)/marketplaces.yaml"
            let waiting = catalogue.marketplaces.filter { !$0.policy.missing.isEmpty }.map {
                "\($0.name) (\(phrases.missingParts($0.policy.missing)))"
            }
            return [
                CheckResult(
                    item: .configuration,
                    value: phrases.configuration(file, exists: access(file, F_OK) == 0)
                ),
                CheckResult(
                    item: .catalogue,
                    value: phrases.catalogue(
                        marketplaces: catalogue.marketplaces.count,
                        accounts: catalogue.accounts.count
                    )
                ),
                CheckResult(
                    item: .setup,
                    value: waiting.isEmpty ? phrases.none : waiting.joined(separator: ", ")
                ),
            ]
        } catch {
            let sentence = error.message(korean: language == .korean)
            return [CheckResult(item: .configuration, level: .problem, value: sentence)]
        }
    }

    private var keys: CheckResult {
        file(KeysFile.name, as: .keys) {
            _ = try KeyBindings.load(configurationFolder: folders.configuration)
        }
    }

    private var console: CheckResult {
        file(ConsolePreferences.fileName, as: .console) {
            _ = try ConsolePreferences.load(configurationFolder: folders.configuration)
        }
    }

    /// A file of the configuration folder that is read where there is one.
    private func file(
        _ name: String,
        as item: CheckItem,
        read: () throws -> Void
    ) -> CheckResult {
        let path = "\(folders.configuration)/\(name)"
        do {
            try read()
            let exists = access(path, F_OK) == 0
            return CheckResult(item: item, value: phrases.configuration(path, exists: exists))
        } catch {
            let sentence = (error as? CatalogError)?.message(korean: language == .korean)
            return CheckResult(item: item, level: .problem, value: sentence ?? "\(error)")
        }
    }

    private var inbox: CheckResult {
        let path = folders.inbox
        guard access(path, F_OK) == 0 else {
            return CheckResult(item: .inbox, value: phrases.notYetThere(path))
        }
        let children = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let parts = [path] + children.sorted().map { "\(path)/\($0)" }.filter(Self.isFolder)
        for part in parts where access(part, R_OK | W_OK | X_OK) != 0 {
            let reason = String(cString: strerror(errno))
            return CheckResult(
                item: .inbox,
                level: .problem,
                value: phrases.notUsable(part, reason: reason)
            )
        }
        guard Self.isFolder(path) else {
            let reason = String(cString: strerror(ENOTDIR))
            return CheckResult(
                item: .inbox,
                level: .problem,
                value: phrases.notUsable(path, reason: reason)
            )
        }
        let unread = unread
        return CheckResult(
            item: .inbox,
            level: unread.isEmpty ? .ok : .warning,
            value: ([path] + unread.map { phrases.line(for: $0) }).joined(separator: " · ")
        )
    }

    /// What lies in the inbox where nothing is read, or cannot be read; nothing where the configuration
    /// is refused.
    private var unread: [FeedError] {
        guard
            let catalogue = try? MarketplaceCatalog.load(configuration: folders)
        else { return [] }
        let feeds = InboxFeeds(
            path: folders.inbox,
            catalogue: catalogue,
            phrases: phrases,
            pace: FileReading.Pace()
        )
        return feeds.reading.misplaced(in: feeds.inbox)
            + feeds.reading.unreadable(in: feeds.inbox)
    }

    private var rejected: CheckResult {
        let inbox = Inbox(path: folders.inbox)
        let setAside = SetAsideFolder(inbox: inbox)
        let rows = setAside.destinations.sorted().map { ($0, setAside.rows(of: $0)) }
            .filter { $0.1 != .none }
        let folder = inbox.rejected("")
        let unread = (FileManager.default.subpaths(atPath: folder) ?? [])
            .count { $0.hasSuffix(Inbox.reasonEnding) }
        return CheckResult(
            item: .rejected,
            level: rows.isEmpty && unread == 0 ? .ok : .warning,
            value: phrases.rejected(rows, unreadFiles: unread, in: folder)
        )
    }

    private var disk: CheckResult {
        var space = statvfs()
        guard statvfs(existing(folders.store), &space) == 0 else {
            let reason = String(cString: strerror(errno))
            return CheckResult(item: .disk, level: .warning, value: reason)
        }
        let free = Int(space.f_bavail) * Int(space.f_frsize)
        let level: CheckLevel =
            if free < Self.scarceBytes / 10 { .problem } else if free < Self.scarceBytes {
                .warning
            } else { .ok }
        return CheckResult(
            item: .disk,
            level: level,
            value: phrases.freeSpace(free, needsMore: level != .ok)
        )
    }

    /// The path itself, or the nearest folder above it that is there.
    private func existing(_ path: String) -> String {
        var path = path.hasPrefix("/") ? path : "./\(path)"
        while access(path, F_OK) != 0, let slash = path.lastIndex(of: "/"), slash > path.startIndex
        {
            path = String(path[..<slash])
        }
        return access(path, F_OK) == 0 ? path : "/"
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    // MARK: The store

    private func file(isWritable: Bool) -> CheckResult {
        var status = stat()
        stat(folders.store, &status)
        guard isWritable else {
            let error = StoreError(problem: .readOnly, path: folders.store)
            return CheckResult(item: .store, level: .problem, value: phrases.line(for: error))
        }
        let mode = status.st_mode & 0o777
        guard mode & 0o077 == 0 else {
            return CheckResult(
                item: .store,
                level: .warning,
                value: phrases.readableByOthers(folders.store, mode: String(mode, radix: 8))
            )
        }
        let size = phrases.fileSize(Int(status.st_size))
        return CheckResult(item: .store, value: "\(folders.store) (\(size))")
    }

    /// Whether the store knows what was archived last; nothing where there is no archive.
    private func archive(of store: SQLiteOrderStore?) async throws -> [CheckResult] {
        let survey: ArchiveSurvey
        if let store {
            survey = try await ArchiveSurvey(of: Inbox(path: folders.inbox)) { source in
                try await store.read { try $0.intake(of: source) }?.isComplete ?? false
            }
        } else {
            survey = try await ArchiveSurvey(of: Inbox(path: folders.inbox), isKnown: nil)
        }
        guard survey.count > 0 else { return [] }
        return [
            CheckResult(
                item: .archive,
                level: survey.unknownCount == 0 ? .ok : .warning,
                value: phrases.archive(
                    survey.count,
                    unknownCount: survey.unknownCount,
                    example: survey.example
                )
            )
        ]
    }

    private func poller(of store: SQLiteOrderStore) async throws -> CheckResult {
        let lease = try await store.read { try $0.lease() }
        let holder = lease.flatMap { $0.expiresAt > now ? $0.holder : nil }
        return CheckResult(item: .poller, value: phrases.poller(holder))
    }

    /// What is on file of accounts that the configuration does not know; nothing where it is refused.
    private func unknownAccounts(in store: SQLiteOrderStore) async throws -> [CheckResult] {
        guard let catalogue = try? MarketplaceCatalog.load(configuration: folders)
        else { return [] }
        let known = Set(catalogue.accounts.map(\.id))
        let now = now
        let left = try await store.read { ledger in
            try ledger.accountSummaries(now: now).filter { !known.contains($0.account) }.map {
                let query = OrderQuery(account: $0.account, now: now, limit: 1)
                return ($0, hasOrders: try !ledger.orders(query).isEmpty)
            }
        }
        return left.compactMap { summary, hasOrders in
            phrases.unknownAccount(summary, hasOrders: hasOrders).map {
                CheckResult(item: .accounts, level: .warning, value: $0)
            }
        }
    }

    private func texts(of store: SQLiteOrderStore) async throws -> CheckResult {
        let indexing = try await store.read { try $0.textIndexing() }
        return CheckResult(item: .texts, value: phrases.textIndexing(indexing))
    }

    private func audit(_ store: SQLiteOrderStore) async throws -> [CheckResult] {
        let progress = ProgressLine()
        let phrases = phrases
        let findings = try await store.audit { done, count in
            progress.show(phrases.auditing(done, of: count))
        }
        progress.clear()
        let details = findings.map { finding in
            CheckResult(
                item: .audit,
                level: .problem,
                value: phrases.line(for: finding),
                finding: finding
            )
        }
        guard details.isEmpty else { return details }
        return [CheckResult(item: .audit, value: phrases.audited)]
    }
}
