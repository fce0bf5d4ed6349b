#define _GNU_SOURCE
#include "fault_disk.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECTOR = 512, SHM_SLOTS = 8, SHM_REGIONS = 64 };

typedef struct Undo {
  int64_t sector;
  uint8_t old[SECTOR];
} Undo;

// One file. A dead one is no longer in the list; the connections that still have it open get errors.
typedef struct Node {
  struct Node *next;
  char name[128];
  int disk, refs, dead;
  uint8_t *data;
  int64_t size, cap, synced_size;
  uint8_t *touched;
  int64_t touched_cap;
  Undo *undo;
  int undo_count, undo_cap;
  int shared, reserved, pending, exclusive;
  void *shm[SHM_REGIONS];
  int shm_shared[SHM_SLOTS], shm_exclusive[SHM_SLOTS], shm_refs;
} Node;

typedef struct File {
  sqlite3_file base;
  Node *node;
  int level, removes, has_shm;
  unsigned shm_shared, shm_exclusive;
} File;

typedef struct Plan {
  int kinds, after, code, times, reaches, fired;
} Plan;

typedef struct Image {
  struct Image *next;
  char name[112];
  uint8_t *data;
  int64_t size;
} Image;

static Node *nodes;
static Plan plans[FAULT_DISKS_MAX];
static uint64_t randomness;

static uint64_t mix(uint64_t *state) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

static void free_node(Node *node) {
  for (int i = 0; i < SHM_REGIONS; i++) free(node->shm[i]);
  free(node->data);
  free(node->touched);
  free(node->undo);
  free(node);
}

static void bury(Node *node) {
  for (Node **at = &nodes; *at; at = &(*at)->next)
    if (*at == node) {
      *at = node->next;
      break;
    }
  node->dead = 1;
  if (node->refs == 0) free_node(node);
}

static Node *find(const char *name) {
  for (Node *node = nodes; node; node = node->next)
    if (strcmp(node->name, name) == 0) return node;
  return 0;
}

static int disk_of(const char *name) {
  if (strncmp(name, "/sim/", 5) != 0) return 0;
  int disk = atoi(name + 5);
  return disk >= 0 && disk < FAULT_DISKS_MAX ? disk : 0;
}

static Node *make(const char *name) {
  Node *node = calloc(1, sizeof *node);
  if (!node) return 0;
  if (name) {
    strncpy(node->name, name, sizeof node->name - 1);
    node->disk = disk_of(name);
    node->next = nodes;
    nodes = node;
  }
  return node;
}

static int grow(Node *node, int64_t size) {
  if (size <= node->cap) return SQLITE_OK;
  int64_t cap = node->cap ? node->cap : 4096;
  while (cap < size) cap *= 2;
  uint8_t *data = realloc(node->data, (size_t)cap);
  if (!data) return SQLITE_NOMEM;
  memset(data + node->cap, 0, (size_t)(cap - node->cap));
  node->data = data;
  node->cap = cap;
  int64_t sectors = cap / SECTOR;
  uint8_t *touched = realloc(node->touched, (size_t)sectors);
  if (!touched) return SQLITE_NOMEM;
  memset(touched + node->touched_cap, 0, (size_t)(sectors - node->touched_cap));
  node->touched = touched;
  node->touched_cap = sectors;
  return SQLITE_OK;
}

// Keeps what the sectors of a range held at the last sync.
static int keep(Node *node, int64_t from, int64_t to) {
  for (int64_t sector = from / SECTOR; sector * SECTOR < to; sector++) {
    if (node->touched[sector]) continue;
    if (node->undo_count == node->undo_cap) {
      int cap = node->undo_cap ? node->undo_cap * 2 : 32;
      Undo *undo = realloc(node->undo, sizeof(Undo) * (size_t)cap);
      if (!undo) return SQLITE_NOMEM;
      node->undo = undo;
      node->undo_cap = cap;
    }
    node->touched[sector] = 1;
    Undo *undo = &node->undo[node->undo_count++];
    undo->sector = sector;
    memcpy(undo->old, node->data + sector * SECTOR, SECTOR);
  }
  return SQLITE_OK;
}

static void settle(Node *node) {
  for (int i = 0; i < node->undo_count; i++) node->touched[node->undo[i].sector] = 0;
  node->undo_count = 0;
  node->synced_size = node->size;
}

// Whether a plan answers this operation; `*reaches` whether it has its effect.
static int planned(Node *node, int kind, int *reaches) {
  Plan *plan = &plans[node->disk];
  *reaches = 1;
  if (!(plan->kinds & kind) || plan->times == 0) return SQLITE_OK;
  if (plan->after > 0) {
    plan->after--;
    return SQLITE_OK;
  }
  if (plan->times > 0) plan->times--;
  plan->fired++;
  // Only the first operation is under way when power fails; nothing reaches the disk after it.
  *reaches = plan->reaches && plan->fired == 1;
  return plan->code;
}

static int x_close(sqlite3_file *base) {
  File *file = (File *)base;
  Node *node = file->node;
  if (!node) return SQLITE_OK;
  file->node = 0;
  node->refs--;
  if (node->dead) {
    if (node->refs == 0) free_node(node);
  } else if (file->removes || node->name[0] == 0) {
    bury(node);
  }
  return SQLITE_OK;
}

static int x_read(sqlite3_file *base, void *to, int count, sqlite3_int64 offset) {
  Node *node = ((File *)base)->node;
  if (node->dead) return SQLITE_IOERR_READ;
  int reaches, code = planned(node, FAULT_READ, &reaches);
  if (code) return code == SQLITE_IOERR ? SQLITE_IOERR_READ : code;
  int64_t there = node->size - offset;
  if (there >= count) {
    memcpy(to, node->data + offset, (size_t)count);
    return SQLITE_OK;
  }
  memset(to, 0, (size_t)count);
  if (there > 0) memcpy(to, node->data + offset, (size_t)there);
  return SQLITE_IOERR_SHORT_READ;
}

static int x_write(sqlite3_file *base, const void *from, int count, sqlite3_int64 offset) {
  Node *node = ((File *)base)->node;
  if (node->dead) return SQLITE_IOERR_WRITE;
  int reaches, code = planned(node, FAULT_WRITE, &reaches);
  if (reaches) {
    if (grow(node, offset + count) || keep(node, offset, offset + count)) return SQLITE_NOMEM;
    memcpy(node->data + offset, from, (size_t)count);
    if (offset + count > node->size) node->size = offset + count;
  }
  return code == SQLITE_IOERR ? SQLITE_IOERR_WRITE : code;
}

static int x_truncate(sqlite3_file *base, sqlite3_int64 size) {
  Node *node = ((File *)base)->node;
  if (node->dead) return SQLITE_IOERR_TRUNCATE;
  int reaches, code = planned(node, FAULT_WRITE, &reaches);
  if (reaches && size < node->size) {
    if (keep(node, size, node->size)) return SQLITE_NOMEM;
    memset(node->data + size, 0, (size_t)(node->size - size));
    node->size = size;
  }
  return code == SQLITE_IOERR ? SQLITE_IOERR_TRUNCATE : code;
}

static int x_sync(sqlite3_file *base, int flags) {
  (void)flags;
  Node *node = ((File *)base)->node;
  if (node->dead) return SQLITE_IOERR_FSYNC;
  int reaches, code = planned(node, FAULT_SYNC, &reaches);
  if (reaches) settle(node);
  return code == SQLITE_IOERR ? SQLITE_IOERR_FSYNC : code;
}

static int x_size(sqlite3_file *base, sqlite3_int64 *size) {
  Node *node = ((File *)base)->node;
  *size = node->size;
  return node->dead ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

static int x_lock(sqlite3_file *base, int level) {
  File *file = (File *)base;
  Node *node = file->node;
  if (node->dead) return SQLITE_IOERR_LOCK;
  if (level <= file->level) return SQLITE_OK;
  if (file->level < SQLITE_LOCK_SHARED) {
    if (node->pending || node->exclusive) return SQLITE_BUSY;
    node->shared++;
    file->level = SQLITE_LOCK_SHARED;
  }
  if (level >= SQLITE_LOCK_RESERVED && file->level < SQLITE_LOCK_RESERVED) {
    if (node->reserved) return SQLITE_BUSY;
    node->reserved = 1;
    file->level = SQLITE_LOCK_RESERVED;
  }
  if (level == SQLITE_LOCK_EXCLUSIVE) {
    node->pending = 1;
    file->level = SQLITE_LOCK_PENDING;
    if (node->shared > 1) return SQLITE_BUSY;
    node->exclusive = 1;
    file->level = SQLITE_LOCK_EXCLUSIVE;
  }
  return SQLITE_OK;
}

static int x_unlock(sqlite3_file *base, int level) {
  File *file = (File *)base;
  Node *node = file->node;
  if (file->level >= SQLITE_LOCK_RESERVED && level < SQLITE_LOCK_RESERVED)
    node->reserved = node->pending = node->exclusive = 0;
  if (file->level >= SQLITE_LOCK_SHARED && level == SQLITE_LOCK_NONE) node->shared--;
  if (level < file->level) file->level = level;
  return SQLITE_OK;
}

static int x_check_reserved(sqlite3_file *base, int *held) {
  *held = ((File *)base)->node->reserved;
  return SQLITE_OK;
}

static int x_control(sqlite3_file *base, int operation, void *argument) {
  (void)base;
  (void)operation;
  (void)argument;
  return SQLITE_NOTFOUND;
}

static int x_sector(sqlite3_file *base) {
  (void)base;
  return SECTOR;
}

static int x_device(sqlite3_file *base) {
  (void)base;
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int x_shm_map(sqlite3_file *base, int region, int size, int extends, void volatile **memory) {
  File *file = (File *)base;
  Node *node = file->node;
  *memory = 0;
  if (node->dead) return SQLITE_IOERR_SHMMAP;
  if (!file->has_shm) {
    file->has_shm = 1;
    node->shm_refs++;
  }
  if (region >= SHM_REGIONS) return SQLITE_IOERR_SHMMAP;
  if (!node->shm[region] && extends) node->shm[region] = calloc(1, (size_t)size);
  *memory = node->shm[region];
  return SQLITE_OK;
}

static int x_shm_lock(sqlite3_file *base, int offset, int count, int flags) {
  File *file = (File *)base;
  Node *node = file->node;
  if (node->dead && (flags & SQLITE_SHM_LOCK)) return SQLITE_IOERR_SHMLOCK;
  for (int slot = offset; slot < offset + count; slot++) {
    unsigned bit = 1u << slot;
    if (flags & SQLITE_SHM_UNLOCK) continue;
    if (flags & SQLITE_SHM_SHARED) {
      if (node->shm_exclusive[slot] && !(file->shm_exclusive & bit)) return SQLITE_BUSY;
    } else if ((node->shm_exclusive[slot] && !(file->shm_exclusive & bit)) ||
               node->shm_shared[slot] > ((file->shm_shared & bit) ? 1 : 0)) {
      return SQLITE_BUSY;
    }
  }
  for (int slot = offset; slot < offset + count; slot++) {
    unsigned bit = 1u << slot;
    if (flags & SQLITE_SHM_UNLOCK) {
      if (file->shm_shared & bit) node->shm_shared[slot]--;
      if (file->shm_exclusive & bit) node->shm_exclusive[slot] = 0;
      file->shm_shared &= ~bit;
      file->shm_exclusive &= ~bit;
    } else if (flags & SQLITE_SHM_SHARED) {
      if (!(file->shm_shared & bit)) node->shm_shared[slot]++;
      file->shm_shared |= bit;
    } else {
      node->shm_exclusive[slot] = 1;
      file->shm_exclusive |= bit;
    }
  }
  return SQLITE_OK;
}

static void x_shm_barrier(sqlite3_file *base) { (void)base; }

static int x_shm_unmap(sqlite3_file *base, int removes) {
  (void)removes;
  File *file = (File *)base;
  Node *node = file->node;
  if (!file->has_shm) return SQLITE_OK;
  x_shm_lock(base, 0, SHM_SLOTS, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
  file->has_shm = 0;
  if (--node->shm_refs == 0)
    for (int i = 0; i < SHM_REGIONS; i++) {
      free(node->shm[i]);
      node->shm[i] = 0;
    }
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = x_close,
    .xRead = x_read,
    .xWrite = x_write,
    .xTruncate = x_truncate,
    .xSync = x_sync,
    .xFileSize = x_size,
    .xLock = x_lock,
    .xUnlock = x_unlock,
    .xCheckReservedLock = x_check_reserved,
    .xFileControl = x_control,
    .xSectorSize = x_sector,
    .xDeviceCharacteristics = x_device,
    .xShmMap = x_shm_map,
    .xShmLock = x_shm_lock,
    .xShmBarrier = x_shm_barrier,
    .xShmUnmap = x_shm_unmap,
};

static int x_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out) {
  (void)vfs;
  File *file = (File *)base;
  memset(file, 0, sizeof *file);
  Node *node = name ? find(name) : 0;
  if (!node) {
    if (name && !(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    node = make(name);
    if (!node) return SQLITE_NOMEM;
  }
  node->refs++;
  file->node = node;
  file->removes = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  base->pMethods = &methods;
  if (out) *out = flags;
  return SQLITE_OK;
}

static int x_delete(sqlite3_vfs *vfs, const char *name, int syncs) {
  (void)vfs;
  (void)syncs;
  Node *node = find(name);
  if (!node) return SQLITE_IOERR_DELETE_NOENT;
  int reaches, code = planned(node, FAULT_WRITE, &reaches);
  if (reaches) bury(node);
  return code == SQLITE_IOERR ? SQLITE_IOERR_DELETE : code;
}

static int x_access(sqlite3_vfs *vfs, const char *name, int flags, int *there) {
  (void)vfs;
  (void)flags;
  Node *node = find(name);
  *there = node && !(flags == SQLITE_ACCESS_EXISTS && node->size == 0);
  return SQLITE_OK;
}

static int x_full(sqlite3_vfs *vfs, const char *name, int count, char *out) {
  (void)vfs;
  if ((int)strlen(name) >= count) return SQLITE_CANTOPEN;
  strcpy(out, name);
  return SQLITE_OK;
}

static int x_randomness(sqlite3_vfs *vfs, int count, char *out) {
  (void)vfs;
  for (int i = 0; i < count; i++) out[i] = (char)mix(&randomness);
  return count;
}

static int x_sleep(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  return microseconds;
}

static int x_now(sqlite3_vfs *vfs, double *day) {
  (void)vfs;
  *day = 2461365.5;
  return SQLITE_OK;
}

static int x_now64(sqlite3_vfs *vfs, sqlite3_int64 *moment) {
  (void)vfs;
  *moment = 2461365ll * 86400000ll;
  return SQLITE_OK;
}

static int x_error(sqlite3_vfs *vfs, int count, char *out) {
  (void)vfs;
  (void)count;
  (void)out;
  return 0;
}

static sqlite3_vfs disk = {
    .iVersion = 2,
    .szOsFile = sizeof(File),
    .mxPathname = 112,
    .zName = "fault-disk",
    .xOpen = x_open,
    .xDelete = x_delete,
    .xAccess = x_access,
    .xFullPathname = x_full,
    .xRandomness = x_randomness,
    .xSleep = x_sleep,
    .xCurrentTime = x_now,
    .xGetLastError = x_error,
    .xCurrentTimeInt64 = x_now64,
};

static volatile uint64_t present_seed;

// Only what is safe in a signal handler.
static void say_seed(int signal) {
  static const char start[] = "FAILED seed=";
  static const char end[] = " # trap: the program stopped itself\n";
  char digits[24];
  int at = sizeof digits;
  for (uint64_t left = present_seed; at > 0; left /= 10) {
    digits[--at] = (char)('0' + left % 10);
    if (left < 10) break;
  }
  for (int out = 1; out <= 2; out++) {
    if (write(out, start, sizeof start - 1) < 0 || write(out, digits + at, sizeof digits - (size_t)at) < 0 ||
        write(out, end, sizeof end - 1) < 0)
      break;
  }
  _exit(128 + signal);
}

int fault_disk_install(void) {
  static const int traps[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE};
  for (size_t i = 0; i < sizeof traps / sizeof *traps; i++) signal(traps[i], say_seed);
  return sqlite3_vfs_register(&disk, 1);
}

void fault_disk_note(uint64_t seed) { present_seed = seed; }

void fault_disk_reset(uint64_t seed) {
  while (nodes) bury(nodes);
  memset(plans, 0, sizeof plans);
  randomness = seed;
  sqlite3_randomness(0, 0);
}

void fault_disk_plan(int number, int kinds, int after, int code, int times, int reaches) {
  plans[number] = (Plan){kinds, after, code, times, reaches, 0};
}

int fault_disk_fired(int number) { return plans[number].fired; }

static Node *revive(const char *name, const uint8_t *data, int64_t size) {
  Node *node = make(name);
  if (!node || grow(node, size)) return 0;
  if (size > 0) memcpy(node->data, data, (size_t)size);
  node->size = node->synced_size = size;
  return node;
}

// The files of a disk that are linked now; what is made meanwhile is not among them.
static int linked(int number, Node **found, int max) {
  int count = 0;
  for (Node *node = nodes; node && count < max; node = node->next)
    if (node->disk == number && node->name[0]) found[count++] = node;
  return count;
}

// Puts what is left of a disk's files in their place; whoever has the old ones open gets errors.
static void renew(int number, uint64_t *seed) {
  Node *found[32];
  int count = linked(number, found, 32);
  for (int i = 0; i < count; i++) {
    Node *node = found[i];
    int64_t size = node->size;
    for (int u = 0; seed && u < node->undo_count; u++)
      if (mix(seed) & 1) memcpy(node->data + node->undo[u].sector * SECTOR, node->undo[u].old, SECTOR);
    if (seed && size != node->synced_size && (mix(seed) & 1)) size = node->synced_size;
    char name[128];
    strcpy(name, node->name);
    node->refs++;  // Its bytes are still needed.
    bury(node);
    revive(name, node->data, size);
    if (--node->refs == 0) free_node(node);
  }
  plans[number] = (Plan){0};
}

void fault_disk_crash(int number, uint64_t seed) { renew(number, &seed); }

void fault_disk_detach(int number) { renew(number, 0); }

void *fault_disk_take(int number) {
  Node *found[32];
  int count = linked(number, found, 32);
  Image *first = 0;
  for (int i = 0; i < count; i++) {
    Image *image = calloc(1, sizeof *image);
    if (!image) break;
    const char *slash = strrchr(found[i]->name, '/');
    strncpy(image->name, slash ? slash + 1 : found[i]->name, sizeof image->name - 1);
    image->size = found[i]->size;
    image->data = malloc((size_t)image->size + 1);
    if (image->data && image->size > 0) memcpy(image->data, found[i]->data, (size_t)image->size);
    image->next = first;
    first = image;
  }
  return first;
}

void fault_disk_put(int number, const void *image) {
  Node *found[32];
  int count = linked(number, found, 32);
  for (int i = 0; i < count; i++) bury(found[i]);
  for (const Image *at = image; at; at = at->next) {
    char name[128];
    sqlite3_snprintf(sizeof name, name, "/sim/%d/%s", number, at->name);
    revive(name, at->data, at->size);
  }
  plans[number] = (Plan){0};
}

void fault_disk_free(void *image) {
  for (Image *at = image; at;) {
    Image *next = at->next;
    free(at->data);
    free(at);
    at = next;
  }
}

int fault_disk_holds(int number, const void *needle, int length) {
  for (Node *node = nodes; node; node = node->next)
    if (node->disk == number && node->size >= length &&
        memmem(node->data, (size_t)node->size, needle, (size_t)length))
      return 1;
  return 0;
}
