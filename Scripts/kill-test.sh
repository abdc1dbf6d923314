#!/usr/bin/env bash
# Kills imports, passes and acts at random moments and checks every store: kill-test.sh BINARY ROUNDS [SEED]
set -euo pipefail
exec python3 "$(dirname "$0")/kill-test.py" "$@"
