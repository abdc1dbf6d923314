import COnDemand

/// What is said where a library of the system is not installed.
enum MissingLibrary {
    /// The dynamic linker's words, which name the library; `nil` when none was missing.
    static var reason: String? { on_demand_problem().map { String(cString: $0) } }
}
