#include "loading.h"

// What is defined here must not take the place of what the library calls of its own.
#pragma GCC visibility push(hidden)
#include <archive.h>
#include <archive_entry.h>

static const char *const names[] = {"libarchive.so.13", NULL};
typedef struct archive archive;
typedef struct archive_entry entry;

ON_DEMAND(names, archive *, archive_read_new, (void), (), NULL)
ON_DEMAND(names, int, archive_read_support_format_zip, (archive *a), (a), ARCHIVE_FATAL)
ON_DEMAND(names, int, archive_read_open_fd, (archive *a, int fd, size_t size), (a, fd, size),
    ARCHIVE_FATAL)
ON_DEMAND(names, int, archive_read_next_header, (archive *a, entry **e), (a, e), ARCHIVE_FATAL)
ON_DEMAND(names, la_ssize_t, archive_read_data, (archive *a, void *to, size_t size),
    (a, to, size), ARCHIVE_FATAL)
ON_DEMAND(names, int, archive_read_free, (archive *a), (a), ARCHIVE_FATAL)
ON_DEMAND(names, int, archive_errno, (archive *a), (a), 0)
ON_DEMAND(names, const char *, archive_error_string, (archive *a), (a), NULL)
ON_DEMAND(names, int, archive_entry_is_encrypted, (entry *e), (e), 0)
ON_DEMAND(names, const char *, archive_entry_pathname, (entry *e), (e), NULL)
