"""What the clients were told, kept apart from the product: a line before each command and one after it, both on disk.

Only so "accepted" is known exactly: a line `begun` without a line `ended` is a command that may or may not be queued.
"""

import json
import os
import threading


class Journal:
    """Appends lines to one file, each flushed and synced before the caller goes on; safe to share between threads."""

    def __init__(self, path):
        self._file = open(path, "a", encoding="utf-8")
        self._lock = threading.Lock()

    def write(self, **line):
        with self._lock:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self):
        self._file.close()


class Findings:
    """Violations and counts of one run; safe to share between threads."""

    def __init__(self, log):
        self._lock = threading.Lock()
        self._log = log
        self.violations = []
        self.counts = {}

    def violation(self, rule, what):
        """Notes that the promise `rule` was broken; says so at once."""
        with self._lock:
            self.violations.append((rule, what))
        self._log(f"VIOLATION [{rule}] {what}")

    def count(self, name, by=1):
        with self._lock:
            self.counts[name] = self.counts.get(name, 0) + by

    def most(self, name, value):
        with self._lock:
            self.counts[name] = max(self.counts.get(name, 0), value)
