#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static int saved = -1;
static int log_file = -1;
static off_t log_start;

enum { TAIL_SIZE = 4096 };

int32_t standard_error_redirect(const char *path) {
    if (saved >= 0 || (!path && !isatty(STDERR_FILENO))) return 0;
    int file = path ? open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600)
                    : memfd_create("cancelsync-standard-error", MFD_CLOEXEC);
    if (file < 0) return errno;
    int keep = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
    if (keep < 0 || dup2(file, STDERR_FILENO) < 0) {
        int32_t error = errno;
        if (keep >= 0) close(keep);
        close(file);
        return error;
    }
    log_file = file;
    log_start = lseek(file, 0, SEEK_END);
    saved = keep;
    return 0;
}

// Shows control characters as question marks: what was logged must not drive the terminal.
static size_t clean(unsigned char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        bool is_c1 = i > 0 && text[i - 1] == 0xC2 && text[i] >= 0x80 && text[i] < 0xA0;
        if ((text[i] < 0x20 && text[i] != '\n' && text[i] != '\t') || text[i] == 0x7F) {
            text[i] = '?';
        } else if (is_c1) {
            text[i - 1] = text[i] = '?';
        }
    }
    return length;
}

// Only calls that are allowed in a signal handler.
static void print_tail(void) {
    unsigned char tail[TAIL_SIZE];
    off_t end = lseek(log_file, 0, SEEK_END);
    if (end <= log_start) return;
    off_t start = end - log_start > TAIL_SIZE ? end - TAIL_SIZE : log_start;
    ssize_t count = pread(log_file, tail, sizeof tail, start);
    if (count <= 0) return;
    ssize_t skipped = 0;
    if (start > log_start) {
        while (skipped < count && tail[skipped] != '\n') skipped++;
        skipped = skipped < count ? skipped + 1 : 0;
    }
    size_t length = clean(tail + skipped, (size_t)(count - skipped));
    descriptor_write(STDERR_FILENO, (const char *)tail + skipped, (int32_t)length);
}

void standard_error_restore_in_crash(void) {
    if (saved < 0) return;
    dup2(saved, STDERR_FILENO);
    print_tail();
}

void standard_error_restore(void) {
    if (saved < 0) return;
    standard_error_restore_in_crash();
    close(saved);
    close(log_file);
    saved = log_file = -1;
}
