#!/usr/bin/env bash
# Fuzzes the entries of FUZZ (all of them when empty), one after the other, each for FUZZ_SECONDS, with BIN. An input that is
# found goes to WORK/found; what is worth keeping to WORK/corpus, from where `scripts/fuzz.sh keep` takes it into the
# repository. `scripts/fuzz.sh seeds` writes what a corpus begins with.
set -euo pipefail
cd "$(dirname "$0")/.."
# Swift's own reports of crashes keep a process from ending.
export SWIFT_BACKTRACE=enable=no
work=${WORK:-.build-fuzz/fuzz}
kept=Tests/Fuzz/Corpus
mkdir -p "$work/found" "$work/logs"
entries=${FUZZ:-$("$BIN" --entries)}

# The words of the corpus: names and short texts, as libFuzzer wants them.
dictionary() {
  python3 -B - "$@" <<'PY'
import collections, pathlib, re, sys
words = collections.Counter()
for folder in sys.argv[1:]:
    for path in sorted(pathlib.Path(folder).glob("*")):
        for word in set(re.findall(rb'"[^"\\\x00-\x1f]{1,44}"', path.read_bytes())):
            words[word] += 1
for number in (0, -1, 2**31, 2**63 - 1, -(2**63)):
    words[str(number).encode()] += 1
for word, _ in words.most_common(500):
    print('"' + "".join(chr(b) if 32 <= b < 127 and b not in (34, 92) else f"\\x{b:02X}" for b in word) + '"')
PY
}

run() {
  local name=$1 seconds=$2
  mkdir -p "$work/corpus/$name" "$kept/$name"
  dictionary "$kept/$name" "$work/corpus/$name" >"$work/$name.dict"
  local result=0
  TATUA_FUZZ=$name nice -n 10 "$BIN" "$work/corpus/$name" "$kept/$name" -max_total_time="$seconds" \
    -rss_limit_mb=2048 -timeout=20 -dict="$work/$name.dict" -artifact_prefix="$work/found/$name-" \
    -print_final_stats=1 >"$work/logs/$name.log" 2>&1 || result=$?
  python3 -B scripts/fuzz-figures.py "$name" "$work/logs/$name.log" "$work/corpus/$name" "$result"
  return "$result"
}

case "${1:-run}" in
  seeds) "$BIN" --seeds "$work/corpus" ;;
  keep)
    # The smallest set of inputs that reaches everything, of what is kept and what was found; of all sizes, but at most
    # KEEP_MAX with KEEP_BYTES in all, so that `make test` takes little time. What was named by hand (found-…) stays.
    for name in $entries; do
      rm -rf "$work/merged" && mkdir -p "$work/merged" "$work/corpus/$name" "$kept/$name"
      TATUA_FUZZ=$name nice -n 10 "$BIN" -set_cover_merge=1 -timeout=20 -rss_limit_mb=2048 "$work/merged" \
        "$work/corpus/$name" "$kept/$name" >"$work/logs/$name.merge.log" 2>&1
      find "$kept/$name" -type f ! -name 'found-*' -delete
      find "$work/merged" -type f -size -40k -printf '%s %p\n' | sort -n |
        awk -v max="${KEEP_MAX:-150}" -v bytes="${KEEP_BYTES:-45000}" '{ size[NR] = $1; path[NR] = $2 }
          END {
            for (i = 1; i <= NR; i++) {
              if (NR > max && int(i * max / NR) == int((i - 1) * max / NR)) continue
              if ((bytes -= size[i]) >= 0) print path[i]
            }
          }' |
        xargs -r cp -t "$kept/$name"
      echo "$name: $(find "$kept/$name" -type f | wc -l) inputs, $(cat "$kept/$name"/* | wc -c) bytes"
    done
    ;;
  run)
    failed=0
    for name in $entries; do run "$name" "${FUZZ_SECONDS:-60}" || failed=1; done
    exit "$failed"
    ;;
  *) echo "scripts/fuzz.sh [run | keep | seeds]" >&2; exit 2 ;;
esac
