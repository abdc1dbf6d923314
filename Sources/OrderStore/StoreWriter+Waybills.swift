import MatchingCore

// Waybill numbers that came in before they were kept as labels have them.
//
//       gone through ──►│
// 1: 6800-7777-0001 ··· 6800-9 ··· 680077770001 ··· │ 2: ···   the index of parcels, by account
extension StoreWriter {
    /// How many numbers are gone through in a step, unless lines of one number are cut.
    private static let numbersPerStep = 4096
    /// How many numbers are gone through between two looks at whether somebody waits.
    private static let numbersBetweenLooks = 256

    func renewWaybills() throws -> Bool {
        guard var place = try waybillPlace() else { return true }
        var visited = 0
        for account in try connection.allAccountNumbers() where account >= place.account {
            if account != place.account { place = WaybillPlace(account: account, number: "") }
            guard try renewWaybills(from: &place, &visited) else {
                let statement = try connection.prepared(ParcelStatement.setRenewal)
                statement.bind(1, place.account)
                statement.bind(2, place.number)
                try statement.run()
                silentChangeCount += 1
                return false
            }
        }
        try connection.prepared(ParcelStatement.endRenewal).run()
        silentChangeCount += 1
        return true
    }

    /// Goes through the numbers of one account.
    ///
    /// - Returns: Whether there are no more of it.
    private func renewWaybills(from place: inout WaybillPlace, _ visited: inout Int) throws -> Bool
    {
        var old: [(order: String, line: String, number: String)] = []
        var isCut = false
        let statement = try connection.prepared(ParcelStatement.parcelsAfter)
        statement.bind(1, place.account)
        statement.bind(2, place.number)
        try statement.forEachRow { row in
            let number = row.text(0)
            if number != place.number {
                isCut =
                    visited >= Self.numbersPerStep
                    || visited % Self.numbersBetweenLooks == Self.numbersBetweenLooks - 1
                        && isAwaited()
                if isCut { return false }
                visited += 1
                place.number = number
            }
            let renewed = FieldText.trackingNumber(number)
            if renewed != number { old.append((row.text(1), row.text(2), renewed)) }
            return true
        }
        let change = try connection.prepared(ParcelStatement.setParcel)
        for line in old {
            change.bind(1, line.order)
            change.bind(2, place.account)
            change.bind(3, line.line)
            change.bind(4, line.number)
            try change.run()
        }
        return !isCut
    }
}

extension StoreReader {
    func hasOldWaybills() throws -> Bool { try waybillPlace() != nil }

    fileprivate func waybillPlace() throws -> WaybillPlace? {
        try connection.prepared(ParcelStatement.renewal).firstRow {
            WaybillPlace(account: $0.integer(0), number: $0.text(1))
        }
    }
}

/// Up to where waybill numbers were gone through.
private struct WaybillPlace {
    let account: Int64
    var number: String
}
