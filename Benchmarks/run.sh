#!/usr/bin/env bash
# Runs the benchmarks on the release binary: run.sh [LINES …]
set -euo pipefail
cd "$(dirname "$0")/.."
python3 Benchmarks/run.py .build/release/cancelsync "$@"
