import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncInterfaces

/// `cancelsync apply`: apply a cancellation by hand.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Apply a cancellation by hand: to what its rule finds, or to one line."
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var act: ActOptions

    @Option(help: "The line to take (its line_id); what the rule finds when left out.")
    var line: String?

    @Option(
        help: """
            The line's order, where it is another one of the account: one that replaced the claim's \
            in an exchange, or whose number the claim has otherwise.
            """
    )
    var order: String?

    @Option(help: "Units of that line; as many as were claimed and are open when left out.")
    var units: Int?

    @Option(help: "Why; goes into the journal.")
    var reason: String?

    func validate() throws {
        guard units.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--units takes a whole number above 0.")
        }
        guard units == nil || line != nil else {
            throw ValidationError("--units needs --line.")
        }
        guard order == nil || line != nil else {
            throw ValidationError("--order needs --line.")
        }
    }

    func run() async throws {
        try await act.perform(options) { engine, id in
            try await engine.apply(
                id,
                line: line.map { LineChoice(LineID($0), of: order.map { OrderNumber($0) }) },
                units: units,
                by: ActHand(Environment.person, reason: reason)
            )
        }
    }
}

/// `cancelsync dismiss`: take a cancellation out.
struct DismissCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss",
        abstract: "Decide that a cancellation is not to be applied, and say why.",
        discussion: """
            What one has cancelled that was withdrawn, or waits for a person, stays cancelled \
            then, and one that was applied to fewer units than were claimed stays so; `undo` \
            takes that back.
            """
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var act: ActOptions

    @Option(help: "Why; goes into the journal.")
    var reason: String

    func run() async throws {
        try await act.perform(options) { engine, id in
            try await engine.dismiss(id, reason: reason, by: Environment.person)
        }
    }
}

/// `cancelsync undo`: take back the last thing that happened to a cancellation.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take back what was applied or dismissed; units are given back."
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var act: ActOptions

    @Option(help: "Why; goes into the journal.")
    var reason: String?

    func run() async throws {
        try await act.perform(options) { engine, id in
            try await engine.undo(id, by: ActHand(Environment.person, reason: reason))
        }
    }
}

/// What the acts on one cancellation have in common.
struct ActOptions: ParsableArguments {
    @Flag(help: "Print the result as a JSON object.")
    var json = false

    @Argument(help: "The cancellation's number, as `cancelsync cancellations` lists it.")
    var id: Int64

    /// Carries the act out and prints what it did.
    func perform(
        _ options: GlobalOptions,
        _ act: (any OperatorActs, CancellationID) async throws -> ActResult
    ) async throws {
        try await options.reporting { workspace in
            let result = try await act(workspace.engine(), CancellationID(rawValue: id))
            var output = Output()
            output.line(
                json
                    ? JSONWriter.printed { $0.members(of: result) }
                    : workspace.phrases.line(for: result)
            )
            try output.flush()
        }
    }
}
