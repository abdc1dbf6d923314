#!/usr/bin/env python3
"""Writes the benchmark's data: order lines, and sets of cancellations that nobody has seen before.

    generate.py CATALOGUE.jsonl FOLDER LINES SET_SIZE SET_COUNT [SET_SIZE SET_COUNT …]

CATALOGUE.jsonl is what `cancelsync marketplaces --json` prints. The same arguments give the same
bytes. Orders have 1.5 lines on average. Each cancellation names a line of its own, spread over all
orders, which is worse for locality than real life, where recent orders are cancelled. 94 % match,
3 % name an order that does not exist, 3 % differ in a key. When all lines are used up, the first
ones are cancelled again under other claims.
"""
import csv
import itertools
import json
import math
import random
import sys

PRODUCTS = ["오버핏 울 블렌드 코트", "데일리 코튼 셔츠", "와이드 데님 팬츠", "캐시미어 머플러", "러닝화"]
OPTIONS = ["블랙 / M", "블랙 / L", "화이트 / S", "네이비 / 단품"]
ORDER_COLUMNS = [
    "account", "line_id", "order_no", "detail_no", "detail_no2", "product_code", "product_name",
    "option", "code4", "code6", "code18", "code22", "quantity", "shipping", "ordered_at",
]
CLAIM_COLUMNS = [
    "account", "claim_id", "state", "order_no", "detail_no", "detail_no2", "product_code",
    "product_name", "option", "code4", "code6", "code18", "code22", "quantity", "changed_at",
]


def accounts(catalogue):
    """The marketplaces that can apply anything: (id, first state that needs nobody's consent)."""
    complete = []
    for text in open(catalogue, encoding="utf-8"):
        entry = json.loads(text)
        if not entry["missing"]:
            states = [s for s in entry["cancel_states"] if s not in entry.get("confirm", [])]
            complete.append((entry["id"], states[0]))
    return complete


def order_fields(serial, position):
    """The key fields of one line, by column; distinct for each line."""
    number = f"2026{serial:011d}"
    return {
        "order_no": number,
        "detail_no": f"{number}{position}",
        "detail_no2": f"D{serial:09d}{position}",
        "product_code": f"P{(serial * 7 + position) % 5000:05d}",
        "product_name": PRODUCTS[(serial + position) % len(PRODUCTS)],
        "option": OPTIONS[(serial // 3 + position) % len(OPTIONS)],
        "code4": str(position),
        "code6": f"6{serial % 100_000_000:09d}{position}",
        "code18": f"8{serial % 100_000_000:09d}{position}",
        "code22": f"S{serial % 1000:04d}-{position}",
    }


def line(number):
    """The order and the position of the line with this number: orders have one and two in turn."""
    pair, rest = divmod(number, 3)
    return (2 * pair, 1) if rest == 0 else (2 * pair + 1, rest)


def write_orders(path, line_count, account_of):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(ORDER_COLUMNS)
        for number in range(line_count):
            serial, position = line(number)
            fields = order_fields(serial, position)
            day = 1 + number * 28 // line_count
            writer.writerow(
                [account_of(serial)[0], f"{fields['order_no']}-{position}"]
                + [fields[column] for column in ORDER_COLUMNS[2:12]]
                + [1, "received", f"2026-10-{day:02d} 10:00:00"])


def scattered(line_count):
    """The numbers of all lines, again and again: neighbors are far apart, each comes once a round."""
    step = round(line_count * 0.618034)
    while math.gcd(step, line_count) != 1:
        step += 1
    number = 0
    while True:
        yield number
        number = (number + step) % line_count


def write_cancellations(path, name, numbers, account_of):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(CLAIM_COLUMNS)
        for row, number in enumerate(numbers):
            serial, position = line(number)
            account, state = account_of(serial)
            fields = order_fields(serial, position)
            if row % 33 == 7:
                fields["order_no"] = "N" + fields["order_no"][1:]
            elif row % 33 == 11:
                for column in CLAIM_COLUMNS[4:13]:
                    fields[column] = "X" + fields[column]
            writer.writerow(
                [account, f"{name}-{row}", state, fields["order_no"]]
                + [fields[column] for column in CLAIM_COLUMNS[4:13]]
                + ["", "2026-11-24 09:00:00"])


def main():
    catalogue, folder, line_count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    sets = [int(text) for text in sys.argv[4:]]
    names = accounts(catalogue)
    weights = [1 / (rank + 1) for rank in range(len(names))]
    picks = random.Random(20261124).choices(names, weights, k=100_003)

    def account_of(serial):
        return picks[serial % len(picks)]

    write_orders(f"{folder}/orders.csv", line_count, account_of)
    numbers = scattered(line_count)
    for size, count in zip(sets[::2], sets[1::2]):
        for index in range(count):
            write_cancellations(
                f"{folder}/cancellations-{size}-{index}.csv", f"C{size}-{index}",
                itertools.islice(numbers, size), account_of)


main()
