#!/usr/bin/env bash
# Makes sure that what the build needs is on this machine: installs missing Debian packages, and says what it cannot do.
set -euo pipefail

packages=(libsqlite3-dev libssl-dev zlib1g-dev libjpeg-dev libpng-dev iso-codes pkg-config)

# The soak is a Python program; any python3 from 3.11 on will do.
command -v python3 >/dev/null 2>&1 || packages+=(python3)
# Tests check receipts with plain openssl, and ask over TLS with curl.
for program in openssl curl; do
  command -v "$program" >/dev/null 2>&1 || packages+=("$program")
done

if ! command -v swift >/dev/null 2>&1; then
  echo "Swift is not installed. Tatua needs Swift 6.3 (https://www.swift.org/install); this script does not install compilers." >&2
  exit 1
fi
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
if [ "$(printf '%s\n6.3\n' "$version" | sort -V | head -n 1)" != 6.3 ]; then
  echo "Swift $version is too old: Tatua needs Swift 6.3 or newer." >&2
  exit 1
fi

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "This is not a Debian system, so nothing was installed. Needed: SQLite 3.40+, OpenSSL 3, zlib, libjpeg and libpng (with headers), pkg-config, Python 3.11+; for the tests openssl and curl." >&2
  exit 0
fi
missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "Missing Debian packages: ${missing[*]}. You are not root and there is no sudo; ask an administrator for:" >&2
    echo "  apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "== Installing Debian packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q || echo "apt-get update failed; trying with the package lists that are here." >&2
if ! "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}"; then
  echo "Could not install ${missing[*]}. Install them by hand, then run the same command again." >&2
  exit 1
fi
