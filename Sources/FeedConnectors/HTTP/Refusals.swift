import MatchingCore
import SyncInterfaces

/// What an API refuses while a window is read: why, and of which time.
package actor Refusals {
    /// The first of them, with the periods of all; `nil` where nothing was refused.
    private(set) var failure: ServiceFailure?
    private var oddAnswer: ServiceProblem?

    /// The periods that were refused so far.
    var periods: [TimeWindow] { failure?.unread ?? [] }

    /// Puts on record what could not be read.
    ///
    /// Where it is not known of which time, nothing counts as read.
    func note(_ refusal: ServiceFailure) {
        guard var known = failure else {
            failure = refusal
            return
        }
        if let periods = known.unread, let more = refusal.unread {
            known.unread = periods + more
        } else {
            known.unread = nil
        }
        failure = known
    }

    /// Puts on record that nothing of an answer could be read; its other pages are read all the same.
    func note(oddAnswer problem: ServiceProblem) { oddAnswer = oddAnswer ?? problem }

    /// Why nothing of an answer could be read since this was last asked, if so.
    func takeOddAnswer() -> ServiceProblem? {
        defer { oddAnswer = nil }
        return oddAnswer
    }
}

extension APIReading {
    /// Reads orders where they are wanted, and then claims, which no order that cannot be read hides.
    ///
    /// - Throws: What ends the reading of claims, else the ``ServiceFailure`` of everything that was
    ///   refused once the rest was read, so that its time stays open.
    func read(
        orders: () async throws -> Void = {},
        claims: () async throws -> Void
    ) async throws {
        if wantsOrders { try await sparing(orders) }
        try await claims()
        if let failure = await refusals.failure { throw failure }
    }

    /// Reads what must not keep other lists from being read.
    func sparing(_ list: () async throws -> Void) async throws {
        do {
            try await list()
        } catch let failure as ServiceFailure {
            await refusals.note(failure)
        }
    }

    /// Reads a list piece by piece, of which one that is refused keeps no other from being read.
    ///
    /// A longer one is asked for again day by day, as is one of which another list was refused a part.
    /// After each refusal the reading goes on at the other end of what is left, and what may be refused
    /// is tried once: an API that fails altogether is left alone as soon as without that, and one that
    /// refuses some days is not.
    ///
    /// - Parameters:
    ///   - pieces: Oldest first.
    ///   - whole: The time that the list is read for; what is refused beyond it is of no interest.
    ///   - read: Reads one piece.
    /// - Throws: A ``ServiceFailure`` that every other call would come to as well, and whatever else
    ///   `read` throws.
    func read<Piece: WindowPiece>(
        _ pieces: [Piece],
        of whole: TimeWindow,
        piece read: (Piece) async throws -> Void
    ) async throws {
        let refused = await refusals.periods
        var left = pieces.flatMap { Doubt.parts(of: $0, within: whole, refused: refused) }
        var refusedInARow = 0
        var isAtEnd = false
        while !left.isEmpty {
            let next = isAtEnd ? left.removeLast() : left.removeFirst()
            let asksOnce = next.isDoubtful || refusedInARow > 0
            guard let refusal = try await refusal(of: next.piece, asksOnce: asksOnce, read) else {
                refusedInARow = 0
                continue
            }
            if refusal.problem.concernsAllCalls { throw refusal }
            refusedInARow += 1
            let days = next.piece.singleDays
            if refusedInARow >= Self.mostRefusedInARow {
                await note(refusal, of: [next.piece] + left.map(\.piece), within: whole)
                return
            } else if days.count > 1 {
                let parts = days.map { Doubt(piece: $0, isDoubtful: true) }
                left.insert(contentsOf: parts, at: isAtEnd ? left.endIndex : left.startIndex)
            } else {
                await note(refusal, of: [next.piece], within: whole)
            }
            isAtEnd.toggle()
        }
    }

    /// A piece that is left to be read, and whether it is to be expected that it is refused.
    private struct Doubt<Piece: WindowPiece> {
        let piece: Piece
        let isDoubtful: Bool

        /// A piece, or its days where some of them, and not all, were refused elsewhere.
        static func parts(
            of piece: Piece,
            within whole: TimeWindow,
            refused: [TimeWindow]
        ) -> [Doubt] {
            let period = piece.period.common(with: whole)
            let rest = period?.without(refused) ?? []
            if rest == [period] || rest.isEmpty {
                return [Doubt(piece: piece, isDoubtful: rest.isEmpty)]
            }
            return piece.singleDays.map { day in
                let isDoubtful = refused.contains { $0.common(with: day.period) != nil }
                return Doubt(piece: day, isDoubtful: isDoubtful)
            }
        }
    }

    /// After so many nothing else of a list is asked for.
    private static var mostRefusedInARow: Int { 4 }

    /// Why a piece could not be read; `nil` when it was.
    private func refusal<Piece: WindowPiece>(
        of piece: Piece,
        asksOnce: Bool,
        _ read: (Piece) async throws -> Void
    ) async throws -> ServiceFailure? {
        do {
            try await ServiceClient.$asksOnce.withValue(asksOnce) { try await read(piece) }
        } catch let failure as ServiceFailure {
            return failure
        }
        return await refusals.takeOddAnswer().map { ServiceFailure($0) }
    }

    private func note<Piece: WindowPiece>(
        _ refusal: ServiceFailure,
        of pieces: [Piece],
        within whole: TimeWindow
    ) async {
        var refusal = refusal
        refusal.unread = pieces.compactMap { $0.period.common(with: whole) }
        await refusals.note(refusal)
    }
}
