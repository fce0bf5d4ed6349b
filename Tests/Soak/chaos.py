"""What befalls the server and the disks while people work, as the weather has it."""

import random
import threading
import time

from faults import SERVER_FAULTS
from weather import CALM


class Chaos:
    """Two threads: one brings faults, one starts the server again whenever it is down. `end()` heals everything."""

    def __init__(self, world, weather, seed, first=None):
        self._world = world
        self._weather = weather
        self._first = first
        self._dice = random.Random(f"{seed} {weather.name}")
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._faults), threading.Thread(target=self._watch)]
        world.weather = weather
        world.proxy.weather = weather
        for thread in self._threads:
            thread.start()

    def end(self):
        world = self._world
        self._over.set()
        for thread in self._threads:
            thread.join()
        world.free_server()
        world.free_client()
        world.proxy.outage_until = 0.0
        world.server.heartbeat()

    def calm(self):
        """From now on nothing is done to the wire and to the clients; the server's faults end with `end()`."""
        self._world.weather = CALM
        self._world.proxy.weather = CALM

    def _watch(self):
        while not self._over.wait(0.25):
            self._world.server.heartbeat()

    def _faults(self):
        dice, world = self._dice, self._world
        while not self._over.wait(min(dice.uniform(*self._weather.server_every), 3600)):
            names = list(self._weather.server)
            owed = [name for name in names if world.owes(SERVER_FAULTS[name])]
            if owed and dice.random() < 0.7:
                names = owed
            (fault,) = dice.choices(names, [self._weather.server[name] for name in names])
            fault, self._first = self._first or fault, None
            getattr(self, f"_{fault}")(world, dice)

    def _kill(self, world, dice):
        world.findings.count(SERVER_FAULTS["kill"])
        world.server.kill()

    def _stop(self, world, dice):
        world.findings.count(SERVER_FAULTS["stop"])
        world.server.freeze(dice.uniform(0.5, 4))

    def _outage(self, world, dice):
        world.proxy.outage_until = time.monotonic() + dice.uniform(0.5, 6)

    def _full(self, world, dice):
        # A server that was killed does not start on a full disk, and then no request meets it.
        is_owed = world.owes(SERVER_FAULTS["full"])
        kill = threading.Timer(dice.uniform(0.2, 3), self._kill, (world, dice))
        kill = kill if dice.random() < 0.5 and not is_owed else None
        if kill:
            kill.start()
        world.fill_server(dice, dice.uniform(0.5, 5) + (4 if is_owed else 0))
        if kill:
            kill.join()

    def _restore(self, world, dice):
        world.restore_server()

    def _client_full(self, world, dice):
        world.fill_client(dice, dice.uniform(2, 8) + (4 if world.owes(SERVER_FAULTS["client_full"]) else 0))
