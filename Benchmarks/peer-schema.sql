-- What turns the bare peer's store, once orders are in, into one that keeps what ours keeps of a cancellation:
-- all that the notice said, status and reason, what was taken of which line, evidence with the values that
-- were compared, and what lists are read by: claim, order, status, account's journal, lines to pull.
DROP TABLE cancellation;
DROP TABLE journal;
CREATE TABLE cancellation(id INTEGER PRIMARY KEY, account TEXT, claim_id TEXT, state TEXT,
  order_no TEXT, detail_no TEXT, detail_no2 TEXT, product_code TEXT, product_name TEXT, option TEXT,
  code4 TEXT, code6 TEXT, code18 TEXT, code22 TEXT, quantity INTEGER, changed_at TEXT,
  status TEXT, reason TEXT, at TEXT);
CREATE UNIQUE INDEX cancellation_claim ON cancellation(account, claim_id);
CREATE INDEX cancellation_order ON cancellation(account, order_no);
CREATE INDEX cancellation_status ON cancellation(account, status, at);
CREATE TABLE application(cancellation INTEGER, line INTEGER, units INTEGER,
  PRIMARY KEY (cancellation, line)) WITHOUT ROWID;
CREATE TABLE journal(id INTEGER PRIMARY KEY, at TEXT, account TEXT, cancellation INTEGER,
  status TEXT, reason TEXT, evidence TEXT);
CREATE INDEX journal_cancellation ON journal(cancellation);
CREATE INDEX journal_account ON journal(account);
CREATE TABLE account_count(account TEXT, status TEXT, count INTEGER, PRIMARY KEY (account, status))
  WITHOUT ROWID;
CREATE INDEX order_line_to_pull ON order_line(shipping, ordered_at) WHERE held = 1;
