extension StoreSchema {
    /// Which texts stand in products and options, and in which blocks of orders.
    ///
    /// ```
    /// order_arrival   1 … 4095 │ 4096 … 8191 │ …        block = number / orders_per_block
    ///                    0     │      1      │ …
    /// text_block      (0, 17)    (1, 17) (1, 18)        a line of the block has the text
    /// product_text    17: "니트가디건"  18: "울머플러"        each folded text once
    /// ```
    ///
    /// A block with text 0 has texts that nobody has written down. So have all orders up to
    /// `last_unindexed`, which came before there was an index; they have no `arrival`. It goes down to
    /// 0 as they are indexed (``StoreWriter/indexTexts()``). What a line
    /// does not say any more stays in its block.
    static let versionTen = [
        """
        CREATE TABLE product_text (
            id INTEGER PRIMARY KEY CHECK (id > 0),
            field INTEGER NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (field, text)
        )
        """,
        """
        CREATE TABLE text_block (
            block INTEGER NOT NULL,
            text INTEGER NOT NULL,
            PRIMARY KEY (block, text)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE text_index (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            last_unindexed INTEGER NOT NULL,
            orders_per_block INTEGER NOT NULL CHECK (orders_per_block > 0)
        )
        """,
        "INSERT INTO text_index SELECT 1, ifnull(max(id), 0), 4096 FROM order_arrival",
        "ALTER TABLE account_order ADD COLUMN arrival INTEGER",
    ]
}
