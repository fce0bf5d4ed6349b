"""One person's device: a home folder, and runs of `tatua` on it, one at a time, some of them killed or stopped."""

import json
import os
import pty
import random
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from dataclasses import dataclass, field

from server import CRASH_WORDS

#: A run that takes longer hangs, on the slowest machine too: every exchange ends after 60 s without a byte.
RUN_SECONDS_MAX = 600
EXIT_CODES = {0, 1, 2, 3, 4}


@dataclass
class Run:
    """What came of one run; `status` is `None` where the harness killed it in mid-flight."""

    status: int | None
    answer: dict = field(default_factory=dict)

    @property
    def problem(self):
        return self.answer.get("problem", {}).get("code") if self.status else None


class Device:
    def __init__(self, name, person, home, world, ordinal, by_stick=False):
        self.name = name
        self.person = person
        self.home = home
        self.world = world
        #: Whether it has no network while people work.
        self.by_stick = by_stick
        self.dice = random.Random(f"{world.seed} {name}")
        self.cases = []
        #: mid → position of every command that was ever seen in the outbox.
        self.seen = {}
        #: Tokens of commands that were accepted, and of those that may have been.
        self.accepted = {}
        self.maybe = set()
        #: token → how often its command was made anew, or may have been.
        self.made_again = {}
        #: Commands whose words somebody meant to erase.
        self.discarded = set()
        #: verb → how long a run of it takes of late, in seconds: kills are to fall anywhere in it.
        self.usual = {}
        self._tokens = 0
        self._ordinal = ordinal

    def token(self):
        """A word that occurs nowhere else: by it a text is found again wherever it went."""
        self._tokens += 1
        return f"zq{self.dice.getrandbits(24):06x}{self._ordinal:03x}{self._tokens:05x}"

    def run(self, *words, stdin="", changes=None, harmless=False):
        """Runs `tatua` once.

        changes: the token that the command carries, or "" for a command without one; `None` for a verb that queues
        nothing. harmless: neither killed nor stopped, whatever the weather.
        """
        world = self.world
        journal, findings = world.journal, world.findings
        if changes is not None:
            journal.write(event="begun", device=self.name, words=words, token=changes)
        process = subprocess.Popen(
            [f"{world.programs}/tatua", *words, "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env={**os.environ, "TATUA_HOME": self.home}, text=True, errors="replace")
        began = time.monotonic()
        may_be_full = world.may_be_full(self)
        fate = None if harmless else self._fate(process, self.usual.get(words[0], 0.1))
        try:
            output, complaints = process.communicate(stdin, timeout=RUN_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            findings.violation("progress", f"{self.name}: {words[0]} did not end within {RUN_SECONDS_MAX} s")
            return Run(None)
        finally:
            if fate:
                fate.join()
        status = process.returncode
        findings.count("runs")
        if status == -signal.SIGKILL and fate is not None:
            findings.count("client: killed in mid-flight")
            self._look_after(changes, was_killed=True)
            if changes is not None:
                journal.write(event="killed", device=self.name, token=changes)
            return Run(None)
        findings.count(f"exit {status}")
        if not fate:
            self.usual[words[0]] = 0.7 * self.usual.get(words[0], 0.1) + 0.3 * min(time.monotonic() - began, 5)
        run = Run(status, self._read(words, status, output, complaints, began, may_be_full))
        if changes is not None:
            journal.write(event="ended", device=self.name, token=changes, status=status,
                          problem=run.answer.get("problem"))
            if status == 0:
                self._look_after(changes, was_killed=False)
        return run

    def _fate(self, process, usual):
        """Maybe kills or stops the run at a random moment of it."""
        weather, dice = self.world.weather, self.dice
        kills, stops = dice.random() < weather.client_kill, dice.random() < weather.client_stop
        if not (kills or stops):
            return None
        # Anywhere in the run, and often about when it writes and ends.
        delay = usual * (dice.uniform(0.1, 1.1) if dice.random() < 0.4 else dice.uniform(0.75, 1.05))
        pause = dice.uniform(0.2, 3)

        def act():
            time.sleep(delay)
            # The process is reaped only by `communicate`, which may be done already: then the signal goes nowhere.
            if stops:
                process.send_signal(signal.SIGSTOP)
                self.world.findings.count("client: stopped for a while")
                time.sleep(pause)
                process.send_signal(signal.SIGCONT)
            if kills:
                process.send_signal(signal.SIGKILL)

        thread = threading.Thread(target=act)
        thread.start()
        return thread

    def _read(self, words, status, output, complaints, began, may_be_full):
        findings = self.world.findings
        if status not in EXIT_CODES or CRASH_WORDS.search(complaints):
            findings.violation("no crash", f"{self.name}: {words} ended with {status}: {complaints[-800:]!r}")
        try:
            answer = json.loads(output)
        except ValueError:
            findings.violation("one answer", f"{self.name}: {words} ended with {status}, answered {output[-300:]!r}")
            return {}
        code = answer.get("problem", {}).get("code") if status else None
        if code:
            findings.count(f"problem {code}")
        if status == 4 and words[0] != "login":
            findings.violation("session", f"{self.name}: {words} was signed out: {answer['problem']}")
        if not status and words[0] == "file" and may_be_full:
            findings.count("client: filed while the disk was full")
        if code in ("deviceFailed", "noRoomHere"):
            if may_be_full or self.world.may_be_full(self, since=began):
                findings.count("client: a run met the full disk")
            else:
                findings.violation("device", f"{self.name}: {words}: {answer['problem']}")
        if code == "internal":
            if self.world.server_may_be_full(since=began):
                findings.count("server: a request met the full disk")
            else:
                findings.violation("fault", f"{self.name}: {words}: {answer['problem']}")
        return answer

    def converse(self, words, typed):
        """Runs `tatua` at a terminal where a person types `typed`. Answers what it said there and as its result."""
        person, terminal = pty.openpty()
        try:
            os.write(person, typed.encode())
            done = subprocess.run(
                [f"{self.world.programs}/tatua", *words], stdin=terminal, stdout=subprocess.PIPE, stderr=terminal,
                env={**os.environ, "TATUA_HOME": self.home}, timeout=RUN_SECONDS_MAX, check=False)
        finally:
            os.close(terminal)
            os.close(person)
        self.world.findings.count("runs at a terminal")
        if done.returncode not in EXIT_CODES:
            self.world.findings.violation("no crash", f"{self.name}: {words} at a terminal ended with {done.returncode}")
        return done.stdout.decode(errors="replace") if done.returncode == 0 else None

    def outbox(self):
        """The outbox as it is on disk: mid → (position, pending, entry), read from a copy."""
        with copied(self.home, self.world.scratch(self.name)) as database:
            rows = database.execute("SELECT lower(hex(mid)), position, pending, entry FROM outbox").fetchall()
        return {mid: (position, pending, json.loads(entry)) for mid, position, pending, entry in rows}

    @property
    def has_backup(self):
        return os.path.exists(f"{self._backup}/replica.sqlite")

    @property
    def _backup(self):
        return f"{self.world.folder}/backups/{self.name}"

    def back_up(self):
        shutil.rmtree(self._backup, ignore_errors=True)
        shutil.copytree(self.home, self._backup)
        self.world.findings.count("client: folder copied")

    def restore(self):
        """Puts the copy of the folder back. What was made since and not sent is gone, and that is no fault of anybody's."""
        self.world.lost_files |= files_in(self.home) - files_in(self._backup)
        while True:
            for name in os.listdir(self.home):
                place = f"{self.home}/{name}"
                if os.path.isdir(place):
                    shutil.rmtree(place)
                else:
                    os.remove(place)
            try:
                shutil.copytree(self._backup, self.home, dirs_exist_ok=True)
                break
            except (OSError, shutil.Error):
                # The disk filled meanwhile.
                time.sleep(1)
        outbox = self.outbox()
        self.seen = {mid: position for mid, (position, _, _) in outbox.items()}
        lost = {token for token, mid in self.accepted.items() if mid not in outbox}
        self.maybe |= lost
        for token in lost:
            del self.accepted[token]
        self.world.findings.count("client: old folder put back")

    def _look_after(self, token, was_killed):
        """Notes what a run put into the outbox: an accepted command is there, once, before the run ends."""
        outbox = self.outbox()
        findings = self.world.findings
        for mid in self.seen.keys() - outbox.keys():
            findings.violation("nothing lost", f"{self.name}: command {mid} is gone from the outbox")
        # Only a verb that changes something may add to it.
        if token is None and outbox.keys() - self.seen.keys():
            findings.violation("nothing invented", f"{self.name}: the outbox grew in a run that changes nothing")
        new = sorted(outbox.keys() - self.seen.keys(), key=lambda mid: outbox[mid][0])
        for mid in new:
            self.seen[mid] = outbox[mid][0]
        carried = [mid for mid in new if token and token in outbox[mid][2]["envelope"]["args"]]
        if was_killed:
            if token is not None:
                findings.count("commands killed, queued" if new else "commands killed, not queued")
            if token and not carried:
                self.maybe.add(token)
                return
        elif not new or (token and len(carried) != 1):
            findings.violation("nothing lost", f"{self.name}: accepted, and the outbox holds {carried} of {new}")
        findings.count("commands accepted", len(new))
        if token and carried:
            self.accepted[token] = carried[0]


def files_in(home):
    """Names of the files of cases that are whole in a home."""
    folder = f"{home}/blobs"
    return {name for name in os.listdir(folder) if len(name) == 64} if os.path.isdir(folder) else set()


class copied:
    """A database opened on a copy of its files, so that looking at it changes nothing."""

    def __init__(self, home, scratch, name="replica.sqlite"):
        self._home, self._scratch, self._name = home, scratch, name

    def __enter__(self):
        shutil.rmtree(self._scratch, ignore_errors=True)
        os.makedirs(self._scratch)
        for suffix in ("", "-wal"):
            source = f"{self._home}/{self._name}{suffix}"
            if os.path.exists(source):
                shutil.copyfile(source, f"{self._scratch}/{self._name}{suffix}")
        self._database = sqlite3.connect(f"{self._scratch}/{self._name}")
        return self._database

    def __exit__(self, *_):
        self._database.close()
        shutil.rmtree(self._scratch, ignore_errors=True)
