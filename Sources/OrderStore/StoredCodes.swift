import MatchingCore
import SyncInterfaces

/// A value that is stored as a small number; numbers are never reused or changed.
protocol StoredCode: CaseIterable, Hashable {
    var code: Int64 { get }
    /// The values at their numbers, which count from 0 without gaps.
    static var byCode: [Self] { get }
}

extension StoredCode {
    /// Finds the value with this number; `nil` for a number that was never given out.
    init?(code: Int64) {
        guard code >= 0 && code < Self.byCode.count else { return nil }
        self = Self.byCode[Int(code)]
    }
}

extension Status: StoredCode {
    static let byCode = allCases.sorted { $0.code < $1.code }

    var code: Int64 {
        switch self {
        case .pending: 0
        case .held: 1
        case .applied: 2
        case .withdrawn: 3
        case .dismissed: 4
        case .ignored: 5
        }
    }
}

extension ShippingState: StoredCode {
    static let byCode = allCases.sorted { $0.code < $1.code }

    var code: Int64 {
        switch self {
        case .received: 0
        case .labeled: 1
        case .shipped: 2
        }
    }
}

extension ReasonCode: StoredCode {
    static let byCode = allCases.sorted { $0.code < $1.code }

    var code: Int64 {
        switch self {
        case .applied: 0
        case .alreadyCancelled: 1
        case .stateNotSynced: 2
        case .needsConfirmation: 3
        case .noCancelStates: 4
        case .noMatchRule: 5
        case .keyMissingInCancellation: 6
        case .orderNotFound: 7
        case .orderInOtherAccount: 8
        case .keyMissingInOrder: 9
        case .keyDiffers: 10
        case .ambiguous: 11
        case .quantityExceedsOrder: 12
        case .shipped: 13
        case .withdrawn: 14
        case .dismissed: 15
        case .undone: 16
        case .noCancellationSeen: 17
        case .accountNotPolledSince: 18
        case .accountPaused: 19
        case .accountFailing: 20
        case .coverageGap: 21
        }
    }
}

extension JournalEntry.Act: StoredCode {
    static let byCode = allCases.sorted { $0.code < $1.code }

    var code: Int64 {
        switch self {
        case .decide: 0
        case .apply: 1
        case .dismiss: 2
        case .undo: 3
        case .pause: 4
        case .resume: 5
        case .resync: 6
        case .changePolicy: 7
        case .takeIn: 8
        case .pull: 9
        case .returnToPullList: 10
        case .stopResync: 11
        case .export: 12
        case .settle: 13
        case .recall: 14
        case .returnToRecall: 15
        case .vouch: 16
        case .takeBackVouch: 17
        }
    }
}

extension PollRecord.Trigger: StoredCode {
    static let allCases: [Self] = [.timer, .resync, .command]
    static let byCode = allCases

    var code: Int64 {
        switch self {
        case .timer: 0
        case .resync: 1
        case .command: 2
        }
    }
}

extension PullUrgency: StoredCode {
    static let byCode = allCases.sorted { $0.code < $1.code }

    var code: Int64 {
        switch self {
        case .labeled: 0
        case .received: 1
        case .recall: 2
        }
    }
}

extension PreparedStatement {
    /// Reads a stored number.
    ///
    /// - Throws: ``StoreError`` for a number that was never given out.
    func code<Value: StoredCode>(_ index: Int32, as type: Value.Type = Value.self) throws -> Value {
        guard let value = Value(code: integer(index)) else { throw damaged }
        return value
    }

    func optionalCode<Value: StoredCode>(_ index: Int32) throws -> Value? {
        isNull(index) ? nil : try code(index)
    }

    func timestamp(_ index: Int32) -> Timestamp { Timestamp(rawValue: integer(index)) }

    func optionalTimestamp(_ index: Int32) -> Timestamp? {
        optionalInteger(index).map(Timestamp.init(rawValue:))
    }
}

extension WriteStatement {
    func bind(_ index: Int32, _ timestamp: Timestamp) { bind(index, timestamp.rawValue) }
    func bind(_ index: Int32, _ timestamp: Timestamp?) { bind(index, timestamp?.rawValue) }
}
