import ArgumentParser
import ConsoleModel
import ConsoleTerminal
import MarketplaceCatalog
import SyncInterfaces

/// A sentence for the operator and the exit code that goes with it.
struct CommandFailure: Error {
    let message: String
    let status: ExitStatus

    init(_ message: String, status: ExitStatus) {
        self.message = message
        self.status = status
    }
}

/// Runs a command's work and turns what it throws into one line on standard error and an exit code.
struct CommandRunner {
    let language: Language

    /// Runs `work`.
    ///
    /// - Throws: The exit code, after the reason was printed.
    func run<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch {
            guard let failure = failure(for: error) else { throw error }
            Output.problem("cancelsync: \(failure.message)")
            throw failure.status.code
        }
    }

    private func failure(for error: any Error) -> CommandFailure? {
        let phrases = Phrases(language: language)
        switch error {
        case let error as CommandFailure: return error
        case let error as CatalogError:
            return CommandFailure(
                error.message(korean: language == .korean),
                status: .configuration
            )
        case let error as ActError:
            return CommandFailure(phrases.line(for: error), status: error.exitStatus)
        case let error as StoreError:
            return CommandFailure(phrases.line(for: error), status: .failed)
        case let error as FeedError:
            return CommandFailure(phrases.line(for: error), status: .failed)
        case let error as TerminalError:
            return CommandFailure(error.sentence(in: language), status: .failed)
        default: return nil
        }
    }
}

extension GlobalOptions {
    /// Runs a command's work in the folders and the language that the options name.
    func reporting<Value>(_ work: (Workspace) async throws -> Value) async throws -> Value {
        try await CommandRunner(language: language).run {
            try await work(Workspace(folders: folders, language: language))
        }
    }
}

extension ActError {
    fileprivate var exitStatus: ExitStatus {
        switch problem {
        case .noSuchCancellation, .noSuchAccount, .noSuchLine: .notFound
        case .chooseLine, .nothingToApply, .nothingToUndo, .alreadyThere, .tooManyUnits,
            .reasonMissing:
            .refused
        }
    }
}
