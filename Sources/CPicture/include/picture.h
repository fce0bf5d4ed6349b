// What a thumbnail needs of libjpeg and libpng. Both report errors by jumping, which Swift cannot be jumped out of: so the
// jumps stay in here, and each function says 0 for done and anything else for not done.
#pragma once

#include <stddef.h>

// Three bytes a pixel, from the top left. `exif` is the block that a camera wrote into a JPEG picture, or NULL.
typedef struct {
    int width;
    int height;
    unsigned char *rgb;
    unsigned char *exif;
    size_t exif_count;
} tatua_picture;

// Reads a picture, made smaller on the way where that costs nothing: its longer side stays at least `edge` where it was.
// Nothing of more than `pixels_max` pixels is decoded, and no more than `memory_max` bytes are taken to do it.
int tatua_picture_read_jpeg(
    const unsigned char *bytes, size_t count, int edge, long pixels_max, long memory_max, tatua_picture *picture);
int tatua_picture_read_png(const unsigned char *bytes, size_t count, long pixels_max, tatua_picture *picture);

// Turns and mirrors it as EXIF's orientation (1 to 8) says.
int tatua_picture_turn(tatua_picture *picture, int orientation);

// Makes its longer side `edge` pixels, each the mean of those it stands for; one that is smaller is copied.
int tatua_picture_fit(const tatua_picture *picture, int edge, tatua_picture *small);

// Writes JPEG of this quality (1 to 100); the bytes are the caller's to free().
int tatua_picture_write_jpeg(const tatua_picture *picture, int quality, unsigned char **bytes, unsigned long *count);

void tatua_picture_free(tatua_picture *picture);
