#include "picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// After stdio, which it takes FILE from.
#include <jpeglib.h>

// A picture that sends its decoder over the same pixels more often than this is made to keep it busy.
#define SCANS_MAX 100

typedef struct {
    struct jpeg_error_mgr manager;
    jmp_buf back;
} fault;

static void leave(j_common_ptr info) { longjmp(((fault *)info->err)->back, 1); }

static void say_nothing(j_common_ptr info) { (void)info; }

static void count_scans(j_common_ptr info) {
    if (info->is_decompressor && ((j_decompress_ptr)info)->input_scan_number > SCANS_MAX) leave(info);
}

static struct jpeg_error_mgr *quiet(fault *errors) {
    struct jpeg_error_mgr *manager = jpeg_std_error(&errors->manager);
    manager->error_exit = leave;
    manager->output_message = say_nothing;
    return manager;
}

static void keep_exif(j_decompress_ptr info, tatua_picture *picture) {
    for (jpeg_saved_marker_ptr marker = info->marker_list; marker; marker = marker->next) {
        if (marker->data_length < 6 || memcmp(marker->data, "Exif\0\0", 6) != 0) continue;
        picture->exif_count = marker->data_length - 6;
        picture->exif = malloc(picture->exif_count ? picture->exif_count : 1);
        if (picture->exif) memcpy(picture->exif, marker->data + 6, picture->exif_count);
        return;
    }
}

int tatua_picture_read_jpeg(
    const unsigned char *bytes, size_t count, int edge, long pixels_max, long memory_max, tatua_picture *picture) {
    struct jpeg_decompress_struct info;
    struct jpeg_progress_mgr progress = {.progress_monitor = count_scans};
    fault errors;
    memset(picture, 0, sizeof *picture);
    info.err = quiet(&errors);
    if (setjmp(errors.back)) {
        jpeg_destroy_decompress(&info);
        tatua_picture_free(picture);
        return 1;
    }
    jpeg_create_decompress(&info);
    info.mem->max_memory_to_use = memory_max;
    info.progress = &progress;
    jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    if (!info.image_width || !info.image_height || (long)info.image_width > pixels_max / (long)info.image_height)
        leave((j_common_ptr)&info);
    long longer = info.image_width > info.image_height ? info.image_width : info.image_height;
    info.scale_denom = 8;
    info.scale_num = 8;
    while (info.scale_num > 1 && longer * (info.scale_num / 2) / 8 >= edge) info.scale_num /= 2;
    info.out_color_space = JCS_RGB;
    jpeg_start_decompress(&info);
    picture->width = (int)info.output_width;
    picture->height = (int)info.output_height;
    size_t line = (size_t)info.output_width * 3;
    if (info.output_components != 3 || !(picture->rgb = malloc(line * info.output_height)))
        leave((j_common_ptr)&info);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = picture->rgb + line * info.output_scanline;
        jpeg_read_scanlines(&info, &row, 1);
    }
    keep_exif(&info, picture);
    jpeg_destroy_decompress(&info);
    return 0;
}

int tatua_picture_write_jpeg(const tatua_picture *picture, int quality, unsigned char **bytes, unsigned long *count) {
    struct jpeg_compress_struct info;
    fault errors;
    *bytes = NULL;
    *count = 0;
    info.err = quiet(&errors);
    if (setjmp(errors.back)) {
        jpeg_destroy_compress(&info);
        // Memory ran out while it grew; whose buffer it was is not known any more, so it is left.
        *bytes = NULL;
        return 1;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, bytes, count);
    info.image_width = (JDIMENSION)picture->width;
    info.image_height = (JDIMENSION)picture->height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    info.optimize_coding = TRUE;
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        JSAMPROW row = picture->rgb + (size_t)picture->width * 3 * info.next_scanline;
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return 0;
}
