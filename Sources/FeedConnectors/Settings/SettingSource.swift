/// Where the value of a setting comes from.
package enum SettingSource: Sendable, Hashable {
    /// It stands in the configuration itself; never that of a secret.
    case text(String)
    /// A variable of the environment.
    case environment(String)
    /// A file that nobody else can read; a line break at its end is no part of the value.
    case file(String)
    /// What a program prints, such as `pass show coupang`; a line break at its end is cut off.
    case command([String])
}
