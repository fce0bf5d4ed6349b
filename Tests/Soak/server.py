"""The server as a process: started, killed, stopped, watched. The harness is the only one who does this."""

import os
import re
import signal
import subprocess
import threading
import time

#: More resident memory than this is a leak (docs/performance.md: peak 125 MB), in bytes.
MEMORY_BYTES_MAX = 600 * 1024 * 1024
CRASH_WORDS = re.compile(
    r"Fatal error|Precondition failed|\*\*\* |Program crashed|Thread \d+ crashed|Illegal instruction|"
    r"Segmentation fault|AddressSanitizer|exclusive access|EXC_BAD")


class Server:
    """`tatuad serve` on one data directory and one port; `lock` keeps two threads from starting and killing at once."""

    def __init__(self, programs, data, folder, findings):
        self.lock = threading.RLock()
        #: Held by whoever works on the data beside the server or in its place; taken after `lock`, never before.
        self.beside = threading.RLock()
        self.port = 0
        self.is_disk_full = False
        self.full_until = 0.0
        self._programs = programs
        self._data = data
        self._folder = folder
        self.findings = findings
        self._process = None
        self._starts = 0

    def start(self, patience=240.0):
        """Starts it and waits until it answers. Answers whether it did: on a full disk it may well not."""
        with self.lock, self.beside:
            self._starts += 1
            out_path = f"{self._folder}/serve-{self._starts}.out"
            with open(out_path, "wb") as out, open(self._log_path(), "wb") as log:
                self._process = subprocess.Popen(
                    # No line for each request: an hour has millions.
                    [f"{self._programs}/tatuad", "serve", "--data", self._data, "--port", str(self.port),
                     "--log-level", "notice"],
                    stdout=out, stderr=log, stdin=subprocess.DEVNULL)
            end = time.monotonic() + patience
            while time.monotonic() < end:
                with open(out_path, encoding="utf-8") as out:
                    said = re.search(r" at http://[^:]+:(\d+)", out.read())
                if said:
                    self.port = int(said.group(1))
                    self.findings.count("server: starts")
                    return True
                if self._process.poll() is not None:
                    self._ended(expected=(1,) if self._may_be_full() else ())
                    self.findings.count("server: starts that failed")
                    return False
                time.sleep(0.02)
            self.findings.violation("progress", f"tatuad did not answer within {patience:.0f} s ({out_path})")
            return False

    def kill(self):
        """kill -9, at whatever it is doing."""
        with self.lock:
            if self._process is None:
                return
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._ended(expected=(-signal.SIGKILL,))

    def stop(self):
        """Asks it to end, and checks that it does so in order."""
        with self.lock:
            if self._process is None:
                return
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(240)
            except subprocess.TimeoutExpired:
                self.findings.violation("progress", "tatuad did not end within 240 s of SIGTERM")
                self._process.kill()
                self._process.wait()
            self._ended(expected=(0,))

    def freeze(self, seconds):
        with self.lock:
            if self._process is None:
                return
            self._process.send_signal(signal.SIGSTOP)
            time.sleep(seconds)
            self._process.send_signal(signal.SIGCONT)

    def heartbeat(self):
        """Notes a crash and too much memory; starts it again when it is down."""
        with self.lock:
            if self._process is not None and self._process.poll() is not None:
                self._ended(expected=(1,) if self._may_be_full() else ())
            if self._process is None:
                self.start()
                return
            resident = memory_bytes(self._process.pid)
            self.findings.most("server: most memory, MB", resident // 1_048_576)
            if resident > MEMORY_BYTES_MAX:
                self.findings.violation("memory", f"tatuad holds {resident // 1_048_576} MB")

    def _may_be_full(self):
        return self.is_disk_full or time.monotonic() < self.full_until

    def _log_path(self):
        return f"{self._folder}/serve-{self._starts}.log"

    def _ended(self, expected):
        status = self._process.returncode
        self._process = None
        with open(self._log_path(), encoding="utf-8", errors="replace") as log:
            text = log.read()
        if status not in expected:
            self.findings.violation(
                "no crash", f"tatuad ended with {status}; its last words: {text[-600:]!r} ({self._log_path()})")
        elif CRASH_WORDS.search(text):
            self.findings.violation("no crash", f"tatuad said: {text[-600:]!r} ({self._log_path()})")
        else:
            # Nothing to look at later: a long run has hundreds of them.
            os.remove(self._log_path())


def memory_bytes(pid):
    """Resident memory of a process; 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
