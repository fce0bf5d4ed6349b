// What a process does to keep its memory to itself; Swift cannot call functions with a varying number of arguments.
#pragma once

#include <sys/prctl.h>

// No core file, and no other process of the same person may read this one's memory. 0 when it worked.
static inline int tatua_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
