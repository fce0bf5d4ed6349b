#!/usr/bin/env python3
"""Keeps Countries.swift and Currencies.swift in step with ISO, as Debian's package iso-codes has it.

Without arguments prints both Swift files as they would be: the rows of today, with ISO's name for codes that are new.
With --check prints what differs and ends with 1 if anything does. No build step runs this.
"""

import argparse
import json
import pathlib
import re
import sys

LISTS = pathlib.Path(__file__).resolve().parent.parent / "Sources/Workflow/CodeLists"
ROW = re.compile(r'Code\(\s*"([A-Z]+)",\s*"((?:[^"\\]|\\.)*)"\s*\)')

# Currencies that ISO lists and we do not, and why; what the package lacks because it is older than the change.
NOT_MONEY = "BOV CHE CHW CLF COU MXV USN UYI UYW XAG XAU XBA XBB XBC XBD XPD XPT XSU XTS XUA XXX".split()
WITHDRAWN = "ANG BGN CUC HRK SLL ZWL".split()
NEWER_THAN_THE_PACKAGE = "XCG ZWG".split()

TABLES = [
    # file of ours, file of the package, its top member, member with the code, left out, known to be newer
    ("Countries.swift", "iso_3166-1.json", "3166-1", "alpha_2", [], []),
    ("Currencies.swift", "iso_4217.json", "4217", "alpha_3", NOT_MONEY + WITHDRAWN, NEWER_THAN_THE_PACKAGE),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the Swift files and print nothing else")
    parser.add_argument("--json", type=pathlib.Path, default=pathlib.Path("/usr/share/iso-codes/json"), metavar="FOLDER")
    options = parser.parse_args()
    differences = []
    for ours, theirs, member, key, left_out, newer in TABLES:
        source = options.json / theirs
        if not source.exists():
            sys.exit(f"iso-codes.py: {source} is missing; install it with: apt-get install iso-codes")
        entries = json.loads(source.read_text(encoding="utf-8"))[member]
        iso = {row[key]: row.get("common_name", row["name"]) for row in entries if row[key] not in left_out}
        text = (LISTS / ours).read_text(encoding="utf-8")
        rows = ROW.findall(text)
        if options.check:
            differences += [f"{ours}: {line}" for line in compare(rows, iso, left_out, newer)]
        else:
            print(rewritten(text, rows, iso, newer), end="")
    for line in differences:
        print(line)
    if options.check and not differences:
        print("iso-codes.py: the lists agree with ISO")
    sys.exit(1 if differences else 0)


def compare(rows, iso, left_out, newer):
    """Sentences that say what differs between our rows and ISO's codes."""
    codes = [code for code, _ in rows]
    titles = [title for _, title in rows]
    for code in sorted(set(iso) - set(codes)):
        yield f"{code} ({iso[code]}) is missing"
    for code in sorted(set(codes) - set(iso) - set(newer)):
        yield f"{code} is left out on purpose, and is there" if code in left_out else f"ISO has no {code}"
    if codes != sorted(set(codes)):
        yield "codes are not in order, or one stands twice"
    for title in sorted({title for title in titles if titles.count(title) > 1}):
        yield f"“{title}” stands twice"


def rewritten(text, rows, iso, newer):
    """The Swift file `text` with rows for the codes of ISO; names that we have stay."""
    names = {code: name.replace("\\", "\\\\").replace('"', '\\"') for code, name in iso.items()}
    names.update({code: title for code, title in rows if code in iso or code in newer})
    head = text[: text.index("codes: [") + len("codes: [")]
    tail = text[text.index("        ])") :]
    return head + "\n" + "".join(f'            Code("{code}", "{names[code]}"),\n' for code in sorted(names)) + tail


if __name__ == "__main__":
    main()
