import SyncInterfaces

/// From where on texts are indexed, and in blocks of how many orders.
struct TextIndex {
    /// The number of a text that nobody has written down.
    static let anyText: Int64 = 0

    let ordersPerBlock: Int64
    /// The number of the last order that came before there was an index, and was not indexed since; 0
    /// for none.
    let lastUnindexed: OrderRow.Arrival
    /// The first block of which each text is on file; those before it can have any.
    let firstBlock: Int64

    init(_ connection: Connection) throws {
        let statement = try connection.prepared(ArrivalStatement.index)
        let found = try statement.firstRow { ($0.integer(0), $0.integer(1)) }
        guard let (lastUnindexed, ordersPerBlock) = found, ordersPerBlock > 0 else {
            throw statement.damaged
        }
        self.ordersPerBlock = ordersPerBlock
        self.lastUnindexed = lastUnindexed
        firstBlock = lastUnindexed == 0 ? 0 : lastUnindexed / ordersPerBlock + 1
    }

    /// The block of an order that came in as the one with this number.
    func block(of arrival: OrderRow.Arrival) -> Int64 { arrival / ordersPerBlock }

    /// The first number of a block.
    func start(of block: Int64) -> OrderRow.Arrival { block * ordersPerBlock }
}
