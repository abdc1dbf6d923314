import Foundation

/// A process that was started, with its output in files.
///
/// A class, because a process is one thing that ends once.
final class RunningProgram {
    private let process = Process()
    private let outputFile: URL
    private let problemsFile: URL
    private let ended: AsyncStream<Int32>
    /// Keeps the folder of the output.
    private let place: Workplace

    /// Starts `executable` in the environment of a place that also takes its output.
    init(_ executable: String, _ arguments: [String], at place: Workplace) throws {
        self.place = place
        let name = UUID().uuidString
        outputFile = place.folder.appending(path: "\(name).out")
        problemsFile = place.folder.appending(path: "\(name).err")
        for file in [outputFile, problemsFile] { try Data().write(to: file) }
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.environment = place.environment
        process.currentDirectoryURL = Program.repository
        process.standardInput = FileHandle.nullDevice
        let outputs = try [outputFile, problemsFile].map(FileHandle.init(forWritingTo:))
        // Left open, they would pile up to more than starting a process can count.
        defer { for handle in outputs { try? handle.close() } }
        process.standardOutput = outputs[0]
        process.standardError = outputs[1]
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        ended = stream
        process.terminationHandler = { process in
            let isSignal = process.terminationReason == .uncaughtSignal
            continuation.yield(process.terminationStatus + (isSignal ? 128 : 0))
            continuation.finish()
        }
        try process.run()
    }

    /// Everything on standard output so far.
    var output: String { Self.text(of: outputFile) }

    /// Everything on standard error so far.
    var problems: String { Self.text(of: problemsFile) }

    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    /// The process's number.
    var id: Int32 { process.processIdentifier }

    /// Sends a signal.
    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for the end.
    func outcome() async -> Program.Outcome {
        var code: Int32 = -1
        for await status in ended { code = status }
        return Program.Outcome(code: code, output: output, problems: problems)
    }

    private static func text(of file: URL) -> String {
        (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
