#!/usr/bin/env bash
# Starts tatuad on loopback, loads real complaints, plays one through for the reader, and serves until Ctrl-C.
# With ONCE=1: in a temporary folder, ending after the walk. Called by `make run`; BIN is the folder of the programs.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${BIN:?run this with make run}"
PORT=${PORT:-8640}
ONCE=${ONCE:-}
PASSWORD=tatua-demo-2026

if [ -n "$ONCE" ]; then
  home=$(mktemp -d "${TMPDIR:-/tmp}/tatua-walk.XXXXXX")
  PORT=0
else
  home=$PWD/.tatua-run
  mkdir -p "$home"
  chmod 700 "$home"
fi
data=$home/data
server=

stop_server() {
  [ -n "$server" ] || return 0
  kill -TERM "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}
finish() {
  stop_server
  [ -z "$ONCE" ] || rm -rf "$home"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Starts the server and waits until it says where it answers.
start_server() {
  rm -f "$home/serve.out"
  "$BIN/tatuad" serve --data "$data" --port "$PORT" >"$home/serve.out" 2>"$home/serve.log" &
  server=$!
  for _ in $(seq 1 300); do
    url=$(sed -n 's/.* at \(http.*\)$/\1/p' "$home/serve.out" 2>/dev/null | head -n 1)
    [ -n "$url" ] && break
    if ! kill -0 "$server" 2>/dev/null; then
      server=
      echo "tatuad did not start:" >&2
      cat "$home/serve.log" >&2
      exit 1
    fi
    sleep 0.1
  done
  [ -n "$url" ] || { echo "tatuad did not answer within 30 seconds." >&2; exit 1; }
  PORT=${url##*:}
}

title() { printf '\n== %s\n' "$*"; }
told() { printf '\n   %s\n' "$*"; }

# as NAME VERB…: runs tatua as that person and shows the command and what the person sees.
as() {
  local name=$1
  shift
  printf '\n%s$ tatua' "$name"
  printf ' %q' "$@"
  printf '\n'
  TATUA_HOME=$home/$name "$BIN/tatua" "$@" 2>&1 | sed 's/^/  /'
}
# quietly NAME VERB…: the same without showing anything but failures.
quietly() {
  local name=$1
  shift
  TATUA_HOME=$home/$name "$BIN/tatua" "$@" >"$home/last.out" 2>&1 || { cat "$home/last.out" >&2; return 1; }
}
account() {
  local name=$1
  shift
  printf '%s\n' "$PASSWORD" | "$BIN/tatuad" user add "$name" "$@" --password-stdin --data "$data" | sed 's/^/  /'
}

walk() {
  title "Loading real complaints of the regional registers (told in our own words)"
  "$BIN/tatuad" import complaints Demo/complaints.jsonl --data "$data" 2>/dev/null | tail -n 1 | sed 's/^/  /'

  title "Five people get accounts"
  account amina --role complainant:KE --organisation "Amina Dairy Exporters"
  account kamau --role focalPoint:KE --organisation "State Department for Trade, Kenya"
  account nakato --role focalPoint:UG --organisation "Ministry of Trade, Uganda"
  account wanjiku --role nmcMember:KE/chair --organisation "National Monitoring Committee, Kenya"
  account achieng --role recOfficer:EAC --organisation "EAC Secretariat"

  start_server
  title "Each signs in once, with a network; a first sync brings what each may see"
  for name in amina kamau nakato wanjiku achieng; do
    printf '%s\n' "$PASSWORD" | TATUA_HOME=$home/$name "$BIN/tatua" login "$url" --user "$name" --password-stdin | sed 's/^/  /'
    quietly "$name" sync
  done
  as achieng search milk

  title "The server is switched off. Amina's truck stands at Malaba, and she has no signal: she files"
  stop_server
  as amina file \
    --set ntbCategory=2.8 --set locationCountry=UG --set place=Malaba --set incidentOn="$(date -u -d yesterday +%F)" \
    --set "description=Milk trucks wait three days at Malaba because each consignment is tested a second time." \
    --set "product=UHT milk" --set hsCode=0401.20 --set "contact=Amina, +254 700 000 001"
  label=$(TATUA_HOME=$home/amina "$BIN/tatua" list --mine --json | sed -n 's/.*"label":"\([^"]*\)".*/\1/p' | head -n 1)
  [ -n "$label" ] || { echo "the filing has no provisional label" >&2; exit 1; }
  as amina outbox

  title "Back in reach: she syncs, and the Kenyan focal point finds it"
  start_server
  as amina sync
  as kamau sync
  as kamau inbox
  as kamau show "$label"
  as kamau note "$label" "Checked with the dairy board: the first test certificate is valid."
  as kamau act "$label" register --set imposingCountry=UG --set policyOrRegulatory=false
  as kamau sync
  number=$(TATUA_HOME=$home/kamau "$BIN/tatua" show "$label" --json | sed -n 's/.*"number":"\([^"]*\)".*/\1/p' | head -n 1)
  [ -n "$number" ] || { echo "no number was issued" >&2; exit 1; }
  told "The number is $number; the case was transmitted to Uganda at once."
  as amina sync
  as amina show "$number"

  title "Uganda's focal point acknowledges and answers"
  as nakato sync
  as nakato inbox
  as nakato act "$number" acknowledge --set "agency=Uganda National Bureau of Standards" --set "agencyContact=Entry desk, Malaba"
  as nakato act "$number" progressNote --set "text=UNBS accepts certificates of recognised laboratories from now on."
  as nakato act "$number" proposeResolution --set outcome=removed --set "effectiveOn=$(date -u +%F)" \
    --set "resolutionNote=The second test at Malaba has ended." --set "evidence=Circular to border offices"
  as nakato sync
  told "What Uganda sees holds neither Kenya's note nor Amina's telephone number:"
  as nakato show "$number"

  title "Amina is asked, and Kenya confirms: both sides now say that it is solved"
  as amina sync
  as amina show "$number"
  as kamau sync
  as kamau act "$number" confirm --set "resolvedOn=$(date -u +%F)" --set complainantConsulted=true
  as kamau act "$number" publishCard --set "publicText=Milk consignments were tested twice at Malaba. The second test has ended."
  as kamau sync
  as wanjiku sync
  told "Nothing is public before a second person says so:"
  as wanjiku act "$number" approveCard
  as wanjiku sync
  as amina sync
  as amina show "$number"
  as amina why "$number"

  # What the reader is told to try must work.
  quietly achieng sync
  quietly achieng show "$number"
  quietly achieng why "$number"
  quietly achieng search milk
  quietly kamau inbox
  title "The ledger is sound"
  "$BIN/tatuad" verify --data "$data" | sed -n '1s/^/  /p'
  : >"$home/walked"
  echo "$number" >"$home/number"
}

if [ -e "$home/walked" ]; then
  start_server
else
  if [ -z "$ONCE" ]; then
    # A walk that was cut short begins anew.
    rm -rf "$home/data" "$home/amina" "$home/kamau" "$home/nakato" "$home/wanjiku" "$home/achieng"
  fi
  walk
fi
number=$(cat "$home/number")

title "tatuad serves at $url"
cat <<TXT
  Logins (all with the password $PASSWORD):
    amina     exporter, Kenya              kamau    focal point, Kenya
    nakato    focal point, Uganda          wanjiku  chair of Kenya's monitoring committee
    achieng   officer of the EAC Secretariat
  Try, in another terminal, from this folder:
    export PATH="$BIN:\$PATH" TATUA_HOME="$home/achieng"
    tatua list --stage resolved
    tatua search milk
    tatua show $number
    tatua why $number
    TATUA_HOME="$home/kamau" tatua inbox
TXT
[ -z "$ONCE" ] || exit 0
echo "  Ctrl-C ends the server. The data stays in $home."
trap 'exit 0' INT TERM
wait "$server"
