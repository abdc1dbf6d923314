#!/usr/bin/env python3
"""Measures a poll over simulated APIs: requests made, time, memory.

    api.py BINARY [CLAIMS]        (default: 10000 changed claims an account)

A simulator serves a world with twice as many claims, half of which have changed by now; one account
after another reads them all at once, by `sync --since`, into a fresh store. Time includes what the
simulator takes to answer and what the connector waits for to keep the API's pace.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

ACCOUNTS = ["coupang", "storefarm", "11st", "kakao-talkstore"]


def poll(binary, folder, account, since):
    """Reads one account: (seconds, MiB, requests, new notices)."""
    places = ["--config", f"{folder}/config", "--store", f"{folder}/{account}.sqlite",
              "--inbox", f"{folder}/inbox"]
    environment = dict(os.environ, XDG_STATE_HOME=f"{folder}/state-{account}")
    start = time.monotonic()
    process = subprocess.Popen(
        [binary, "sync", account, "--since", since, "--json"] + places,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    log = f"{folder}/state-{account}/cancelsync/requests.log"
    requests = sum(1 for name in (log, log + ".1") if os.path.exists(name) for _ in open(name))
    news = sum(json.loads(line).get("new_notices", 0) for line in out.splitlines())
    if os.waitstatus_to_exitcode(status) not in (0, 2):
        sys.exit(f"sync {account} ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_maxrss / 1024, requests, news


def main():
    binary = os.path.abspath(sys.argv[1])
    claims = 2 * int(sys.argv[2] if len(sys.argv) > 2 else 10_000)
    with tempfile.TemporaryDirectory(prefix="cancelsync-api-") as folder:
        simulator = subprocess.Popen(
            [binary, "simulate", "--write", f"{folder}/config", "--orders", str(claims),
             "--claims", str(claims), "--days", "2"], stdout=subprocess.PIPE)
        try:
            simulator.stdout.readline()
            since = time.strftime("%Y-%m-%d", time.localtime(time.time() - 2 * 86400))
            print("| account | new notices | requests | seconds | peak |\n|---|---|---|---|---|")
            for account in ACCOUNTS:
                seconds, peak, requests, news = poll(binary, folder, account, since)
                print(f"| {account} | {news:,} | {requests:,} | {seconds:.1f} | {peak:.0f} MiB |",
                      flush=True)
        finally:
            simulator.terminate()
            simulator.wait()


main()
