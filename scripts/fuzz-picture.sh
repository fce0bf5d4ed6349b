#!/usr/bin/env bash
# Fuzzes the C that makes thumbnails for FUZZ_SECONDS with AddressSanitizer, without the rest of the program: a build of
# seconds. What is found goes to WORK.
set -euo pipefail
cd "$(dirname "$0")/.."
work=${WORK:-.build-fuzz/picture}
clang=$(command -v "$(dirname "$(readlink -f "$(command -v swift)")")/clang" || command -v clang)
mkdir -p "$work/corpus"
"$clang" -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -ISources/CPicture/include \
  Sources/CPicture/*.c Tests/Fuzz/Picture/picture_fuzz.c -ljpeg -lpng -o "$work/picture-fuzz"
# The corpus of the entry `picture` is of whole files: here a byte goes before each.
for file in Tests/Fuzz/Corpus/picture/*; do { printf '\6'; cat "$file"; } >"$work/corpus/$(basename "$file")"; done
exec nice -n 10 "$work/picture-fuzz" "$work/corpus" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=20 \
  -rss_limit_mb=2048 -max_len=4096 -artifact_prefix="$work/" -print_final_stats=1
