// What is to be set before SQLite's first use in the process; its call takes variable arguments,
// which Swift does not import.

#ifndef CANCELSYNC_CSQLITESETUP_H
#define CANCELSYNC_CSQLITESETUP_H

// Lets SQLite do without what this program does not need: locks within a connection, each of which
// is used by one thread at a time, and statistics of its memory, which take a lock per allocation.
// Without effect once SQLite is in use.
void sqlite_set_up(void);

#endif
