/// Every connector there is.
package enum Connectors {
    /// In the order in which to show them.
    package static let all: [ConnectorDescription] = [
        .coupang, .naver, .cafe24, .esm, .elevenStreet, .kakao, .makeshop, .ssg, .zigzag,
    ]

    /// Finds a connector by its name in the configuration.
    package static func connector(_ id: String) -> ConnectorDescription? {
        all.first { $0.id == id }
    }
}
