"""A bad network: a TCP proxy that understands HTTP/1.1 as far as to do harm request by request."""

import asyncio
import random
import threading
import time

from weather import CALM

BODY_BYTES_MAX = 64 * 1024 * 1024
#: What a GPRS link carries in a second, in bytes (30 kbit/s).
THIN_BYTES_PER_SECOND = 3_750
PORTAL = b"<html><body>Welcome! Please accept our terms to use this network.</body></html>"


class Proxy:
    """Listens on a free port of loopback and passes requests to `upstream_port()`, as the weather lets it."""

    def __init__(self, upstream_port, findings, seed):
        self.weather = CALM
        self.outage_until = 0.0
        self.port = 0
        self._upstream_port = upstream_port
        self._findings = findings
        self._random = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        threading.Thread(target=self._run, daemon=True, name="proxy").start()
        if not self._ready.wait(10):
            raise RuntimeError("the proxy did not start")

    def stop(self):
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run(self):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, limit=1 << 20))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    def _choose(self):
        owed = [fault for fault in self.weather.wire if self._findings.counts.get(f"wire: {fault}", 0) == 0]
        if owed and self._random.random() < 0.2:
            return self._random.choice(owed)
        dice = self._random.random()
        for fault, chance in self.weather.wire.items():
            dice -= chance
            if dice < 0:
                return fault
        return None

    async def _serve(self, reader, writer):
        try:
            if time.monotonic() < self.outage_until:
                self._findings.count("wire: refused")
                writer.transport.abort()
                return
            while True:
                request = await read_request(reader)
                if request is None:
                    break
                self._findings.count("requests")
                fault = self._choose()
                if fault:
                    self._findings.count(f"wire: {fault}")
                if not await getattr(self, f"_{fault or 'pass'}")(request, writer):
                    writer.transport.abort()
                    return
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            writer.transport.abort()
            return
        writer.close()

    # One method a fault. Each answers whether the client's connection goes on.

    async def _pass(self, request, writer):
        await send(writer, await self._ask(request))
        return True

    async def _reset(self, request, writer):
        return False

    async def _hang(self, request, writer):
        await asyncio.sleep(self._random.uniform(3, 8))
        return False

    async def _portal(self, request, writer):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(PORTAL)}\r\n\r\n"
        await send(writer, head.encode() + (b"" if request.startswith(b"HEAD ") else PORTAL))
        return True

    async def _drop_reply(self, request, writer):
        await self._ask(request)
        return False

    async def _cut_reply(self, request, writer):
        reply = await self._ask(request)
        await send(writer, reply[: self._random.randrange(len(reply) + 1)])
        # What was written reaches the client, then the end of the connection.
        writer.close()
        try:
            await writer.wait_closed()
        except OSError:
            self._findings.count("wire: client was gone")
        return False

    async def _cut_request(self, request, writer):
        _, upstream = await asyncio.open_connection("127.0.0.1", self._upstream_port())
        await send(upstream, request[: self._random.randrange(len(request) + 1)])
        # A closed half of a body, or a reset in the middle of it.
        if self._random.random() < 0.5:
            upstream.transport.abort()
        else:
            upstream.close()
        return False

    async def _twice(self, request, writer):
        async def later():
            await asyncio.sleep(self._random.uniform(0.0, 2.5))
            try:
                await self._ask(request)
            except (OSError, asyncio.IncompleteReadError):
                self._findings.count("wire: second copy lost")

        second = asyncio.ensure_future(later())
        if self._random.random() < 0.5:
            await second
        await send(writer, await self._ask(request))
        return True

    async def _delay(self, request, writer):
        longest = self._random.choice([0.05, 0.3, 1.0, 3.0])
        await asyncio.sleep(self._random.uniform(0, longest))
        reply = await self._ask(request)
        await asyncio.sleep(self._random.uniform(0, longest))
        await send(writer, reply)
        return True

    async def _throttle(self, request, writer):
        reply = await self._ask(request)
        step = THIN_BYTES_PER_SECOND // 10
        for start in range(0, len(reply), step):
            await send(writer, reply[start : start + step])
            # Once the weather is calm the rest comes at once.
            await asyncio.sleep(0.1 if "throttle" in self.weather.wire else 0)
        return True

    async def _ask(self, request):
        """Sends the request over a connection of its own and reads the whole reply."""
        reader, upstream = await asyncio.open_connection("127.0.0.1", self._upstream_port(), limit=1 << 20)
        try:
            await send(upstream, request)
            return await asyncio.wait_for(read_reply(reader, request.startswith(b"HEAD ")), 55)
        except asyncio.TimeoutError as error:
            raise OSError("the server did not answer in 55 s") from error
        finally:
            upstream.close()


async def send(writer, data):
    writer.write(data)
    await writer.drain()


def headers_of(head):
    lines = head.decode("latin-1").split("\r\n")[1:]
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, value in pairs}


async def read_request(reader):
    """One request as bytes; `None` when the client closed its connection between two."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise
        return None
    return head + await read_body(reader, headers_of(head))


async def read_reply(reader, is_head):
    while True:
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        # Interim replies are passed over.
        if status >= 200:
            break
    if is_head or status in (204, 304):
        return head
    return head + await read_body(reader, headers_of(head))


async def read_body(reader, headers):
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = b""
        while True:
            line = await reader.readuntil(b"\r\n")
            size = int(line.split(b";")[0], 16)
            body += line + await reader.readexactly(size + 2)
            if size == 0:
                return body
            if len(body) > BODY_BYTES_MAX:
                raise OSError("a body is too large")
    return await reader.readexactly(int(headers.get("content-length", "0")))
