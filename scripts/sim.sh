#!/usr/bin/env bash
# Runs BIN over SEEDS seeds from FROM on, in as many processes as there are cores, each taking every so manieth seed.
# With SEED, that one alone. The first process replays the runs that failed once. Seeds
# of Open.txt are known to fail and not yet mended: they are told, and fail nothing. ARGS go to every process.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_DETERMINISTIC_HASHING=1
regressions=Tests/Simulator/Regressions.txt
if [ -n "${SEED:-}" ]; then
  # shellcheck disable=SC2086
  exec "$BIN" --run "seed=$SEED" ${ARGS:-}
fi
jobs=${JOBS:-$(nproc)}
pids=()
for ((job = 0; job < jobs; job++)); do
  count=$(((SEEDS - job + jobs - 1) / jobs))
  extra=(--open Tests/Simulator/Open.txt)
  if [ "$job" -eq 0 ]; then extra+=(--regressions "$regressions"); fi
  # shellcheck disable=SC2086
  "$BIN" --seeds "$count" --from "$((FROM + job))" --stride "$jobs" "${extra[@]}" ${ARGS:-} &
  pids+=($!)
done
failed=0
for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
exit "$failed"
