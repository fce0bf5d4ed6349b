#include "picture.h"

#include <stdlib.h>
#include <string.h>

void tatua_picture_free(tatua_picture *picture) {
    free(picture->rgb);
    free(picture->exif);
    memset(picture, 0, sizeof *picture);
}

int tatua_picture_turn(tatua_picture *picture, int orientation) {
    if (orientation < 2 || orientation > 8) return 0;
    int width = picture->width, height = picture->height;
    // From 5 on, rows become columns.
    int is_turned = orientation >= 5;
    int wide = is_turned ? height : width, high = is_turned ? width : height;
    unsigned char *turned = malloc((size_t)wide * high * 3);
    if (!turned) return 1;
    for (int y = 0; y < high; y++) {
        for (int x = 0; x < wide; x++) {
            int from_x = is_turned ? y : x, from_y = is_turned ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) from_x = width - 1 - from_x;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) from_y = height - 1 - from_y;
            memcpy(turned + ((size_t)y * wide + x) * 3, picture->rgb + ((size_t)from_y * width + from_x) * 3, 3);
        }
    }
    free(picture->rgb);
    picture->rgb = turned;
    picture->width = wide;
    picture->height = high;
    return 0;
}

int tatua_picture_fit(const tatua_picture *picture, int edge, tatua_picture *small) {
    int width = picture->width, height = picture->height;
    int longer = width > height ? width : height;
    memset(small, 0, sizeof *small);
    if (edge > longer) edge = longer;
    small->width = (int)((long)width * edge / longer);
    small->height = (int)((long)height * edge / longer);
    if (small->width < 1) small->width = 1;
    if (small->height < 1) small->height = 1;
    small->rgb = malloc((size_t)small->width * small->height * 3);
    if (!small->rgb) return 1;
    for (int y = 0; y < small->height; y++) {
        int top = (int)((long)y * height / small->height), bottom = (int)((long)(y + 1) * height / small->height);
        for (int x = 0; x < small->width; x++) {
            int left = (int)((long)x * width / small->width), right = (int)((long)(x + 1) * width / small->width);
            unsigned long sum[3] = {0, 0, 0}, pixels = (unsigned long)(bottom - top) * (unsigned long)(right - left);
            for (int row = top; row < bottom; row++) {
                const unsigned char *pixel = picture->rgb + ((size_t)row * width + left) * 3;
                for (int column = left; column < right; column++, pixel += 3) {
                    for (int colour = 0; colour < 3; colour++) sum[colour] += pixel[colour];
                }
            }
            unsigned char *to = small->rgb + ((size_t)y * small->width + x) * 3;
            for (int colour = 0; colour < 3; colour++) to[colour] = (unsigned char)(sum[colour] / pixels);
        }
    }
    return 0;
}
