import MatchingCore

extension MarketplaceEntry {
    /// This entry on top of `base`: the keys that it gives, and the others of `base`.
    ///
    /// What `base` says of a state that this entry no longer lists goes with the state.
    func overriding(_ base: MarketplaceEntry) -> MarketplaceEntry {
        var result = self
        result.name = name ?? base.name
        result.aliases = aliases ?? base.aliases
        result.cancelStates = cancelStates ?? base.cancelStates
        result.withdrawalStates = withdrawalStates ?? base.withdrawalStates
        let cancelWords = Set(result.cancelStates?.map(\.value) ?? [])
        let listed = cancelWords.union(result.withdrawalWords)
        result.confirmStates =
            confirmStates ?? base.confirmStates?.filter { cancelWords.contains($0.value) }
        result.synonyms =
            synonyms
            ?? base.synonyms?.filter {
                listed.contains($0.state.value) && !listed.contains($0.word.value)
            }
        result.rule = rule ?? base.rule
        result.rulePlace = rulePlace ?? base.rulePlace
        result.cancelStatesPlace = cancelStatesPlace ?? base.cancelStatesPlace
        result.pollIntervalMinutes = pollIntervalMinutes ?? base.pollIntervalMinutes
        result.onSeveral = onSeveral ?? base.onSeveral
        result.columns = (columns ?? ColumnNames()).extending(base.columns ?? ColumnNames())
        result.claimedOrders = claimedOrders ?? base.claimedOrders
        result.note = note ?? base.note
        return result
    }

    /// Makes the marketplace.
    ///
    /// - Parameter knownIDs: What the id may have been meant to be, should the entry lack a name.
    /// - Returns: The marketplace, checked.
    /// - Throws: ``CatalogError`` when the name is missing or the states contradict one another.
    func marketplace(knownIDs: [String]) throws(CatalogError) -> Marketplace {
        guard let name else {
            throw CatalogError(
                .missingKey("name", entry: id.value),
                at: id.place,
                validChoices: knownIDs.filter { $0 != id.value },
                meant: id.value
            )
        }
        try checkStates()
        return Marketplace(
            id: MarketplaceID(id.value),
            name: name.value,
            aliases: aliases?.map(\.value) ?? [],
            policy: policy,
            pollIntervalMinutes: pollIntervalMinutes
                ?? MarketplaceCatalog.pollIntervalMinutes.lowerBound,
            columnNames: columns?.headers ?? [:],
            hidesClaimedOrders: claimedOrders == .hidden,
            note: note ?? "",
            places: Marketplace.Places(
                rule: rulePlace?.fileAndLine,
                cancelStates: cancelStatesPlace?.fileAndLine
            )
        )
    }

    private var withdrawalWords: [String] { withdrawalStates?.map(\.value) ?? ["취소철회"] }

    private var policy: SyncPolicy {
        SyncPolicy(
            cancelStates: cancelStates?.map(\.value) ?? [],
            confirmStates: confirmStates?.map(\.value) ?? [],
            withdrawalStates: withdrawalWords,
            stateSynonyms: Dictionary(
                (synonyms ?? []).map { ($0.word.value, $0.state.value) },
                uniquingKeysWith: { first, _ in first }
            ),
            rule: rule,
            onSeveral: onSeveral ?? .apply
        )
    }

    private func checkStates() throws(CatalogError) {
        let cancelWords = cancelStates?.map(\.value) ?? []
        for state in cancelStates ?? [] where withdrawalWords.contains(state.value) {
            // The list that was given last is the one to blame.
            let withdrawal = withdrawalStates?.first { $0.value == state.value }
            let isOverridden = withdrawal.map { $0.place.file == id.place.file } ?? false
            throw CatalogError(
                .cancelStateIsWithdrawal(state.value),
                at: isOverridden ? withdrawal?.place ?? state.place : state.place
            )
        }
        for state in confirmStates ?? [] where !cancelWords.contains(state.value) {
            throw CatalogError(
                .confirmStateNotListed(state.value),
                at: state.place,
                validChoices: cancelWords,
                meant: state.value
            )
        }
        let listed = cancelWords + withdrawalWords
        for synonym in synonyms ?? [] {
            guard !listed.contains(synonym.word.value) else {
                throw CatalogError(
                    .synonymIsListedState(synonym.word.value),
                    at: synonym.word.place
                )
            }
            guard listed.contains(synonym.state.value) else {
                throw CatalogError(
                    .synonymOfUnlistedState(synonym.state.value),
                    at: synonym.state.place,
                    validChoices: listed,
                    meant: synonym.state.value
                )
            }
        }
    }
}
