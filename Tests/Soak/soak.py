"""Real processes under faults: `tatuad` and many `tatua` through a bad network, killed, stopped and out of disk.

Run it with `make soak`. Exit code 0 when every promise held, 1 when one was broken, 2 when the soak itself
failed or a fault never came.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import summary
import verbs
from chaos import Chaos
from checks import ServerFiles, check_device, check_server, commands_of_tokens
from device import Device
from faults import owed
from planted import plant_all
from sticks import carry
from weather import PHASES
from world import World

#: Passes over all devices in which everything must have arrived everywhere.
DRAIN_PASSES_MAX = 8
#: Rounds past the time for faults that have not come yet.
EXTRA_ROUNDS_MAX = 6
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
    """Exchanges until nothing waits and nobody gets anything new. Not coming to an end is a violation.

    First those without a network come to rest by their sticks alone; then they sync, which moves their files and must
    bring no row and no outcome that the sticks did not.
    """

    def by_network(device):
        run = device.run("sync", "--files", harmless=True)
        said, files = run.answer, run.answer.get("files") or {}
        if run.status not in (0, 1) or not said.get("complete") or said["waiting"] or files["interruption"]:
            why = said.get("problem") or said.get("waiting") or files.get("interruption")
            return f"{device.name}: {run.status} {why}"
        moved = said["pushed"] or said["rows"] or said["outcomes"] or files["sent"] or files["received"]
        return f"{device.name}: still moving" if moved or files["waiting"] else None

    def by_stick(device):
        came = carry(device, harmless=True)
        return None if came == (0, 0) else f"{device.name}: by stick {came}"

    def alike(device):
        run = device.run("sync", harmless=True)
        if run.status in (0, 1) and (run.answer["pushed"] or run.answer["rows"] or run.answer["outcomes"]):
            world.findings.violation("bundles", f"{device.name}: after its sticks a sync still brought {run.answer}")
        world.findings.count("devices whose sticks brought all")

    def until_quiet(way):
        restless = []
        for number in range(1, DRAIN_PASSES_MAX + 1):
            with ThreadPoolExecutor(4) as pool:
                restless = [word for word in pool.map(way, world.devices) if word]
            if not restless:
                world.findings.most("drain: most passes", number)
                return True
        world.findings.violation("convergence", f"after {DRAIN_PASSES_MAX} passes: {restless[:5]}")
        return False

    if until_quiet(lambda device: by_stick(device) if device.by_stick else by_network(device)):
        for device in world.devices:
            if device.by_stick:
                alike(device)
    until_quiet(by_network)


def patiently(run):
    """Whether it worked at last: a machine that is busy enough lets any link time out."""
    return any(run().status == 0 for _ in range(4))


def newcomer(world, person, number):
    """A fresh device of `person` that reads everything from the beginning."""
    device = Device(f"{person.name}-new{number}", person, f"{world.folder}/homes/{person.name}-new{number}", world, 4000)
    if not (patiently(lambda: verbs.login(device, world.url))
            and patiently(lambda: device.run("sync", "--files", harmless=True))):
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
    commands = commands_of_tokens(server)
    lists = {}
    for device in [*world.devices, fresh]:
        check_device(world, server, device, commands)
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
        if not patiently(lambda: verbs.login(device, world.url)):
            raise RuntimeError(f"{device.name} could not sign in")
    for device in world.devices:
        verbs.first_sync(device)
        if device.person.files:
            verbs.file(device)
    end = time.monotonic() + seconds
    number = rounds = 0
    # On a slow machine little befalls in a round: there are a few more for what has not come yet.
    while time.monotonic() < end or number == 0 or (owed(world) and number < rounds + EXTRA_ROUNDS_MAX):
        rounds = rounds if time.monotonic() >= end else number + 1
        weather = PHASES[number % len(PHASES)]
        number += 1
        now = time.monotonic()
        until = now + round_seconds if now >= end else min(now + round_seconds, max(end, now + round_seconds / 2))
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
            f"{len(world.findings.violations)} violations"
            f"; still to come: {', '.join(owed(world)) or 'nothing'}")
    if not world.findings.violations:
        prove_the_checks(world)


def prove_the_checks(world):
    """Damages the files in every way that the checks look for, and expects each to be found."""
    world.server.stop()
    missed = plant_all(world, ServerFiles(world))
    for sentence in missed:
        world.findings.violation("planted", sentence)
    world.findings.count("plants found", world.findings.counts.get("plants", 0) - len(missed))


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
    words.add_argument("--summary", help="a file for what is printed at the end, with all counts as JSON")
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
        status = summary.say(world, time.monotonic() - START, given.summary)
        if keep:
            keep_files(world, folder)
        world.close()
        if not keep:
            shutil.rmtree(folder)
    return status


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
