// The C that makes thumbnails, by itself and with AddressSanitizer: scripts/fuzz-picture.sh. What Sources/tatua/Pictures
// does with it, in the same order and within the same bounds.
#include "picture.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    // The first byte is the way up, which Swift reads from the EXIF block.
    if (count < 3) return 0;
    int orientation = bytes[0] % 10;
    const uint8_t *file = bytes + 1;
    size_t file_count = count - 1;
    tatua_picture picture = {0};
    int code = file[0] == 0xFF ? tatua_picture_read_jpeg(file, file_count, 320, 64000000, 192L << 20, &picture)
                               : tatua_picture_read_png(file, file_count, 24000000, &picture);
    if (code != 0) return 0;
    // All that was said to be there is touched.
    volatile unsigned char last = 0;
    for (size_t place = 0; place < picture.exif_count; place++) last ^= picture.exif[place];
    if (tatua_picture_turn(&picture, orientation) == 0) {
        const int edges[] = {320, 240, 160, 96, 64};
        for (int index = 0; index < 5; index++) {
            tatua_picture small = {0};
            if (tatua_picture_fit(&picture, edges[index], &small) != 0) break;
            unsigned char *written = NULL;
            unsigned long written_count = 0;
            if (tatua_picture_write_jpeg(&small, 45, &written, &written_count) == 0) free(written);
            tatua_picture_free(&small);
        }
    }
    tatua_picture_free(&picture);
    return 0;
}
