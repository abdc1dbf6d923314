import SyncInterfaces

/// Checks everything that must always hold, by counting it again.
struct StoreAudit {
    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// What does not hold; a file so damaged that it cannot be read is a finding as well.
    func findings(progress: (_ done: Int, _ count: Int) -> Void) throws -> [AuditFinding] {
        var findings: [AuditFinding] = []
        let checks = AuditStatement.allCases
        for (done, check) in checks.enumerated() {
            progress(done, checks.count + 1)
            do {
                try connection.prepared(check).forEachRow { row in
                    findings.append(
                        AuditFinding(
                            problem: check.problem,
                            place: row.text(0),
                            detail: row.text(1)
                        )
                    )
                    return true
                }
            } catch let error where isDamage(error) {
                findings.append(
                    AuditFinding(problem: .damagedFile, place: "file", detail: "\(check)")
                )
            }
        }
        progress(checks.count, checks.count + 1)
        do {
            findings += try TextAudit.findings(on: connection)
        } catch let error where isDamage(error) {
            findings.append(AuditFinding(problem: .damagedFile, place: "file", detail: "texts"))
        }
        return findings
    }

    private func isDamage(_ error: any Error) -> Bool {
        let translated = StoreError.translated(error, path: connection.path) as? StoreError
        return translated?.problem == .damaged || translated?.problem == .notAStore
    }
}

extension AuditStatement {
    fileprivate var problem: AuditFinding.Problem {
        switch self {
        case .integrity: .damagedFile
        case .foreignKeys, .unknownAccounts, .unknownLines, .textNumbers, .changedOrders:
            .brokenReference
        case .unitsAboveOrdered: .unitsExceedOrder
        case .unitsAboveClaimed: .unitsExceedClaim
        case .stateWithoutApplications: .cancelStateDiffersFromApplications
        case .statusCounts, .hourlyCounts, .appliedCounts, .noticeCounts, .requestTimes,
            .stateCounts, .pullCounts, .chartCounts:
            .countDiffers
        case .pullList: .pullListDiffers
        case .restoreDue: .restoreListDiffers
        case .arrivals: .textIndexDiffers
        case .withoutJournal: .applicationWithoutJournal
        }
    }
}
