"""What a run says at its end, for people, for programs, and as a line for the table of docs/soak.md."""

import datetime
import json
import subprocess

from faults import owed


def say(world, seconds, path=None):
    """Prints the summary and writes it to `path` as well. Answers the exit code."""
    findings, counts = world.findings, world.findings.counts
    never = owed(world)
    lines = [f"Soak of {_commit()}: seed {world.seed}, {len(world.devices)} devices, {seconds:.0f} s"]
    lines += [f"  {name:44} {counts[name]}" for name in sorted(counts)]
    lines.append(f"  {'commands accepted a second':44} {counts.get('commands accepted', 0) / max(seconds, 1):.1f}")
    if findings.violations:
        lines.append(f"\n{len(findings.violations)} VIOLATIONS (files are kept in {world.folder}):")
        lines += [f"  [{rule}] {what}" for rule, what in findings.violations[:50]]
    elif never:
        lines.append(f"\nNo promise was broken, but this never came: {', '.join(never)}.")
    else:
        lines.append("\nEvery promise held.")
    lines.append("\nFor docs/soak.md: " + _row(world, seconds, never))
    text = "\n".join(lines)
    print("\n" + text, flush=True)
    if path:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text + "\n\n" + json.dumps({
                "seed": world.seed, "seconds": seconds, "counts": counts, "never": never,
                "violations": findings.violations}, indent=1) + "\n")
    return 1 if findings.violations else 2 if never else 0


def _row(world, seconds, never):
    def counted(*names):
        return " / ".join(f"{world.findings.counts.get(name, 0):,}" for name in names)

    result = f"**red**: {len(world.findings.violations)} violations" if world.findings.violations else \
        f"never came: {', '.join(never)}" if never else "green"
    cells = [
        datetime.date.today().isoformat(), _commit(), str(world.seed), str(len(world.devices)), f"{seconds:.0f}",
        counted("rounds"), counted("runs"), counted("requests"), counted("commands accepted"),
        counted("server: kill -9", "client: killed in mid-flight"),
        counted("server: disk full", "client: disk full"),
        counted("server: stopped for a while", "client: stopped for a while"), result]
    return f"| {' | '.join(cells)} |"


def _commit():
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return commit.stdout.strip() or "an unknown commit"
