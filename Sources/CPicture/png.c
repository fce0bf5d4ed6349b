#include "picture.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

int tatua_picture_read_png(const unsigned char *bytes, size_t count, long pixels_max, tatua_picture *picture) {
    png_image image;
    memset(&image, 0, sizeof image);
    memset(picture, 0, sizeof *picture);
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes, count)) return 1;
    if (!image.width || !image.height || (long)image.width > pixels_max / (long)image.height) {
        png_image_free(&image);
        return 1;
    }
    image.format = PNG_FORMAT_RGB;
    picture->width = (int)image.width;
    picture->height = (int)image.height;
    picture->rgb = malloc(PNG_IMAGE_SIZE(image));
    // Where one sees through the picture, there is paper.
    png_color white = {255, 255, 255};
    if (picture->rgb && png_image_finish_read(&image, &white, picture->rgb, 0, NULL)) return 0;
    png_image_free(&image);
    tatua_picture_free(picture);
    return 1;
}
