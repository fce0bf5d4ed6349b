"""Everything of one run in one folder: the server and its disk, the proxy, the devices, the journal."""

import os
import shutil
import subprocess
import threading
import time

import files
from device import Device
from disks import Disk
from journal import Findings, Journal
from people import PASSWORD, devices
from proxy import Proxy
from server import Server
from weather import CALM

#: Messages that came late may tell of a disk that was full this long ago, in seconds.
AFTERMATH = 30.0
#: How long the server's disk stays full at most, in seconds, while nobody has met it.
FULL_SECONDS_MAX = 40.0


class World:
    def __init__(self, programs, folder, seed, count, log):
        self.programs, self.folder, self.seed, self.log = programs, folder, seed, log
        self.weather = CALM
        self.restores = False
        self.restore_count = 0
        self.findings = Findings(log)
        os.makedirs(folder, mode=0o700)
        self.journal = Journal(f"{folder}/journal.jsonl")
        self.server_disk = Disk(f"{folder}/server", log)
        # A few devices share a disk that may fill; the others live on the ordinary one.
        self.client_disk = Disk(f"{folder}/small", log)
        self.client_full_until = 0.0
        self.is_client_full = False
        self.data = f"{folder}/server/data"
        os.makedirs(f"{folder}/logs")
        os.makedirs(f"{folder}/scratch")
        os.makedirs(f"{folder}/files")
        os.makedirs(f"{folder}/sticks")
        self._file_bytes = 0
        self._file_lock = threading.Lock()
        #: Files that a device no longer has because an old folder was put back: nobody can send them any more.
        self.lost_files = set()
        #: Files that were seen on the server since it last lost anything: (hash, author).
        self.kept_files = set()
        self.server = Server(programs, self.data, f"{folder}/logs", self.findings)
        self.proxy = Proxy(lambda: self.server.port, self.findings, seed)
        self.devices = []
        seats = devices(count)
        self.people = list(dict.fromkeys(person for person, _ in seats))
        for index, (person, ordinal) in enumerate(seats):
            name = f"{person.name}-{ordinal}"
            place = "small" if index % 4 == 1 else "homes"
            self.devices.append(Device(name, person, f"{folder}/{place}/{name}", self, index, by_stick=index % 5 == 3))

    @property
    def url(self):
        return f"http://127.0.0.1:{self.proxy.port}"

    def tatuad(self, *words, stdin=""):
        return subprocess.run(
            [f"{self.programs}/tatuad", *words, "--data", self.data], input=stdin, capture_output=True, text=True,
            check=False)

    def tatuad_beside(self, *words):
        """The same beside a server that may be killed meanwhile: it is not started again before this has ended."""
        with self.server.beside:
            return self.tatuad(*words)

    def file_room(self, size, small):
        """`size`, or `small` once the files of the run are many."""
        with self._file_lock:
            size = size if self._file_bytes + size < files.BYTES_MAX else small
            self._file_bytes += size
            return size

    def owes(self, count):
        """Whether what is counted under this name has not come yet in this run."""
        return self.findings.counts.get(count, 0) == 0

    def add_people(self):
        for person in self.people:
            added = self.tatuad(
                "user", "add", person.name, "--role", person.role, "--organisation", f"Office of {person.name}",
                "--password-stdin", stdin=PASSWORD + "\n")
            if added.returncode != 0:
                raise RuntimeError(f"{person.name} got no account: {added.stdout}{added.stderr}")

    def scratch(self, name):
        return f"{self.folder}/scratch/{threading.get_ident()}-{name}"

    def may_be_full(self, device, since=None):
        """Whether this device's disk is full, or was a moment before `since` (else now), or after it."""
        is_small = device.home.startswith(f"{self.folder}/small/")
        return is_small and (self.is_client_full or (since or time.monotonic()) < self.client_full_until)

    def server_may_be_full(self, since=None):
        return self.server.is_disk_full or (since or time.monotonic()) < self.server.full_until

    def fill_server(self, dice, seconds):
        if not self.server_disk.can_fill:
            return
        to_the_brim = self.owes("server: a request met the full disk")
        self.server.is_disk_full = self.server_disk.fill(dice, to_the_brim)
        self.findings.count("server: disk full" if self.server.is_disk_full else "server: disk could not be filled")
        began = time.monotonic()
        time.sleep(seconds)
        # SQLite writes into what its journal has already, and on a slow machine seconds do not use that up.
        while (to_the_brim and self.server.is_disk_full and self.owes("server: a request met the full disk")
               and time.monotonic() < began + FULL_SECONDS_MAX):
            time.sleep(0.5)
        self.free_server()

    def free_server(self):
        self.server_disk.free()
        if self.server.is_disk_full:
            self.server.full_until = time.monotonic() + AFTERMATH
        self.server.is_disk_full = False

    def fill_client(self, dice, seconds):
        if not self.client_disk.can_fill:
            return
        self.is_client_full = self.client_disk.fill(dice, to_the_brim=self.owes("client: a run met the full disk"))
        self.findings.count("client: disk full" if self.is_client_full else "client: disk could not be filled")
        time.sleep(seconds)
        self.free_client()

    def free_client(self):
        self.client_disk.free()
        if self.is_client_full:
            self.client_full_until = time.monotonic() + AFTERMATH
        self.is_client_full = False

    def back_up_server(self):
        """A copy of the data directory, as a careful administrator makes it: while no server runs."""
        shutil.rmtree(f"{self.folder}/server-backup", ignore_errors=True)
        shutil.copytree(self.data, f"{self.folder}/server-backup")
        self.findings.count("server: data copied")

    def restore_server(self):
        """Puts the old copy back. What clients were told since is unknown to the server now; they have to tell it again.

        Every second time nobody tells the server: it has to notice when a device comes from its future."""
        with self.server.lock, self.server.beside:
            if not os.path.exists(f"{self.folder}/server-backup"):
                return
            self.server.kill()
            self.free_server()
            shutil.rmtree(self.data)
            shutil.copytree(f"{self.folder}/server-backup", self.data)
            self.kept_files = set()
            self.restore_count += 1
            if self.restore_count % 2:
                told = self.tatuad("restored")
                if told.returncode != 0:
                    self.findings.violation("restore", f"tatuad restored: {told.stdout}{told.stderr}")
            else:
                self.findings.count("server: old data put back in silence")
            self.findings.count("server: old data put back")

    def close(self):
        self.proxy.stop()
        self.server.kill()
        self.server_disk.unmount()
        self.client_disk.unmount()
        self.journal.close()
