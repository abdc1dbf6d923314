import MatchingCore

/// How a state that is not listed comes to be: the line of configuration, to be copied.
extension Phrases {
    /// What to write so that a state is synced.
    func addingStep(_ state: String, in account: AccountID) -> String {
        guard let marketplace = marketplace(of: account) else {
            let particle = KoreanParticle.object.form(after: state)
            let name = name(of: account)
            return pick(
                "연동하려면 설정에서 \(name)의 cancel_states에 '\(state)'\(particle) 추가하십시오.",
                "To sync it, add '\(state)' to cancel_states of \(name) in the configuration."
            )
        }
        // What is given in the configuration takes the place of the catalogue's list.
        let states = (marketplace.policy.cancelStates + [state]).map(\.flowScalar)
        let place = place(of: marketplace)
        return pick("연동하려면 \(place): ", "To sync it, \(place): ")
            + DisplayText.sanitized("cancel_states: [\(list(states))]")
    }

    /// What to write so that a state counts as one that is listed.
    func synonymStep(_ state: String, of listed: String, in account: AccountID) -> String {
        guard let marketplace = marketplace(of: account) else {
            return pick(
                "같은 뜻이면 설정의 synonyms에 적으십시오: \(state.flowScalar): \(listed.flowScalar)",
                "If it means the same, add to synonyms in the configuration: "
                    + "\(state.flowScalar): \(listed.flowScalar)"
            )
        }
        let known = marketplace.policy.stateSynonyms.sorted { $0.key < $1.key }
        let words = (known + [(key: state, value: listed)]).map {
            "\($0.key.flowScalar): \($0.value.flowScalar)"
        }
        let place = place(of: marketplace)
        return pick("같은 뜻이면 \(place): ", "If it means the same, \(place): ")
            + DisplayText.sanitized("synonyms: {\(list(words))}")
    }

    private func place(of marketplace: Marketplace) -> String {
        let entry = "'id: \(marketplace.id)'"
        return pick(
            "설정 폴더 marketplaces.yaml의 \(entry)에 이 줄을 두십시오",
            "give \(entry) in marketplaces.yaml of the configuration folder this line"
        )
    }
}

extension String {
    /// The text as a value within a list or map of YAML on one line.
    ///
    /// What cannot be seen stands as its code, so that the line can be copied from a screen.
    fileprivate var flowScalar: String {
        let isPlain = unicodeScalars.enumerated().allSatisfy { position, scalar in
            let isWithin = position > 0 && position < unicodeScalars.count - 1
            return scalar.isHangul || (scalar == " " && isWithin)
        }
        if isPlain && !isEmpty { return self }
        var quoted = ""
        for scalar in unicodeScalars {
            let text = String(scalar)
            switch scalar {
            case "\"", "\\": quoted += "\\\(text)"
            case _ where scalar == " " || scalar.isHangul: quoted += text
            case _ where DisplayText.sanitized(text) == text: quoted += text
            default:
                let code = String(scalar.value, radix: 16, uppercase: true)
                quoted += "\\U\(String(repeating: "0", count: max(0, 8 - code.count)))\(code)"
            }
        }
        return "\"\(quoted)\""
    }
}

extension Unicode.Scalar {
    fileprivate var isHangul: Bool { (0xAC00...0xD7A3).contains(value) }
}
