#!/usr/bin/env bash
# Lets schemathesis ask everything of Protocol/openapi.json of a built tatuad: a fresh store, a few accounts, loopback.
# usage: scripts/schemathesis.sh [EXAMPLES]      how many requests an operation gets from each phase; 100
# BIN: where tatuad lies; WORK: where the environment of Python and the stores go. Exit 0: nothing was found.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"
examples="${1:-100}"
bin="${BIN:-.build/debug}"
work="${WORK:-.build/schemathesis}"
mkdir -p "$work"
work="$(cd "$work" && pwd)"
bin="$(cd "$bin" && pwd)"

if ! [ -x "$work/venv/bin/schemathesis" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet 'schemathesis==4.32.5'
fi

data="$work/data"
rm -rf "$data" "$work/files"
mkdir -p "$work/files"
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true' EXIT
for account in "amina complainant:KE" "otieno focalPoint:KE" "nakato focalPoint:UG"; do
  read -r name role <<<"$account"
  "$bin/tatuad" user add "$name" --role "$role" --password-stdin --data "$data" <<<"a long password" >/dev/null
done

: >"$work/said" # what an earlier run said is not this one's
# Deep in the disk, so that a relative path made up by the tool stays below.
(cd "$work/files" && exec "$bin/tatuad" serve --data "$data" --port 0) >"$work/said" 2>"$work/log" &
server=$!
for _ in $(seq 100); do
  grep -q "tatuad serves" "$work/said" && break
  sleep 0.1
done
url="$(grep -o 'http://[^ ]*' "$work/said")"
field() { python3 -c 'import json,sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }
replica=01934d5e-6f70-7003-8000-000000000003
token="$(curl -s "$url/v1/login" -d "{\"user\":\"amina\",\"password\":\"a long password\",\"replica\":\"$replica\"}" | field token)"
epoch="$(curl -s "$url/sync/v1/hello" | field epoch)"
admin="$(field token <"$data/server.json")"

status=0
run() { # NAME TOKEN PATTERN [OPTIONS]
  local name="$1" token="$2" paths="$3"
  shift 3
  echo "== $name"
  (cd "$work" && TATUA_REPLICA="$replica" TATUA_EPOCH="$epoch" TATUA_FILES="$work/files" SCHEMATHESIS_HOOKS=hooks \
    PYTHONPATH="$root/scripts/schemathesis" "$work/venv/bin/schemathesis" \
    --config-file "$root/scripts/schemathesis/schemathesis.toml" \
    run "$root/Protocol/openapi.json" --url "$url" --include-path-regex "$paths" \
    ${token:+--header "Authorization: Bearer $token"} --max-examples "$examples" --seed 20261122 --no-color \
    "$@") >"$work/$name.txt" 2>&1 || status=1
  sed -n '/=== FAILURES\|=== ERRORS\|=== SUMMARY/,$p' "$work/$name.txt" | head -150
}
# To whoever is not the administrator there is nothing at those addresses, which these two checks take for a fault.
hidden=(--exclude-checks missing_required_header,ignored_auth)
run signed-in "$token" '^/(sync|public|health|readyz)'
run nobody "" '^/(sync|v1|public|health|readyz)'
run nobody-as-administrator "" '^/(admin|metrics)' "${hidden[@]}"
# What ends the sign-in comes last: after it everything else is answered alike.
ends='^/v1/(logout|login|password|account/(password|sessions/revoke))'
run accounts "$token" '^/v1/' --exclude-path-regex "$ends"
run leaving "$token" "$ends"
run administrator "$admin" '^/(admin|metrics)' "${hidden[@]}"

echo "== what the server counted"
curl -s -H "Authorization: Bearer $admin" "$url/metrics" | grep '^tatua_requests_total' |
  sed 's/tatua_requests_total{route="\(.*\)",status="\(.*\)"} \(.*\)/\2 \3 \1/' | sort >"$work/counted"
awk '{ n[$1] += $2; all += $2 } END { for (s in n) print s, n[s]; print "all", all }' "$work/counted" | sort
if grep -q '^5' "$work/counted"; then grep '^5' "$work/counted"; status=1; fi
kill -0 "$server" 2>/dev/null || { echo "tatuad is gone"; status=1; }
kill "$server"
wait "$server" || true
server=""
"$bin/tatuad" verify --data "$data" || status=1
if grep 'a request failed' "$work/log"; then status=1; fi
exit "$status"
