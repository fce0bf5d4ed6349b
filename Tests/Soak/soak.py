"""Real processes under faults: `tatuad` and many `tatua` through a bad network, killed, stopped and out of disk.

Run it with `make soak`. Exit code 0 when every promise held, 1 when one was broken, 2 when the soak itself failed.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import verbs
from chaos import Chaos
from checks import ServerFiles, check_device, check_server, tokens_of_commands
from device import Device
from planted import PLANTS, plant_all
from weather import PHASES
from world import World

#: Passes over all devices in which everything must have arrived everywhere.
DRAIN_PASSES_MAX = 6
START = time.monotonic()


def log(text):
    print(f"[{time.monotonic() - START:7.1f}] {text}", flush=True)


def work(world, until, rate):
    """Every device does things at random moments until the time is up; `rate` runs a second in all."""

    def person(device):
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                verbs.something(device)
            except Exception as error:  # noqa: BLE001: a thread that dies must fail the soak
                world.findings.violation("harness", f"{device.name}: {type(error).__name__}: {error}")
                return
            spent = time.monotonic() - began
            time.sleep(max(0, min(device.dice.expovariate(rate / len(world.devices)) - spent, until - time.monotonic())))

    threads = [threading.Thread(target=person, args=(device,), name=device.name) for device in world.devices]
    for thread in threads:
        thread.start()
    return threads


def drain(world):
    """Syncs everybody until nothing waits and nobody gets anything new. Not coming to an end is a violation."""

    def unrest(device):
        run = device.run("sync", harmless=True)
        if run.status not in (0, 1) or not run.answer.get("complete") or run.answer["waiting"]:
            return f"{device.name}: {run.status} {run.answer.get('problem') or run.answer.get('waiting')}"
        moved = run.answer["pushed"] or run.answer["rows"] or run.answer["outcomes"]
        return f"{device.name}: still moving" if moved else None

    restless = []
    for number in range(1, DRAIN_PASSES_MAX + 1):
        with ThreadPoolExecutor(4) as pool:
            restless = [word for word in pool.map(unrest, world.devices) if word]
        if not restless:
            world.findings.most("drain: most passes", number)
            return
    world.findings.violation("convergence", f"after {DRAIN_PASSES_MAX} passes: {restless[:5]}")


def newcomer(world, person, number):
    """A fresh device of `person` that reads everything from the beginning."""
    device = Device(f"{person.name}-new{number}", person, f"{world.folder}/homes/{person.name}-new{number}", world, 4000)
    if verbs.login(device, world.url).status != 0 or device.run("sync", harmless=True).status != 0:
        world.findings.violation("convergence", f"a new device of {person.name} could not sync")
    return device


def check(world, number, dice):
    """Drains, ends the server, and holds the files of both sides against each other."""
    drain(world)
    fresh = newcomer(world, dice.choice(world.people), number)
    # In order or not: the files must say the same.
    if number % 2:
        world.server.stop()
    else:
        world.server.kill()
    server = ServerFiles(world)
    check_server(world, server)
    sent = tokens_of_commands(server)
    lists = {}
    for device in [*world.devices, fresh]:
        check_device(world, server, device, sent)
        cases = device.run("list", harmless=True).answer.get("cases")
        other = lists.setdefault(device.person.name, (device.name, cases))
        if other[1] != cases:
            world.findings.violation("same screen", f"{device.name} lists other cases than {other[0]}")
    shutil.rmtree(fresh.home)
    if world.restores and number % 3 == 1:
        world.back_up_server()
    world.server.start()
    outcomes = {}
    for *_, outcome in server.commands.values():
        outcomes[outcome["type"]] = outcomes.get(outcome["type"], 0) + 1
    world.findings.counts.update({f"outcome {kind}": count for kind, count in outcomes.items()})
    world.findings.most("commits", server.head[0] or 0)
    world.findings.most("rows on the server", len(server.rows))
    return len(server.commands)


def soak(world, seconds, round_seconds, rate):
    dice = random.Random(f"{world.seed} rounds")
    world.add_people()
    if not world.server.start():
        raise RuntimeError("tatuad did not start")
    for device in world.devices:
        if verbs.login(device, world.url).status != 0:
            raise RuntimeError(f"{device.name} could not sign in")
    for device in world.devices:
        verbs.sync(device)
        if device.person.files:
            verbs.file(device)
    end = time.monotonic() + seconds
    number = 0
    while time.monotonic() < end or number == 0:
        weather = PHASES[number % len(PHASES)]
        number += 1
        until = min(time.monotonic() + round_seconds, max(end, time.monotonic() + 10))
        first = "restore" if world.restores and number % 3 == 0 else None
        chaos = Chaos(world, weather, f"{world.seed} {number}", first)
        threads = work(world, until, rate)
        for thread in threads:
            while thread.is_alive():
                thread.join(1)
                if time.monotonic() > until:
                    chaos.calm()
        chaos.end()
        commands = check(world, number, dice)
        world.findings.most("rounds", number)
        log(f"round {number} ({weather.name}): {commands} commands on the server, "
            f"{len(world.findings.violations)} violations")
    if not world.findings.violations:
        prove_the_checks(world)


def prove_the_checks(world):
    """Damages the files in every way that the checks look for, and expects each to be found."""
    world.server.stop()
    missed = plant_all(world, ServerFiles(world))
    for sentence in missed:
        world.findings.violation("planted", sentence)
    world.findings.count("plants found", len(PLANTS) - len(missed))


def summary(world, seconds):
    findings = world.findings
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    print(f"\nSoak of {commit.stdout.strip()}: seed {world.seed}, {len(world.devices)} devices, {seconds:.0f} s")
    for name in sorted(findings.counts):
        print(f"  {name:36} {findings.counts[name]}")
    print(f"  {'commands accepted a second':36} {findings.counts.get('commands accepted', 0) / max(seconds, 1):.1f}")
    with open(f"{world.folder}/summary.json", "w", encoding="utf-8") as file:
        json.dump({"seed": world.seed, "seconds": seconds, "counts": findings.counts,
                   "violations": findings.violations}, file, indent=1)
    if findings.violations:
        print(f"\n{len(findings.violations)} VIOLATIONS (files are kept in {world.folder}):")
        for rule, what in findings.violations[:50]:
            print(f"  [{rule}] {what}")
    else:
        print("\nEvery promise held.")


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--programs", required=True, help="the folder of tatuad and tatua")
    words.add_argument("--seconds", type=float, default=180)
    words.add_argument("--seed", type=int, default=None)
    words.add_argument("--clients", type=int, default=20)
    words.add_argument("--round", type=float, help="seconds of work between two checks (45, or more in a long run)")
    words.add_argument("--rate", type=float, default=8, help="runs of tatua a second, all devices together")
    words.add_argument("--no-restores", action="store_true", help="never put an old copy of the server's data back")
    words.add_argument("--folder", help="where to work; kept only when a promise was broken")
    given = words.parse_args()
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(1_000_000)
    folder = given.folder or tempfile.mkdtemp(prefix="tatua-soak.")
    os.nice(5)
    # Whoever ends the soak gets the small disks unmounted and the server ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
    log(f"seed {seed}, {given.clients} devices, {given.seconds:.0f} s, in {folder}")
    world = World(given.programs, f"{folder}/world", seed, given.clients, log)
    world.restores = not given.no_restores
    try:
        soak(world, given.seconds, given.round or max(45, given.seconds / 30), given.rate)
    finally:
        keep = world.findings.violations or sys.exc_info()[0]
        summary(world, time.monotonic() - START)
        if keep:
            keep_files(world, folder)
        world.close()
        if not keep:
            shutil.rmtree(folder)
    return 1 if world.findings.violations else 0


def keep_files(world, folder):
    """Copies what lies on the small disks, which go with the run."""
    world.server.kill()
    for name in ("server", "small"):
        shutil.copytree(f"{world.folder}/{name}", f"{folder}/kept-{name}", dirs_exist_ok=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001: the soak failed, not the product
        import traceback

        traceback.print_exc()
        print(f"the soak itself failed: {error}", file=sys.stderr)
        sys.exit(2)
