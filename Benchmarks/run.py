#!/usr/bin/env python3
"""Runs the benchmarks and prints ratios: ours against hand-written SQL through the sqlite3 shell.

    run.py BINARY [--keep FOLDER] [LINES …]        (default: 100000 1000000 10000000)

Ours and the peer do the same durable work on the same data, in turn, on this machine, in this run; the
bare peer does the least that cancels lines. Whole-process wall times, medians; a ratio is the median of
the turns' ratios. `console.py` measures
the console on the same stores. Everything lies in a folder under $TMPDIR that is removed at the end.
With --keep, data and stores as they are after the import stay in FOLDER and are used again.
"""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SMALL, SMALL_RUNS = 1_000, 7
LARGE, LARGE_RUNS = 100_000, 3
FIELDS = re.compile(r"\b(?:order_no|detail_no2?|product_code|product_name|option|code\d+)\b")


def run(command, stdin=None):
    """Runs a command: (wall seconds, peak resident MiB, processor seconds).

    A failure ends the benchmark.
    """
    # Nobody waits for the disk to write what the one before left in memory.
    os.sync()
    with tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        process = subprocess.Popen(
            command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            message = errors.read(2000).decode(errors="replace")
            sys.exit(f"{' '.join(command)} ended with {process.returncode}: {message}")
    return seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def condition(catalogue):
    """The look-up's WHERE clause: each marketplace's rule as SQL."""
    cases = []
    for text in open(catalogue, encoding="utf-8"):
        entry = json.loads(text)
        if not entry["missing"]:
            rule = FIELDS.sub(lambda field: f"n.{field[0]} = l.{field[0]}", entry["match"])
            rule = rule.replace("+", "AND").replace("|", "OR")
            cases.append(f"WHEN '{entry['id']}' THEN {rule}")
    return "CASE n.account " + " ".join(cases) + " END"


def fill(template, **values):
    """A template of this folder with its @NAMES@ filled in."""
    text = open(os.path.join(HERE, template), encoding="utf-8").read()
    for name, value in values.items():
        text = text.replace(f"@{name.upper()}@", value)
    return text


class Case:
    """One number of order lines: a folder with both stores and the data."""

    def __init__(self, binary, line_count, root):
        self.binary = binary
        self.line_count = line_count
        self.folder = os.path.join(root, str(line_count))
        self.store = os.path.join(self.folder, "store.sqlite")
        self.peer = os.path.join(self.folder, "peer.sqlite")
        self.bare = os.path.join(self.folder, "bare.sqlite")
        self.catalogue = os.path.join(self.folder, "catalogue.jsonl")
        self.has_data = os.path.exists(self.catalogue)
        self.large_runs = LARGE_RUNS if line_count > LARGE else 1

    def generate(self):
        if self.has_data:
            return
        os.makedirs(os.path.join(self.folder, "config"), exist_ok=True)
        listing = os.path.join(self.folder, "listing.sqlite")
        catalogue = subprocess.run(
            [self.binary, "marketplaces", "--json"] + self.places(listing),
            capture_output=True, check=True).stdout
        with open(self.catalogue + ".new", "wb") as file:
            file.write(catalogue)
        subprocess.run(
            [sys.executable, os.path.join(HERE, "generate.py"), self.catalogue + ".new",
             self.folder, str(self.line_count), str(SMALL), str(SMALL_RUNS), str(LARGE),
             str(self.large_runs)], check=True)
        os.rename(self.catalogue + ".new", self.catalogue)

    def places(self, store=None):
        return ["--store", store or self.store, "--inbox", os.path.join(self.folder, "inbox"),
                "--config", os.path.join(self.folder, "config")]

    def shell(self, store, script):
        path = os.path.join(self.folder, "script.sql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(script)
        with open(path, "rb") as file:
            return run(["sqlite3", store], stdin=file)

    def import_orders(self):
        orders = os.path.join(self.folder, "orders.csv")
        ours = run([self.binary, "import", "orders", orders] + self.places())
        peer = self.shell(
            self.bare, fill("bare-schema.sql") + fill("bare-import.sql.template", orders=orders))
        shutil.copyfile(self.bare, self.peer)
        self.shell(self.peer, fill("peer-schema.sql"))
        return [ours], [peer]

    def passes(self, size, count):
        """Passes in turn; who comes first changes, so that nobody always finds pages warm."""
        turns = []
        for index in range(count):
            notices = os.path.join(self.folder, f"cancellations-{size}-{index}.csv")
            scripts = {
                store: fill(template, notices=notices, condition=condition(self.catalogue))
                for store, template in ((self.peer, "peer-pass.sql.template"),
                                        (self.bare, "bare-pass.sql.template"))}
            turn = {}
            stores = [self.store, self.peer, self.bare]
            for store in stores[index % 3:] + stores[:index % 3]:
                turn[store] = (self.shell(store, scripts[store]) if store in scripts else run(
                    [self.binary, "import", "cancellations", notices] + self.places()))
            turns.append(turn)
        return [[turn[store] for turn in turns] for store in (self.store, self.peer, self.bare)]

    def check_agreement(self):
        """All must have cancelled the same lines."""
        ours = self.count(self.store, "SELECT count(*) FROM line_state WHERE units > 0")
        for path in (self.peer, self.bare):
            peer = self.count(path, "SELECT count(*) FROM order_line WHERE held = 1")
            if ours != peer:
                sys.exit(f"we cancelled {ours} lines and a peer {peer}: the figures mean nothing")

    def count(self, path, query):
        return subprocess.run(
            ["sqlite3", path, query], capture_output=True, text=True, check=True).stdout.strip()

    def console(self):
        command = [sys.executable, os.path.join(HERE, "console.py"), self.binary, "--lang", "ko"]
        return subprocess.run(
            command + self.places(), capture_output=True, text=True, check=True).stdout.rstrip()


def show(title, ours, peer, bare, size):
    def median(runs, column):
        return statistics.median(run[column] for run in runs)

    def ratio(peers):
        return statistics.median(o[0] / p[0] for o, p in zip(ours, peers))

    seconds, peer_seconds = median(ours, 0), median(peer, 0)
    print(f"| {title} | {seconds:.3f} s | {peer_seconds:.3f} s | **{ratio(peer):.2f}** | "
          f"{median(bare, 0):.3f} s | {ratio(bare):.2f} | {seconds / size * 1e6:.1f} µs | "
          f"{median(ours, 2):.3f} s | {median(peer, 2):.3f} s | "
          f"{max(m for _, m, _ in ours):.0f} MiB | {max(m for _, m, _ in peer):.0f} MiB |",
          flush=True)


def measure(case, keep):
    case.generate()
    kept = [(path, path + ".imported") for path in (case.store, case.peer, case.bare)]
    title = f"{case.line_count:,} lines"
    if all(os.path.exists(copy) for _, copy in kept):
        for path, copy in kept:
            for rest in (path, path + "-wal", path + "-shm"):
                if os.path.exists(rest):
                    os.remove(rest)
            shutil.copyfile(copy, path)
    else:
        ours, peer = case.import_orders()
        show(f"{title}: import", ours, peer, peer, case.line_count)
        for path, copy in kept if keep else []:
            shutil.copyfile(path, copy)
    show(f"{title}: pass of {SMALL:,}", *case.passes(SMALL, SMALL_RUNS), SMALL)
    show(f"{title}: pass of {LARGE:,}", *case.passes(LARGE, case.large_runs), LARGE)
    case.check_agreement()
    return f"{title}: console\n{case.console()}"


def main():
    arguments = sys.argv[1:]
    keep = None
    if "--keep" in arguments:
        position = arguments.index("--keep")
        keep = arguments[position + 1]
        del arguments[position:position + 2]
    binary = os.path.abspath(arguments[0])
    sizes = [int(text) for text in arguments[1:]] or [100_000, 1_000_000, 10_000_000]
    root = keep or tempfile.mkdtemp(prefix="cancelsync-benchmark-", dir=os.environ.get("TMPDIR"))
    consoles = []
    print("| case | cancelsync | shell | ratio | bare shell | ratio | per row | processor | shell's "
          "| peak | shell's |\n|---|---|---|---|---|---|---|---|---|---|---|", flush=True)
    try:
        for size in sizes:
            case = Case(binary, size, root)
            consoles.append(measure(case, keep))
            if not keep:
                shutil.rmtree(case.folder)
    finally:
        if not keep:
            shutil.rmtree(root, ignore_errors=True)
    print("\n" + "\n\n".join(consoles))


if __name__ == "__main__":
    main()
