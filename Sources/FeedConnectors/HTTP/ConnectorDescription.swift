package import MatchingCore
import SyncInterfaces

/// What there is to know of a connector before it is made: its settings, and how it is made.
package struct ConnectorDescription: Sendable {
    /// One of the connector's settings.
    package struct Setting: Sendable, Hashable {
        package let name: String
        /// Whether it must come from outside the configuration and be shown nowhere.
        package private(set) var isSecret: Bool
        package private(set) var isRequired: Bool
        /// What it is, for operators.
        package let korean: String
        package let english: String
        /// What its value has to look like; `nil` for any text.
        package private(set) var form: SettingForm?

        /// Creates a setting that has to be there.
        package init(_ name: String, _ korean: String, _ english: String) {
            self.name = name
            self.korean = korean
            self.english = english
            isSecret = false
            isRequired = true
        }

        /// The same as a secret.
        package var secret: Setting {
            var setting = self
            setting.isSecret = true
            return setting
        }

        /// The same as one that may be left out.
        package var optional: Setting {
            var setting = self
            setting.isRequired = false
            return setting
        }

        /// The same as one whose value has a form.
        package func of(_ form: SettingForm) -> Setting {
            var setting = self
            setting.form = form
            return setting
        }
    }

    /// What a connector is made of.
    package struct Parts: Sendable {
        package let account: AccountID
        package let marketplace: MarketplaceID
        /// Scheme and host in place of the API's own; `nil` for that.
        package let base: String?
        package let settings: ConnectionSettings
        package let client: ServiceClient
        /// Makes the keeper of a token that is replaced at each use, whose first value is a setting.
        let tokens: @Sendable (_ setting: String) -> any RefreshTokens
    }

    /// The API as the settings of an account make it.
    ///
    /// - Parameters:
    ///   - base: The address in place of the API's own; `nil` for that.
    ///   - sources: The account's settings; only those that stand in the configuration are looked at.
    /// - Returns: What operators are told of it.
    func api(base: String?, sources: [String: SettingSource]) -> MarketplaceAPI {
        var address = base ?? self.base
        for (name, source) in sources {
            if case .text(let value) = source { address.replace("{\(name)}", with: value) }
        }
        return MarketplaceAPI(
            connector: id,
            korean: korean,
            english: english,
            version: version,
            address: address,
            pace: pace
        )
    }

    /// The connector's name in the configuration.
    package let id: String
    /// The marketplaces whose accounts use it unless they say otherwise.
    package let marketplaces: [MarketplaceID]
    /// What its marketplace calls the API, and the versions of it that are spoken, if it has any.
    let korean: String
    let english: String
    let version: String?
    /// Scheme and host; a setting's name in braces stands for its value.
    let base: String
    package let settings: [Setting]
    let pace: CallPace
    /// What an answer says of the pace; most APIs say nothing.
    var allowance: @Sendable (HTTPAnswer) -> CallAllowance? = { _ in nil }
    let make: @Sendable (Parts) throws -> any MarketplaceConnector
}
