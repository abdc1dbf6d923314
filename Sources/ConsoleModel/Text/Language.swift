/// A language of the screen and of what commands print for people.
package enum Language: String, Sendable, Hashable, CaseIterable {
    case korean = "ko"
    case english = "en"
}
