// What is set of SQLite in C: calls that take variable arguments, which Swift does not import, and
// what is called back often.

#ifndef CANCELSYNC_CSQLITESETUP_H
#define CANCELSYNC_CSQLITESETUP_H

// Lets SQLite do without what this program does not need: locks within a connection, each of which
// is used by one thread at a time, and statistics of its memory, which take a lock per allocation.
// Without effect once SQLite is in use.
void sqlite_set_up(void);

// Has a connection's statements offer the processor to other threads twice in a millisecond for as
// long as they run. The system may else leave a thread that has a key to draw waiting behind one that
// goes through a table for as long as it likes, while another processor is idle.
void sqlite_share_processor(void *connection);

#endif
