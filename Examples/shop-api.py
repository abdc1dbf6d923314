#!/usr/bin/env python3
"""A command feed in Python: cancellations and orders of a shop that answers in JSON.

Each line has the keys of the marketplace's match rule (see `cancelsync marketplaces`); those of
ably are the order number, the detail number and the product code.

connections.yaml:

    connections:
      ably:
        command: [/opt/cancelsync/shop-api.py, https://shop.example.com/claims.json]
        time_limit: 60

cancelsync runs the program at each poll, with the account and the window in the environment, and
takes in what it prints: one JSON object a line, with the field names of files. What it says on
standard error is shown in the console; any exit status but 0 is a failed poll.

The shop's document is expected to look like this:

    {"claims": [{"id": 1, "order": "A-1", "line": "1", "item": "P-1", "state": "취소요청",
                 "count": 1, "changed": "2026-03-01T10:00:00+09:00"}],
     "orders": [{"order": "A-1", "line": "1", "item": "P-1", "name": "머그컵", "count": 2,
                 "ordered": "2026-03-01T09:00:00+09:00"}]}
"""

import json
import os
import sys
import urllib.request
from datetime import datetime


def window():
    return tuple(
        datetime.fromisoformat(os.environ[name]) for name in ("CANCELSYNC_FROM", "CANCELSYNC_TO")
    )


def emit(**fields):
    print(json.dumps({key: value for key, value in fields.items() if value is not None},
                     ensure_ascii=False))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: shop-api.py URL")
    start, end = window()
    with urllib.request.urlopen(sys.argv[1], timeout=30) as answer:
        shop = json.load(answer)

    # Orders first, so that cancellations find them.
    for order in shop.get("orders", []):
        emit(
            order_no=order["order"],
            detail_no=order["line"],
            product_code=order["item"],
            product_name=order.get("name"),
            quantity=order["count"],
            ordered_at=order.get("ordered"),
        )
    for claim in shop.get("claims", []):
        # A claim that is told twice changes nothing; one that is left out is not missed.
        if "changed" in claim and not start <= datetime.fromisoformat(claim["changed"]) <= end:
            continue
        if not claim.get("order"):
            print(f"claim {claim.get('id')} has no order", file=sys.stderr)
            continue
        emit(
            claim_id=str(claim["id"]),
            order_no=claim["order"],
            detail_no=claim["line"],
            product_code=claim["item"],
            state=claim["state"],
            quantity=claim.get("count"),
            changed_at=claim.get("changed"),
        )


if __name__ == "__main__":
    main()
