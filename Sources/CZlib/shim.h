// What Gzip uses of zlib. The two initialisers are macros, which Swift cannot import.
#pragma once

#include <string.h>
#include <zlib.h>

// 15 bits of window, and 16 for the header and trailer of gzip.
static inline int tatua_deflate_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int tatua_inflate_begin(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}
