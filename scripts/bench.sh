#!/usr/bin/env bash
# Builds the release programs and runs the benchmark; BENCH_CASES sets the size of the large store.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${BUILD:-.build}
for product in tatuad tatua tatua-bench; do
  swift build -c release --scratch-path "$build" --product "$product"
done
exec "$(swift build -c release --scratch-path "$build" --show-bin-path)/tatua-bench"
