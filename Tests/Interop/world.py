"""A built server on loopback, its accounts, and connections that lose answers."""

import os
import sqlite3
import subprocess

from tatua_client import Client, Connection, Unreachable

PASSWORD = "a long password"


class World:
    """Data and replicas in `folder`; the programs in `programs`."""

    def __init__(self, programs, folder):
        self.programs = programs
        self.folder = folder
        self.data = os.path.join(folder, "data")
        self.process = None
        self.url = None
        self.count = 0

    def program(self, name, *arguments, text="", home=None):
        """Runs a program to its end. Returns what it wrote; raises when it did not end with `0`."""
        environment = {**os.environ, **({"TATUA_HOME": home} if home else {})}
        done = subprocess.run(
            [os.path.join(self.programs, name), *arguments],
            input=text,
            capture_output=True,
            text=True,
            env=environment,
            timeout=120,
            check=False,
        )
        if done.returncode != 0:
            raise AssertionError(f"{name} {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def add_user(self, name, role):
        self.program(
            "tatuad", "user", "add", name, "--role", role, "--password-stdin", "--data", self.data, text=PASSWORD + "\n"
        )

    def start(self, port=0):
        self.process = subprocess.Popen(
            [os.path.join(self.programs, "tatuad"), "serve", "--data", self.data, "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError("tatuad did not start")
        self.url = line.split()[-1]

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=60)
            self.process.stdout.close()
            self.process = None

    def client(self, user, name=None, connection=None):
        """A replica of `user`, signed in: a new one, or the one in the folder `name`."""
        self.count += 1
        client = Client(self.url, os.path.join(self.folder, name or f"{user}-{self.count}"), connection)
        client.login(user, PASSWORD)
        return client

    def terminal(self, user, home, *arguments):
        """What the Swift client says."""
        return self.program("tatua", *arguments, home=os.path.join(self.folder, home))

    def terminal_login(self, user, home):
        self.program(
            "tatua",
            "login",
            self.url,
            "--user",
            user,
            "--password-stdin",
            text=PASSWORD + "\n",
            home=os.path.join(self.folder, home),
        )

    def terminal_rows(self, home):
        """The bytes of every row that the Swift client holds, by id."""
        folder = os.path.join(self.folder, home)
        files = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(".sqlite")]
        if len(files) != 1:
            raise AssertionError(f"one database expected, found {files}")
        with sqlite3.connect(f"file:{files[0]}?mode=ro", uri=True) as db:
            return [bytes(line) for (line,) in db.execute("SELECT bytes FROM s_row ORDER BY id")]


class Faulty(Connection):
    """Loses or changes answers, as `faults` say: one is taken for each request to a path that it names."""

    def __init__(self, server):
        super().__init__(server)
        self.faults = []
        self.asked = []

    def exchange(self, method, path, body, headers):
        answer = super().exchange(method, path, body, headers)
        self.asked.append((path, body, answer[2]))
        if self.faults and self.faults[0][0] == path:
            fault = self.faults.pop(0)[1]
            return fault(answer)
        return answer


def lose(_):
    """The answer does not come."""
    raise Unreachable("lost on purpose")


def cut(answer):
    """The second half of the answer does not come, and nobody says so."""
    status, fields, data = answer
    return status, fields, data[: len(data) // 2]
