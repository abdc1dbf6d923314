extension StoreSchema {
    /// Up to which waybill number those are gone through that older builds kept as they came.
    ///
    /// There is no row once all are as labels have them (``StoreWriter/renewWaybills()``): to rewrite
    /// them here would keep a large store from opening.
    static let versionFifteen = [
        """
        CREATE TABLE waybill_renewal (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            account INTEGER NOT NULL,
            tracking_no TEXT NOT NULL
        )
        """,
        """
        INSERT INTO waybill_renewal
        SELECT 1, 0, '' WHERE EXISTS (
            SELECT 1 FROM order_line INDEXED BY order_line_of_parcel
            WHERE tracking_no IS NOT NULL)
        """,
    ]
}
