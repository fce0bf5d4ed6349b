// Disks in memory under SQLite, for the simulator: one process, one thread. A file `/sim/<disk>/<name>` lies on the disk
// of that number. What was not synced may be lost or torn, sector by sector, when the disk's machine loses power.
#ifndef FAULT_DISK_H
#define FAULT_DISK_H

#include <stdint.h>

enum { FAULT_WRITE = 1, FAULT_SYNC = 2, FAULT_READ = 4 };
enum { FAULT_DISKS_MAX = 64 };

/// Makes it this process's default VFS. Returns SQLite's code.
int fault_disk_install(void);
/// Forgets every file and plan; SQLite's own randomness starts anew from `seed`.
void fault_disk_reset(uint64_t seed);

/// From the `after`-th operation of `kinds` on, `times` of them (-1: all) answer `code`. With `reaches` the operation has
/// its effect all the same, as when power fails in its midst.
void fault_disk_plan(int disk, int kinds, int after, int code, int times, int reaches);
/// How many operations were answered by a plan since the last call of `fault_disk_plan`.
int fault_disk_fired(int disk);
/// Power fails: each sector written since its file's last sync is old or new by the toss of a coin. Files that are open
/// answer errors from now on; opening them again gives what is left.
void fault_disk_crash(int disk, uint64_t seed);
/// The processes that have files of the disk open are no more; what they wrote is there.
void fault_disk_detach(int disk);

/// A copy of all files of a disk, as they are; to be freed.
void *fault_disk_take(int disk);
/// Puts the files of a copy in place of those of a disk.
void fault_disk_put(int disk, const void *image);
void fault_disk_free(void *image);
/// Whether `needle` lies in any file of a disk.
int fault_disk_holds(int disk, const void *needle, int length);

/// Notes which seed is being run; said when the process traps.
void fault_disk_note(uint64_t seed);

#endif
