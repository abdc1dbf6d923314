import MatchingCore
import SyncInterfaces

/// A claim on file, or one to be opened, with the notices that speak of it.
struct ClaimFolder {
    private(set) var record: ClaimRecord?
    /// What the claim says of its line so far.
    fileprivate(set) var fields: FieldValues
    fileprivate(set) var reading: [CancellationNotice] = []
    /// What a person ruled of the same before it was known to be about a line of its own.
    fileprivate(set) var inherited: [InheritedRuling] = []
    /// The claim's own name, which is known from now on; `nil` where it keeps the one that it has.
    private(set) var newName: ClaimID?

    /// A ruling that was made of a claim which has turned out to be several.
    struct InheritedRuling {
        /// The claim of which it was made.
        let id: CancellationID
        let ruling: Ruling
        /// What was known of it then.
        let known: [CancellationNotice]
    }

    fileprivate init(_ record: ClaimRecord, fields: FieldValues) {
        self.record = record
        self.fields = fields
    }

    fileprivate init(first notice: CancellationNotice) {
        fields = notice.fields
        add(notice)
    }

    fileprivate var notices: [CancellationNotice] { (record?.notices ?? []) + reading }

    fileprivate var name: ClaimID? { (record?.notices ?? reading).first?.claimID }

    /// Gives a claim on file its own name.
    fileprivate mutating func rename(to name: ClaimID) {
        newName = name
        record = record.map { record in
            ClaimRecord(
                id: record.id,
                notices: record.notices.map { $0.named(name) },
                standing: record.standing,
                applications: record.applications
            )
        }
    }

    /// Takes over what a person ruled of a claim whose notices were about this one as well.
    ///
    /// That the claim was applied was said of the lines that it took then.
    fileprivate mutating func inherit(from record: ClaimRecord, _ notices: [CancellationNotice]) {
        let known = record.noticesKnownToRuling.filter(notices.contains)
        guard !known.isEmpty else { return }
        let ruling: Ruling
        switch record.standing.ruling {
        case .dismissed(let reason), .settled(let reason): ruling = .dismissed(reason: reason)
        case .undone: ruling = .undone
        case .applied, nil: return
        }
        inherited.append(InheritedRuling(id: record.id, ruling: ruling, known: known))
    }

    /// Adds notices of a claim that has turned out to be several, and what was ruled of it.
    fileprivate mutating func add(earlier: [CancellationNotice], from record: ClaimRecord?) {
        for notice in earlier where !notices.contains(notice) { add(notice) }
        if let record { inherit(from: record, earlier) }
    }

    /// Adds a notice, which from then on goes by the claim's name.
    fileprivate mutating func add(_ notice: CancellationNotice) {
        reading.append(notice.named(name ?? notice.claimID))
        for entry in notice.fields.entries where fields[entry.field] == nil {
            fields[entry.field] = entry.value
        }
    }
}

/// Tells which claims of an order notices of it speak of.
///
/// Notices with the marketplace's name of their claim speak of what is on file under that name; where
/// there is nothing, of a claim that came without a name, which has that name from then on. Notices
/// without a name speak of any claim of the order that may be about the same line and the same
/// request; see ``LinePairing``.
struct ClaimFolders {
    private(set) var folders: [ClaimFolder] = []

    private let orderNumber: OrderNumber
    private let pairing: LinePairing
    private let policy: SyncPolicy

    /// Creates folders for the claims of an order.
    init(of orderNumber: OrderNumber, pairing: LinePairing, policy: SyncPolicy) {
        self.orderNumber = orderNumber
        self.pairing = pairing
        self.policy = policy
    }

    /// Puts the claims on file in that name the order.
    mutating func put(_ records: [ClaimRecord]) {
        for record in records where record.notices[0].orderNumber == orderNumber {
            guard let history = ClaimHistory(notices: record.notices, policy: policy) else {
                continue
            }
            folders.append(ClaimFolder(record, fields: history.claim.fields))
        }
    }

    /// Puts notices of one claim name, or without one, into the folders that they speak of, and into
    /// new ones.
    ///
    /// Those without a name come last: they speak of what the others say as well.
    mutating func put(_ notices: [CancellationNotice]) {
        for notice in fullestFirst(notices) {
            let meant =
                notice.hasMadeName
                ? folders.having(notice)
                    ?? folders.meant(by: notice, pairing, among: folders.indices)
                : folders.indices.filter {
                    folders[$0].name == notice.claimID
                        && pairing.agree(folders[$0].fields, notice.fields)
                }
            for position in meant { folders[position].add(notice) }
            if meant.isEmpty { open(with: notice) }
        }
    }

    private mutating func open(with notice: CancellationNotice) {
        let isNameless = notice.hasMadeName
        let alike = folders.indices.filter {
            isNameless ? folders[$0].isNameless(orderNumber) : folders[$0].name == notice.claimID
        }
        var opened = isNameless ? [] : giveName(of: notice)
        if opened.isEmpty {
            opened = [folders.count]
            folders.append(ClaimFolder(first: notice))
        }
        // What was said earlier, without saying of which line, was said of this one as well.
        for other in alike {
            let earlier = folders[other].notices.filter {
                isNameless
                    ? pairing.areOne($0.fields, notice.fields)
                    : pairing.agree($0.fields, notice.fields)
            }
            for position in opened {
                folders[position].add(earlier: earlier, from: folders[other].record)
            }
        }
    }

    /// Gives a notice, with its name, to claims that came without one and that it speaks of.
    ///
    /// - Returns: The positions of those.
    private mutating func giveName(of notice: CancellationNotice) -> [Int] {
        let nameless = folders.indices.filter { folders[$0].isNameless(orderNumber) }
        let meant = folders.meant(by: notice, pairing, among: nameless)
        for position in meant {
            folders[position].rename(to: notice.claimID)
            folders[position].add(notice)
        }
        return meant
    }

    private func fullestFirst(_ notices: [CancellationNotice]) -> [CancellationNotice] {
        guard notices.count > 1, let history = ClaimHistory(notices: notices, policy: policy)
        else { return notices }
        return history.notices.enumerated()
            .map { (fullness: pairing.fullness($1.fields), position: $0, notice: $1) }
            .sorted { ($1.fullness, $0.position) < ($0.fullness, $1.position) }
            .map(\.notice)
    }
}

extension ClaimFolder {
    /// Whether the claim came without a name of its own.
    fileprivate func isNameless(_ orderNumber: OrderNumber) -> Bool {
        name?.isMade(of: orderNumber) ?? true
    }

    /// How surely the claim is what a notice is about; `nil` where it is not.
    ///
    /// A claim with a name of its own is one request; without a name several may be one claim.
    fileprivate func closeness(
        to notice: CancellationNotice,
        _ pairing: LinePairing
    ) -> Closeness? {
        guard pairing.areOne(fields, notice.fields) else { return nil }
        let requests = notices.compactMap(\.requestedAt)
        let isSameRequest =
            notice.requestedAt.map { requests.contains(where: $0.isMoment) } ?? false
        let isNamed =
            !isNameless(notice.orderNumber) || !notice.claimID.isMade(of: notice.orderNumber)
        if isNamed, notice.requestedAt != nil, !requests.isEmpty, !isSameRequest { return nil }
        return Closeness(
            isSameRequest: isSameRequest,
            isNamesake: name == notice.claimID,
            likeness: pairing.likeness(fields, notice.fields).equal,
            id: record?.id.rawValue ?? .max
        )
    }

    /// What orders the claims that a notice may be about.
    fileprivate struct Closeness: Comparable {
        let isSameRequest: Bool
        let isNamesake: Bool
        let likeness: Int
        let id: Int64

        static func < (one: Closeness, other: Closeness) -> Bool {
            if one.isSameRequest != other.isSameRequest { return other.isSameRequest }
            if one.isNamesake != other.isNamesake { return other.isNamesake }
            if one.likeness != other.likeness { return one.likeness < other.likeness }
            return one.id < other.id
        }
    }
}

extension [ClaimFolder] {
    /// The positions of the claims that have a notice on file; `nil` where none has.
    ///
    /// Whatever came since, it speaks of those.
    fileprivate func having(_ notice: CancellationNotice) -> [Int]? {
        let known = indices.filter { notice.isAmong(self[$0].record?.notices ?? []) }
        return known.isEmpty ? nil : known
    }

    /// The positions of the claims that a notice without their name speaks of: of each line that it
    /// may be about, the closest.
    fileprivate func meant(
        by notice: CancellationNotice,
        _ pairing: LinePairing,
        among positions: some Sequence<Int>
    ) -> [Int] {
        let candidates = positions.compactMap { position in
            self[position].closeness(to: notice, pairing).map { (position, $0) }
        }
        var meant: [Int] = []
        for (position, _) in candidates.sorted(by: { $1.1 < $0.1 })
        where !meant.contains(where: { pairing.areOne(self[$0].fields, self[position].fields) }) {
            meant.append(position)
        }
        return meant
    }
}
