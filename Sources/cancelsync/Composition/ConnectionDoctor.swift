import ConsoleModel
import FeedConnectors
import MarketplaceCatalog
import MatchingCore
import SyncInterfaces

/// Looks at the connections to marketplaces' APIs and at programs.
struct ConnectionDoctor {
    let folders: Folders
    let language: Language
    let time: any TimeSource

    private var phrases: Phrases { Phrases(language: language) }

    /// The file, whether what each connection needs is there, and which APIs are left alone for now;
    /// nobody is called.
    ///
    /// Nothing where the configuration of the marketplaces is refused, which is told by itself.
    func survey() async -> [CheckResult] {
        guard let catalogue = try? MarketplaceCatalog.load(configuration: folders)
        else { return [] }
        do {
            let connections = try connections(catalogue)
            let file = "\(folders.configuration)/\(ConnectionsFile.name)"
            guard !connections.accounts.isEmpty else {
                return [result(.ok, phrases.noConnections(file))]
            }
            var results: [CheckResult] = []
            var sound: [String] = []
            for account in connections.accounts {
                guard let link = connections[account] else { continue }
                if let problem = await problem({ try await link.prepare() }) {
                    results.append(problem)
                } else {
                    sound.append(account.rawValue)
                }
            }
            for account in connections.accounts {
                guard let rest = connections.facts(of: account).calls?.rest(at: time.now()) else {
                    continue
                }
                let name = catalogue.account(named: account.rawValue)?.name ?? account.rawValue
                let words = phrases.resting(name, rest, now: time.now())
                results.append(result(.warning, words, rest.reason.kept))
            }
            guard !sound.isEmpty else { return results }
            return results + [result(.ok, sound.joined(separator: ", "))]
        } catch {
            return [refused(error)]
        }
    }

    /// One harmless call of an account's API.
    ///
    /// - Throws: ``CommandFailure`` when there is no such account.
    func call(_ name: String) async throws -> [CheckResult] {
        do {
            let catalogue = try MarketplaceCatalog.load(configuration: folders)
            guard let account = catalogue.account(named: name) else {
                throw CommandFailure(
                    phrases.unknownAccount(name, meant: catalogue.suggestion(for: name)),
                    status: .notFound
                )
            }
            switch try connections(catalogue)[account.id] {
            case nil: return [result(.problem, notConnected(account))]
            case .program(let feed, let settings):
                if let problem = await problem({ try feed.prepare() }) { return [problem] }
                let command = settings.command.joined(separator: " ")
                return [result(.ok, phrases.programIsRun(command))]
            case .api(let connection, let connector):
                var call = ""
                if let problem = await problem({ call = try await connection.check() }) {
                    return [problem]
                }
                return [result(.ok, phrases.answered(account.name, "\(connector) \(call)"))]
            }
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            return [refused(error)]
        }
    }

    /// What there is to do about an account without a connection; of a marketplace that no connector
    /// is made for, there is no use in asking for one.
    private func notConnected(_ account: Account) -> String {
        let marketplace = account.marketplace
        let hasConnector = Connectors.all.contains { $0.marketplaces.contains(marketplace.id) }
        return hasConnector
            ? phrases.notConnected(account.name)
            : phrases.noConnector(account.name, note: marketplace.note)
    }

    private func connections(_ catalogue: MarketplaceCatalog) throws -> Connections {
        try Connections(folders: folders, catalogue: catalogue, phrases: phrases, time: time)
    }

    private func result(
        _ level: CheckLevel,
        _ value: String,
        _ failure: KeptProblem? = nil
    ) -> CheckResult {
        CheckResult(item: .connections, level: level, value: value, failure: failure)
    }

    private func refused(_ error: any Error) -> CheckResult {
        let sentence = (error as? CatalogError)?.message(korean: language == .korean)
        return result(.problem, sentence ?? phrases.line(forAny: error))
    }

    private func problem(_ work: () async throws -> Void) async -> CheckResult? {
        do {
            try await work()
            return nil
        } catch {
            return result(.problem, phrases.line(forAny: error), KeptProblem(error))
        }
    }
}
