-- The bare peer's store: one wide table, and of a cancellation its name, order and status.
PRAGMA journal_mode = WAL;
CREATE TABLE order_line(account TEXT, line_id TEXT, order_no TEXT, detail_no TEXT, detail_no2 TEXT,
  product_code TEXT, product_name TEXT, option TEXT, code4 TEXT, code6 TEXT, code18 TEXT,
  code22 TEXT, quantity INTEGER, shipping TEXT, ordered_at TEXT);
CREATE TABLE cancellation(id INTEGER PRIMARY KEY, account TEXT, claim_id TEXT, state TEXT,
  order_no TEXT, status TEXT);
CREATE UNIQUE INDEX cancellation_claim ON cancellation(account, claim_id);
CREATE TABLE journal(id INTEGER PRIMARY KEY, at TEXT, account TEXT, claim_id TEXT, line INTEGER,
  evidence TEXT);
