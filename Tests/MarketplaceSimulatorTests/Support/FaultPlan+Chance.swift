import MarketplaceSimulator

extension FaultPlan {
    /// Every kind of fault, by chance, in `share` of the answers.
    ///
    /// - Parameters:
    ///   - share: 0 for never, 1 for always.
    ///   - fields: Names of fields that may be called something else.
    /// - Returns: The same plan each time.
    static func byChance(_ share: Double, renaming fields: [String]) -> FaultPlan {
        var plan = FaultPlan(seed: 11)
        plan.share = share
        plan.random = [
            .slow(.milliseconds(20)), .tooManyCalls(secondsToWait: nil),
            .tooManyCalls(secondsToWait: 3), .serverError(500), .serverError(503), .reset,
            .truncated, .cutShort, .gatewayPage, .wrongEncoding, .clockSkew(.seconds(900)),
            .clockSkew(.seconds(-900)), .expiredTokens,
        ]
        plan.random += fields.map { .renamedField($0, to: "\($0)New") }
        return plan
    }
}
