#!/usr/bin/env python3
"""Kills imports, passes and acts at random moments; nothing may be lost or applied twice.

    kill-test.py BINARY ROUNDS [SEED]

Three kinds of rounds take turns:

  sync    a pass over an inbox of order files and cancellation files
  import  the same files, named one after another on the command line
  acts    apply, dismiss and undo on a store that has taken the files in

A process is killed (SIGKILL) at a random moment of its work, again and again; after each kill
`cancelsync check` must find the store sound. Then the work is finished undisturbed, and the lists of
cancellations and order lines, the rejected rows and the archive must equal those of a run that nobody
disturbed. Two rounds run at a time.
"""
import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

ACCOUNTS = {"gmarket": "취소완료", "naverpay": "취소완료", "coupang": "출고중지요청"}
ORDERS_PER_ACCOUNT = 200
# Orders from this number on are never exported: their cancellations have to wait.
CLAIMS_PER_ACCOUNT = 220
LATEST_KILL = 1.1


def write_csv(path, rows, encoding="utf-8"):
    with open(path, "w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    # A file that was written just now is left alone, because somebody may still be writing.
    hour_ago = time.time() - 3600
    os.utime(path, (hour_ago, hour_ago))


def write_inbox(folder):
    """Orders of two lines, one in ten shipped; two cancellations for three orders; bad rows."""
    os.makedirs(f"{folder}/orders")
    for account, state in ACCOUNTS.items():
        os.makedirs(f"{folder}/{account}")
        orders = [["판매처", "주문번호", "주문상세번호", "code6", "수량", "배송상태"]]
        for number in range(ORDERS_PER_ACCOUNT):
            for line in (1, 2):
                orders.append([account, f"{account}-{number:05d}", f"{number:05d}-{line}",
                               f"6{number:05d}{line}", line, "배송" if number % 10 == 0 else "접수"])
        orders.append([account, "", "no order number", "6", "1", "접수"])
        write_csv(f"{folder}/orders/{account}.csv", orders, "utf-8-sig")
        for part in range(2):
            claims = [["claim_id", "주문상태", "주문번호", "주문상세번호", "code6", "수량", "상태변경일시"]]
            for number in range(part, CLAIMS_PER_ACCOUNT, 3):
                claims.append([f"C{number}", state, f"{account}-{number:05d}", f"{number:05d}-2",
                               f"6{number:05d}2", "1" if number % 2 else "", "2026-11-24 09:00:00"])
            claims.append([f"bad-{part}", state, f"{account}-00001", "", "", "two", ""])
            write_csv(f"{folder}/{account}/claims-{part}.csv", claims, "cp949")


class Failure(Exception):
    """What a round found; the whole test fails with it."""


class Store:
    """One store with its inbox."""

    def __init__(self, binary, root):
        self.binary = binary
        self.root = root
        self.inbox = f"{root}/inbox"
        os.makedirs(f"{root}/config", exist_ok=True)
        self.places = ["--store", f"{root}/store.sqlite", "--inbox", self.inbox,
                       "--config", f"{root}/config", "--lang", "en"]

    def run(self, *words, codes=(0,)):
        result = subprocess.run([self.binary, *words, *self.places], capture_output=True, text=True)
        if result.returncode not in codes:
            raise Failure(f"{' '.join(words)} ended with {result.returncode}:\n"
                          f"{result.stdout[-3000:]}{result.stderr[-3000:]}")
        return result.stdout

    def rows(self, *words):
        return [json.loads(line) for line in self.run(*words, "--json").splitlines()]

    def is_killed(self, words, seconds):
        """Starts a command and kills it after `seconds`; whether it was still running."""
        process = subprocess.Popen([self.binary, *words, *self.places], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=seconds)
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return True

    def check(self):
        if os.path.exists(f"{self.root}/store.sqlite"):
            self.run("check")

    def truth(self):
        """What the store says of every cancellation and line, without ids and times."""
        claims = sorted(
            (row["account"], row["claim_id"], row["state"], row["status"], row["reason"],
             tuple((taken["line_id"], taken["quantity"]) for taken in row["applications"]))
            for row in self.rows("cancellations"))
        lines = sorted(
            (row["account"], row["line_id"], row["quantity"], row["cancelled_quantity"], row["held"])
            for row in self.rows("orders"))
        return claims, lines

    def set_aside(self):
        """The rejected rows and the archived files: names and bytes."""
        found = {}
        for part in ("rejected", "archive"):
            for folder, _, names in os.walk(f"{self.inbox}/{part}"):
                for name in names:
                    with open(f"{folder}/{name}", "rb") as file:
                        found[os.path.relpath(f"{folder}/{name}", self.inbox)] = file.read()
        return found

    def left_over(self):
        return [name for place in [*ACCOUNTS, "orders"] for name in os.listdir(f"{self.inbox}/{place}")
                if os.path.isfile(f"{self.inbox}/{place}/{name}")]


class KillTest:
    """The undisturbed runs, and rounds that are held against them."""

    def __init__(self, binary, root):
        self.binary = binary
        self.root = root
        self.template = f"{root}/template"
        write_inbox(self.template)
        self.files = ([("orders", f"{self.template}/orders/{account}.csv") for account in ACCOUNTS]
                      + [("cancellations", f"{self.template}/{account}/claims-{part}.csv", account)
                         for account in ACCOUNTS for part in range(2)])
        self.durations = {}
        self.calm_sync()
        self.calm_import()
        self.calm_acts()

    def timed(self, kind, work):
        start = time.monotonic()
        result = work()
        self.durations[kind] = time.monotonic() - start
        return result

    def new_store(self, name):
        os.makedirs(f"{self.root}/{name}")
        return Store(self.binary, f"{self.root}/{name}")

    def calm_sync(self):
        store = self.new_store("calm-sync")
        shutil.copytree(self.template, store.inbox)
        self.timed("sync", lambda: store.run("sync", codes=(2,)))
        self.expected = store.truth()
        self.expected_aside = store.set_aside()
        claims, lines = self.expected
        statuses = {claim[3] for claim in claims}
        wanted = len(ACCOUNTS) * sum(len(range(part, CLAIMS_PER_ACCOUNT, 3)) for part in range(2))
        if len(claims) != wanted or not {"applied", "pending", "held"} <= statuses:
            raise Failure(f"the undisturbed pass is incomplete: {len(claims)} of {wanted}, {statuses}")
        if not any(line[3] for line in lines):
            raise Failure("the undisturbed pass cancelled nothing")

    def words(self, file):
        return ["import", file[0], file[1], *(["--account", file[2]] if len(file) > 2 else [])]

    def calm_import(self):
        store = self.new_store("calm-import")
        start = time.monotonic()
        for file in self.files:
            store.run(*self.words(file), codes=(2,))
        self.durations["import"] = (time.monotonic() - start) / len(self.files)
        if store.truth() != self.expected:
            raise Failure("importing the files and dropping them give different stores")
        self.expected_rejected = store.set_aside()

    def calm_acts(self):
        """Six acts on cancellations that are held, applied and pending, and what comes of them."""
        rows = Store(self.binary, f"{self.root}/calm-sync").rows("cancellations")
        by_status = {status: sorted(row["id"] for row in rows if row["status"] == status)
                     for status in ("held", "applied", "pending")}
        held, applied, pending = by_status["held"], by_status["applied"], by_status["pending"]
        # Its rule names one line; of a whole order the other line would be left to be decided.
        shipped = next(row for row in rows
                       if row["status"] == "held" and row["account"] == "coupang")
        line = next(row["line_id"] for row in Store(self.binary, f"{self.root}/calm-sync").rows(
            "orders", "--find", shipped["order_no"]) if row["code6"] == shipped["code6"])
        self.acts = [
            (shipped["id"], ["apply", "--line", line], "applied"),
            (next(id for id in held if id != shipped["id"]),
             ["dismiss", "--reason", "the buyer keeps it"],
             "dismissed"),
            (applied[0], ["undo"], "held"),
            (applied[1], ["undo"], "held"),
            (pending[0], ["dismiss", "--reason", "a test order"], "dismissed"),
            (pending[0], ["undo"], "pending"),
        ]
        store = self.copy_of_calm("calm-acts")
        start = time.monotonic()
        for number, words, status in self.acts:
            store.run(*words, str(number))
            if self.status_of(store, number) != status:
                raise Failure(f"{words} of {number} did not lead to {status}")
        self.durations["acts"] = (time.monotonic() - start) / len(self.acts) / 2
        self.expected_after_acts = store.truth()

    def copy_of_calm(self, name):
        store = self.new_store(name)
        for file in os.listdir(f"{self.root}/calm-sync"):
            if file.startswith("store.sqlite"):
                shutil.copy(f"{self.root}/calm-sync/{file}", store.root)
        return store

    @staticmethod
    def status_of(store, number):
        return next(row["status"] for row in store.rows("cancellations") if row["id"] == number)

    def round(self, number, seed):
        """Plays one round; returns how often it killed."""
        chance = random.Random(seed)
        kind = ("sync", "import", "acts")[number % 3]
        try:
            kills = getattr(self, f"{kind}_round")(f"{number}", chance)
        except Failure as failure:
            raise Failure(f"round {number} ({kind}, seed {seed}): {failure}") from failure
        shutil.rmtree(f"{self.root}/{number}")
        return kills

    def moment(self, kind, chance):
        return chance.uniform(0, self.durations[kind] * LATEST_KILL)

    def sync_round(self, name, chance):
        store = self.new_store(name)
        shutil.copytree(self.template, store.inbox)
        kills = 0
        for _ in range(chance.choice([1, 1, 2, 3])):
            if not store.is_killed(["sync"], self.moment("sync", chance)):
                break
            kills += 1
            store.check()
        store.run("sync", codes=(0, 2))
        self.compare(store, self.expected)
        if store.set_aside() != self.expected_aside:
            raise Failure("the rejected rows or the archive differ from the undisturbed ones")
        if store.left_over():
            raise Failure(f"not taken in: {store.left_over()}")
        return kills

    def import_round(self, name, chance):
        store = self.new_store(name)
        kills = 0
        for file in self.files:
            if chance.random() < 0.4:
                kills += store.is_killed(self.words(file), self.moment("import", chance))
        store.check()
        for file in self.files:
            store.run(*self.words(file), codes=(0, 2))
        self.compare(store, self.expected)
        if store.set_aside() != self.expected_rejected:
            raise Failure("the rejected rows differ from the undisturbed ones")
        return kills

    def acts_round(self, name, chance):
        store = self.copy_of_calm(name)
        kills = 0
        for number, words, status in self.acts:
            if chance.random() < 0.6:
                before = self.status_of(store, number)
                kills += store.is_killed([*words, str(number)], self.moment("acts", chance))
                now = self.status_of(store, number)
                if now == status and now != before:
                    continue
                if now != before:
                    raise Failure(f"{words} of {number} left it as {now}")
            store.run(*words, str(number))
        self.compare(store, self.expected_after_acts)
        return kills

    def compare(self, store, expected):
        store.check()
        found = store.truth()
        for name, ours, theirs in zip(("cancellations", "order lines"), found, expected):
            if ours != theirs:
                lost, extra = set(theirs) - set(ours), set(ours) - set(theirs)
                raise Failure(f"{name} differ from the undisturbed store's:\n"
                              f"missing {sorted(lost)[:5]}\nunexpected {sorted(extra)[:5]}")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    binary, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    seeds = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    # A killed process leaves to the system what it has written: memory serves as well as a disk.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    root = tempfile.mkdtemp(prefix="cancelsync-kill-", dir=memory)
    start = time.monotonic()
    try:
        test = KillTest(binary, root)
        plan = [(number, seeds.randrange(1 << 32)) for number in range(rounds)]
        with ThreadPoolExecutor(2) as pool:
            kills = sum(pool.map(lambda job: test.round(*job), plan))
        if rounds and not kills:
            raise Failure("no process was killed in time; nothing was tested")
    except Failure as failure:
        print(f"kill test: FAILED\n{failure}", file=sys.stderr)
        sys.exit(1)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    print(f"kill test: {rounds} rounds, {kills} kills, {time.monotonic() - start:.0f} seconds: "
          "every store sound, nothing lost, nothing applied twice")


main()
