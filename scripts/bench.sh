#!/usr/bin/env bash
# Builds the release programs and measures them. WHAT names measurements, separated by commas (all of them when empty):
# start import bytes push pull firstsync apply catchup replicas cases herd live storage cold links hidden; sealed. CASES sizes the large store;
# STORES names a folder in which it and the small one beside it stay, for a later run to take up.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${BUILD:-.build}
what=${WHAT:-start,import,bytes,push,pull,firstsync,apply,catchup,replicas,cases,herd,live,storage,cold,links,hidden}
for product in tatuad tatua tatua-bench; do
  swift build -c release --scratch-path "$build" --product "$product"
done
programs=$(swift build -c release --scratch-path "$build" --show-bin-path)
echo "$(date -u +%FT%TZ), commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown), load $(cut -d' ' -f1-3 /proc/loadavg)," \
  "$(nproc) cores, $(openssl speed -seconds 1 ed25519 2>/dev/null | awk 'END { print $NF }') checks of Ed25519 a second on one of them"
own=${what//links/}
own=${own//hidden/}
own=${own//,,/,}
if [ -n "${own//,/}" ]; then
  TATUA_BENCH_WHAT=$own TATUA_BENCH_CASES=${CASES:-${TATUA_BENCH_CASES:-}} TATUA_BENCH_STORES=${STORES:-} "$programs/tatua-bench"
fi
case ",$what," in
  *,links,*) python3 -B Benchmarks/Links/links.py --programs "$programs" ${PROFILES:+--profiles "$PROFILES"} ;;
esac
case ",$what," in
  *,hidden,*) python3 -B Benchmarks/hidden.py "$programs" ;;
esac
