/// A place in a catalogue file; lines and columns count from 1, columns in Unicode scalars.
struct Place: Sendable, Hashable {
    let file: String
    let line: Int
    let column: Int

    /// The place as people look it up: `marketplaces.yaml:12`.
    var fileAndLine: String { "\(file):\(line)" }
}

/// A value together with the place where a file gives it.
struct Placed<Value: Sendable & Hashable>: Sendable, Hashable {
    let value: Value
    let place: Place
}
