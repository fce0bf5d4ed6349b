"""The real `tatua` over thin links: seconds and bytes of an idle sync, a filing, a first sync and an attachment.

Started by `make bench WHAT=links`. Bytes are those of IP packets that either end put on the link, so what TCP sends again
counts. Each figure stands beside the same over the same link without loss, or over no link at all.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from link import Link, Profile

PASSWORD = "a benchmark password"
#: Recorded cases that make about 2,000 rows.
CASES = 500
ATTACHMENT_BYTES = 300_000
#: How long a job is tried again before it counts as failed, in seconds.
PATIENCE = 1_200

#: Round trips as in docs/performance.md; `delay` is half of one.
PROFILES = [
    Profile("no link", 0, 0, 0.0),
    Profile("EDGE, 120/60 kbit/s, 400 ms", 60_000, 120_000, 0.2),
    Profile("VSAT, 256 kbit/s, 600 ms", 256_000, 256_000, 0.3),
    Profile("VSAT, the same, 1% loss", 256_000, 256_000, 0.3, loss=0.01),
    Profile("VSAT, the same, 3% loss", 256_000, 256_000, 0.3, loss=0.03),
    Profile("EDGE flapping, 20 s up, 40 s down", 60_000, 120_000, 0.2, works=20, fails=40),
    Profile("GPRS, 30 kbit/s, 800 +- 400 ms", 30_000, 30_000, 0.4, 0.2),
    Profile("GPRS, the same, 3% loss", 30_000, 30_000, 0.4, 0.2, 0.03),
]
#: Which profile without faults a profile is compared with.
LOSSLESS = {
    "VSAT, the same, 1% loss": "VSAT, 256 kbit/s, 600 ms",
    "VSAT, the same, 3% loss": "VSAT, 256 kbit/s, 600 ms",
    "EDGE flapping, 20 s up, 40 s down": "EDGE, 120/60 kbit/s, 400 ms",
    "GPRS, the same, 3% loss": "GPRS, 30 kbit/s, 800 +- 400 ms",
}


class Device:
    """One home of `tatua`."""

    def __init__(self, bench, name, user):
        self.bench, self.home = bench, os.path.join(bench.folder, name)
        self.run("login", bench.url, "--user", user, "--password-stdin", input=PASSWORD + "\n")

    def start(self, *arguments):
        return subprocess.Popen(
            [self.bench.programs + "/tatua", *arguments], env={**os.environ, "TATUA_HOME": self.home},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *arguments, input=""):
        done = subprocess.run(
            [self.bench.programs + "/tatua", *arguments], env={**os.environ, "TATUA_HOME": self.home}, input=input,
            capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"tatua {' '.join(arguments)}: {done.stderr}{done.stdout}")
        return done.stdout

    def sync(self, *arguments):
        """Syncs until it is done, as a person would who tries again. Returns how often it was tried."""
        until, tries = time.monotonic() + PATIENCE, 0
        while time.monotonic() < until:
            tries += 1
            process = self.start("sync", "--json", *arguments)
            said, errors = process.communicate()
            # A sync whose files are not all through yet is a success, and goes on with the next one.
            if process.returncode == 0 and json.loads(said)["files"]["waiting"] == 0:
                return tries
        raise SystemExit(f"tatua sync: not done after {PATIENCE} s: {errors}")


class Bench:
    def __init__(self, programs, folder):
        self.programs, self.folder = programs, folder
        self.link = Link()
        self.link.start()
        # Programs may need a loopback of their own; only the device's side has none.
        self.link.enter(self.link.server_space)
        subprocess.run([programs + "/tatua-bench", "fill", folder + "/data", str(CASES)], check=True)
        self.server = subprocess.Popen(
            [programs + "/tatuad", "serve", "--data", folder + "/data", "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.link.enter(self.link.device_space)
        line = self.server.stdout.readline()
        self.url = "http://127.0.0.1:" + re.search(r":(\d+)\s*$", line).group(1)

    def timed(self, profile, job):
        """Runs a job over a link. Returns its seconds, its bytes up and down, and what it returned."""
        self.link.shape(profile)
        began = time.monotonic()
        result = job()
        seconds = time.monotonic() - began
        up, down = self.link.up, self.link.down
        # What is still in the air is not lost; sign-ins and the like are not measured.
        self.link.shape(PROFILES[0])
        return seconds, up.offered, down.offered, result

    def close(self):
        self.server.send_signal(signal.SIGTERM)
        self.server.wait()
        self.link.close()


def measure(bench, index, profile):
    """All jobs over one link: `{job: (seconds, bytes)}`."""
    first = Device(bench, f"first{index}", "secretariat")
    filer = Device(bench, f"filer{index}", f"trader{index % 16}")
    filer.sync()
    figures = {}

    def note(job, made):
        seconds, up, down, tries = made
        figures[job] = (seconds, up + down)
        again = f", {tries} tries" if tries and tries > 1 else ""
        print(f"    {job:<34} {seconds:7.1f} s   {up + down:7d} B on the link ({up} up, {down} down){again}", flush=True)

    print(f"  {profile.name}", flush=True)
    note("first sync of about 2,000 rows", bench.timed(profile, first.sync))
    note("idle sync, a process anew", bench.timed(profile, first.sync))
    filer.run(
        "file", "--set", "ntbCategory=2.8", "--set", "locationCountry=UG", "--set", "place=Malaba", "--set",
        "incidentOn=2026-01-05", "--set",
        "description=Milk trucks wait three days at Malaba because each consignment is tested a second time.", "--set",
        "product=UHT milk", "--set", "contact=Amina, +254 700 000 001")
    note("one filing, pushed", bench.timed(profile, filer.sync))
    label = re.search(r'"label":"([^"]*)"', filer.run("list", "--mine", "--json")).group(1)
    path = os.path.join(bench.folder, "evidence.txt")
    with open(path, "w", encoding="ascii") as file:
        dice = random.Random(index)
        file.write("".join(dice.choice("abcdefghijklmnopqrstuvwxyz0123456789 \n") for _ in range(ATTACHMENT_BYTES)))
    filer.run("attach", label, path)
    note("300 KB attachment", bench.timed(profile, lambda: filer.sync("--files")))
    return figures


def measure_kill(bench, whole):
    """Kills a first sync in its middle and goes on: what that costs beside an undisturbed one."""
    profile = PROFILES[2]
    device = Device(bench, "killed", "secretariat")

    def job():
        process = device.start("sync")
        while process.poll() is None and bench.link.down.carried < whole / 2:
            time.sleep(0.01)
        if process.poll() is not None:
            raise SystemExit("the sync ended before it was killed")
        process.kill()
        process.communicate()
        return device.sync()

    seconds, up, down, _ = bench.timed(profile, job)
    print(f"  first sync over {profile.name}, killed (-9) in the middle and run again")
    print(f"    {up + down} B in {seconds:.1f} s: {up + down - whole:+d} B beside undisturbed "
          f"(at most a page, 32,768 B, and a new connection)", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True)
    parser.add_argument("--profiles", help="parts of names, separated by commas; all of them by default")
    chosen = parser.parse_args()
    wanted = chosen.profiles.split(",") if chosen.profiles else [""]
    profiles = [profile for profile in PROFILES if any(part in profile.name for part in wanted)]
    print("\nThin links, the real tatua (a process a sync), packets through a link made here")
    folder = tempfile.mkdtemp(prefix="tatua-links-")
    try:
        bench = Bench(chosen.programs, folder)
    except OSError as error:
        print(f"  not measured: no link can be made here ({error})")
        shutil.rmtree(folder)
        return
    try:
        figures = {}
        for index, profile in enumerate(profiles):
            figures[profile.name] = measure(bench, index, profile)
        for name, other in LOSSLESS.items():
            if name in figures and other in figures:
                mine, clean = (sum(job[1] for job in figures[one].values()) for one in (name, other))
                verdict = "meets" if mine <= 1.3 * clean else "MISSES"
                print(f"  {name}: {mine / clean:.2f} times the bytes without faults ({verdict} the target: at most 1.3)")
        if PROFILES[2].name in figures:
            measure_kill(bench, figures[PROFILES[2].name]["first sync of about 2,000 rows"][1])
    finally:
        bench.close()
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
