"""One line of figures from the log of a run: entry, seconds, executions, executions a second, edges, corpus, memory, finds."""

import pathlib
import re
import sys

name, log, corpus, status = sys.argv[1:5]
text = pathlib.Path(log).read_text(errors="replace")


def last(pattern: str) -> str:
    """The last number that `pattern` finds; a dash where there is none."""
    found = re.findall(pattern, text)
    return found[-1] if found else "-"


files = [path for path in pathlib.Path(corpus).glob("*") if path.is_file()]
seconds = last(r"Done \d+ runs in (\d+) second")
executions = last(r"stat::number_of_executed_units:\s+(\d+)")
rate = last(r"stat::average_exec_per_sec:\s+(\d+)")
if executions == "-":
    executions = last(r"^#(\d+)\s")
edges = last(r"cov: (\d+)")
memory = last(r"stat::peak_rss_mb:\s+(\d+)")
finds = "none" if status == "0" else "; ".join(re.findall(r"found: .*|ERROR: libFuzzer: .*|Fatal error: .*", text)[:2])
print(
    f"| {name} | {seconds} | {executions} | {rate} | {edges} | {len(files)} | {memory} | {finds} |",
    flush=True,
)
