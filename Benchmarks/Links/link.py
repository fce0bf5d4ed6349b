"""A thin link between two network namespaces, packet by packet, in user space.

`tc netem` where the kernel has none: each side is a TUN device, so both ends are the kernel's own TCP over a real loss of
packets. The server's side serves loopback only; the device's side reaches it under 127.0.0.1, which nothing else has there.
Needs the right to make namespaces and TUN devices (root in a container is enough) and touches nothing outside of them.
"""

import ctypes
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import threading
import time
from dataclasses import dataclass

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
CLONE_NEWNET = 0x40000000
#: Of one packet, IP and TCP heads included.
MTU = 1_400
#: For how long a link that fails now and then works at first.
FIRST_WORKS_SECONDS = 5.0
libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Profile:
    """What a link does to packets. Rates in bits a second; `delay` is one way, in seconds, give or take `jitter`."""

    name: str
    up: int
    down: int
    delay: float
    jitter: float = 0.0
    loss: float = 0.0
    #: Seconds that it works and seconds that it does not, in turn.
    works: float = 0.0
    fails: float = 0.0


class Way:
    """One direction: a queue before the bottleneck, then the air."""

    #: What waits before the bottleneck, in seconds of its rate, as modems do it; more is dropped.
    QUEUE_SECONDS = 4.0

    def __init__(self, rate):
        self.rate = rate
        self.free = 0.0
        self.arrived = 0.0
        #: What the sender put on the way and what came out of it, in bytes of IP.
        self.offered = self.carried = self.packets = self.lost = 0


class Link(threading.Thread):
    """Carries packets between the namespaces under a profile, which may be changed while it runs."""

    def __init__(self, seed=1):
        super().__init__(daemon=True)
        self.dice = random.Random(seed)
        self.lock = threading.Lock()
        self.flying = []
        self.number = 0
        check(libc.unshare(CLONE_NEWNET), "unshare")
        self.server_space = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        self.server_tun = tun("tatua0")
        configure("ip link set lo up", "ip addr add 10.77.0.2/32 dev tatua0", f"ip link set tatua0 mtu {MTU} up",
                  "ip route add 10.77.0.1/32 dev tatua0")
        localnet("tatua0")
        check(libc.unshare(CLONE_NEWNET), "unshare")
        self.device_space = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        self.device_tun = tun("tatua0")
        # `lo` stays down: 127.0.0.1 is on the other side of the link.
        configure("ip addr add 10.77.0.1/32 dev tatua0", f"ip link set tatua0 mtu {MTU} up")
        localnet("tatua0")
        configure("ip route add 127.0.0.1/32 dev tatua0 src 10.77.0.1")
        self.ends = False
        self.shape(Profile("none", 0, 0, 0.0))

    def shape(self, profile):
        """From now on the link is `profile`; counts and the rhythm of its failures begin anew."""
        with self.lock:
            self.profile = profile
            self.flying = []
            # A link that fails does so soon after the beginning: short jobs are to meet it as well.
            self.since = time.monotonic() - max(0.0, profile.works - FIRST_WORKS_SECONDS)
            self.up, self.down = Way(profile.up), Way(profile.down)

    def enter(self, space):
        """What this thread starts from now on lives on one side of the link."""
        check(libc.setns(space, CLONE_NEWNET), "setns")

    def run(self):
        poller = select.poll()
        for descriptor in (self.server_tun, self.device_tun):
            poller.register(descriptor, select.POLLIN)
        while not self.ends:
            due = self.flying[0][0] - time.monotonic() if self.flying else 0.2
            for descriptor, _ in poller.poll(max(0.0, due) * 1_000):
                self.take(descriptor)
            with self.lock:
                self.deliver(time.monotonic())

    def take(self, descriptor):
        packet = os.read(descriptor, 65_536)
        if packet[0] >> 4 != 4:
            return
        now = time.monotonic()
        with self.lock:
            profile, is_up = self.profile, descriptor == self.device_tun
            way = self.up if is_up else self.down
            way.offered += len(packet)
            way.packets += 1
            span = profile.works + profile.fails
            fails = span > 0 and (now - self.since) % span >= profile.works
            waits = way.rate > 0 and max(0.0, way.free - now) > Way.QUEUE_SECONDS
            if fails or waits or self.dice.random() < profile.loss:
                way.lost += 1
                return
            way.free = max(now, way.free) + (len(packet) * 8 / way.rate if way.rate else 0.0)
            arrives = way.free + profile.delay + self.dice.uniform(-profile.jitter, profile.jitter)
            # A cell's air interface keeps the order.
            way.arrived = max(way.arrived, arrives)
            self.number += 1
            heapq.heappush(self.flying, (way.arrived, self.number, way, is_up, packet))

    def deliver(self, now):
        while self.flying and self.flying[0][0] <= now:
            _, _, way, is_up, packet = heapq.heappop(self.flying)
            os.write(self.server_tun if is_up else self.device_tun, packet)
            way.carried += len(packet)

    def close(self):
        self.ends = True
        self.join()


def tun(name):
    descriptor = os.open("/dev/net/tun", os.O_RDWR | os.O_CLOEXEC)
    fcntl.ioctl(descriptor, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return descriptor


def configure(*commands):
    for command in commands:
        subprocess.run(command.split(), check=True)


def localnet(device):
    """Lets 127.0.0.1 be reached over `device`, within this namespace."""
    for name, value in (("route_localnet", "1"), ("rp_filter", "0")):
        with open(f"/proc/sys/net/ipv4/conf/{device}/{name}", "w", encoding="ascii") as setting:
            setting.write(value)


def check(result, what):
    if result != 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")
