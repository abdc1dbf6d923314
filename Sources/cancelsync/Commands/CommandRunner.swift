import ArgumentParser
import ConsoleModel
import ConsoleTerminal
import Foundation
import MarketplaceCatalog
import SyncInterfaces

/// A sentence for the operator and the exit code that goes with it.
struct CommandFailure: Error {
    let message: String
    let status: ExitStatus

    init(_ message: String, status: ExitStatus = .failed) {
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
            throw report(error)
        }
    }

    /// Says on standard error what went wrong.
    ///
    /// - Returns: The exit code that goes with it.
    func report(_ error: any Error) -> ExitCode {
        if let code = error as? ExitCode { return code }
        // Nobody is left to read a reason.
        let isReaderGone = (error as? ExportError)?.isReaderGone ?? (error is Output.ReaderGone)
        if isReaderGone { return ExitStatus.failed.code }
        let failure = failure(for: error)
        Output.problem("cancelsync: \(failure.message)")
        return failure.status.code
    }

    private func failure(for error: any Error) -> CommandFailure {
        let phrases = Phrases(language: language)
        return switch error {
        case let error as CommandFailure: error
        case let error as CatalogError:
            CommandFailure(
                error.message(korean: language == .korean),
                status: .configuration
            )
        case let error as ActError:
            CommandFailure(phrases.line(for: error), status: error.exitStatus)
        case let error as StoreError: CommandFailure(phrases.line(for: error))
        case let error as ExportError: CommandFailure(phrases.line(for: error))
        case let error as FeedError: CommandFailure(phrases.line(for: error))
        case let error as TerminalError: CommandFailure(error.sentence(in: language))
        case let error as CocoaError: CommandFailure(error.sentence)
        default: CommandFailure(phrases.unexpected("\(error)"))
        }
    }
}

extension GlobalOptions {
    /// Runs a command's work in the folders and the language that the options name.
    ///
    /// `time` is the clock of everything but files.
    func reporting<Value>(
        time: any TimeSource = Environment.time,
        _ work: (Workspace) async throws -> Value
    ) async throws -> Value {
        try await CommandRunner(language: language).run {
            try await work(Workspace(folders: folders, language: language, time: time))
        }
    }
}

extension ActError {
    fileprivate var exitStatus: ExitStatus {
        switch problem {
        case .noSuchCancellation, .noSuchAccount, .noSuchLine: .notFound
        case .chooseLine, .nothingToApply, .nothingToUndo, .alreadyThere, .tooManyUnits,
            .reasonMissing, .emptyPeriod, .notOnPullList, .notPulled, .nothingUnread,
            .nothingVouched, .overtaken:
            .refused
        case .notCarriedOut: .failed
        }
    }
}

extension CocoaError {
    /// The file and what happened to it, on one line.
    fileprivate var sentence: String {
        let path = userInfo[NSFilePathErrorKey] as? String
        let cause = (underlying as? POSIXError)?.localizedDescription ?? localizedDescription
        return DisplayText.sanitized([path, cause].compactMap(\.self).joined(separator: ": "))
    }
}
