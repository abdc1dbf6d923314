#include "internal.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static FILE *paper;
// Where frames are gathered; -1 where the system cannot, and curses writes directly.
static int gathered = -1;

static const char begin_frame[] = "\033[?2026h";
static const char end_frame[] = "\033[?2026l";
static bool marks_frames;

FILE *paper_open(void) {
    // A descriptor of its own: standard output stays the terminal, also for crash handlers.
    int descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (descriptor < 0) return NULL;
    paper = fdopen(descriptor, "w");
    if (!paper) {
        close(descriptor);
        return NULL;
    }
    gathered = memfd_create("frame", MFD_CLOEXEC);
    return paper;
}

void paper_close(void) {
    if (paper) fclose(paper);
    if (gathered >= 0) close(gathered);
    paper = NULL;
    gathered = -1;
    marks_frames = false;
}

void paper_synchronize(bool synchronizes) { marks_frames = synchronizes; }

bool paper_gather(void) {
    if (gathered < 0 || lseek(gathered, 0, SEEK_SET) < 0) return false;
    if (marks_frames) descriptor_write(gathered, begin_frame, sizeof begin_frame - 1);
    return dup3(gathered, fileno(paper), O_CLOEXEC) >= 0;
}

void paper_drop(void) { dup3(STDOUT_FILENO, fileno(paper), O_CLOEXEC); }

void paper_send(void) {
    if (gathered < 0) return;
    off_t length = lseek(gathered, 0, SEEK_CUR);
    if (marks_frames) {
        // A frame in which nothing changed is not sent.
        if (length == sizeof begin_frame - 1) length = 0;
        descriptor_write(gathered, end_frame, sizeof end_frame - 1);
        if (length > 0) length += sizeof end_frame - 1;
    }
    dup3(STDOUT_FILENO, fileno(paper), O_CLOEXEC);
    char bytes[8192];
    for (off_t offset = 0; offset < length;) {
        size_t rest = (size_t)(length - offset);
        ssize_t count = pread(gathered, bytes, rest < sizeof bytes ? rest : sizeof bytes, offset);
        if (count <= 0) return;
        descriptor_write(STDOUT_FILENO, bytes, (int32_t)count);
        offset += count;
    }
}
