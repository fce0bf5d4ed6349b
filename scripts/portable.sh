#!/usr/bin/env bash
# Builds ClientCore and what it imports as a package of its own that has no dependencies, and looks at what it links:
# a client elsewhere (a phone, another system) must not need the server's network, a database or a terminal.
# The package and what was built stay in .build/portable, so that the next run builds only what changed.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
home=${PORTABLE:-${BUILD:-.build}/portable}
mkdir -p "$home/package"
home=$(cd "$home" && pwd)
package=$home/package

link() { [ "$(readlink "$package/$1" 2>/dev/null)" = "$root/$2" ] || ln -sfn "$root/$2" "$package/$1"; }
link CaseProtocol Protocol
link Workflow Sources/Workflow
link ClientCore ClientCore/Core

cat >"$package/Package.swift.new" <<'SWIFT'
// swift-tools-version: 6.2
// Written by scripts/portable.sh.
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]
let package = Package(
    name: "portable",
    products: [.library(name: "ClientCore", type: .dynamic, targets: ["ClientCore"])],
    targets: [
        .target(name: "CaseProtocol", path: "CaseProtocol", exclude: EXCLUDED, swiftSettings: settings),
        .target(name: "Workflow", dependencies: ["CaseProtocol"], path: "Workflow", swiftSettings: settings),
        .target(
            name: "ClientCore", dependencies: ["CaseProtocol", "Workflow"], path: "ClientCore",
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
SWIFT
# What holds no Swift: the specification, the schemas.
excluded=$(cd Protocol && for entry in *; do
  [ -n "$(find "$entry" -name '*.swift' -print -quit)" ] || printf '"%s"\n' "$entry"
done | sort | paste -sd, -)
sed -i "s|EXCLUDED|[$excluded]|" "$package/Package.swift.new"
cmp -s "$package/Package.swift.new" "$package/Package.swift" || cp "$package/Package.swift.new" "$package/Package.swift"
rm "$package/Package.swift.new"

fail() { echo "portable: $*" >&2; exit 1; }

started=$SECONDS
swift build --package-path "$package" --scratch-path "$home/build" --product ClientCore >"$home/build.log" 2>&1 ||
  { cat "$home/build.log" >&2; fail "ClientCore does not build by itself"; }
library=$(swift build --package-path "$package" --scratch-path "$home/build" --show-bin-path)/libClientCore.so

# No package came in, and nothing heavy is imported, linked or called.
[ ! -e "$package/Package.resolved" ] || fail "the package resolved dependencies: $(cat "$package/Package.resolved")"
heavy='Hummingbird|NIO[A-Za-z0-9]*|AsyncHTTPClient|GRDB|HTTPTypes|Logging|ServiceLifecycle|ArgumentParser|COpenSSL|CSQLite|CNCurses|Crypto|Server[A-Za-z]*'
imports=$(grep -rhoE "^[a-z @]*import +[A-Za-z_.]+" --include='*.swift' "$package"/*/ | sed -E 's/.*import +//' | sort -u)
bad=$(printf '%s\n' "$imports" | grep -xE "$heavy" || true)
[ -z "$bad" ] || fail "imported: $bad"
needed=$(readelf -d "$library" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p')
bad=$(printf '%s\n' "$needed" | grep -E 'sqlite|ncurses|tinfo|ssl|crypto|NIO|Hummingbird' || true)
[ -z "$bad" ] || fail "linked: $bad"
# Mangled names carry their module: $s7NIOCore…, $s4GRDB…
bad=$(nm "$library" | grep -cE '\$s(11Hummingbird|[0-9]+NIO|4GRDB|15AsyncHTTPClient|7Logging[A-Z0-9])|sqlite3_|initscr|SSL_' || true)
[ "$bad" = 0 ] || fail "$bad symbols of heavy libraries in $library"

echo "portable: ClientCore builds by itself in $((SECONDS - started)) s, importing $(printf '%s\n' "$imports" | paste -sd' ' -)"
