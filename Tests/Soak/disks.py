"""Small disks that can be filled: a tmpfs whose size is taken down to what is used, and given back."""

import os
import random
import subprocess

ROOMY_BYTES = 1 << 30


class Disk:
    """A folder, on a tmpfs of its own where mounting is allowed."""

    def __init__(self, folder, log):
        os.makedirs(folder, exist_ok=True)
        self.folder = folder
        done = _mount("-t", "tmpfs", "-o", f"size={ROOMY_BYTES},mode=0700", "tmpfs", folder)
        self.can_fill = done is None
        if done is not None:
            log(f"No small disk at {folder}: {done}. Going on without the fault “disk full” there.")

    def fill(self, dice: random.Random, to_the_brim=False):
        """Leaves room for a few pages, or none, `to_the_brim` none. Answers whether the disk is full now."""
        if not self.can_fill:
            return False
        room = 0 if to_the_brim else dice.choice([0, 0, 1, 4, 16, 40]) * 4096
        # Somebody may write between looking and mounting.
        return any(self._resize(max(self._bytes_used() + room, 4096)) for _ in range(20))

    def _bytes_used(self):
        used = os.statvfs(self.folder)
        return (used.f_blocks - used.f_bfree) * used.f_frsize

    def free(self):
        if self.can_fill and not self._resize(ROOMY_BYTES):
            raise RuntimeError(f"{self.folder} could not be made roomy again")

    def unmount(self):
        if self.can_fill:
            subprocess.run(["umount", "-l", self.folder], check=False, capture_output=True)

    def _resize(self, size):
        return _mount("-o", f"remount,size={size}", self.folder) is None


def _mount(*words):
    """`None` when it worked, else why not."""
    try:
        done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "there is no mount here"
    return None if done.returncode == 0 else (done.stderr.strip() or f"mount ended with {done.returncode}")
