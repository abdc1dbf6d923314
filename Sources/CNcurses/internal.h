// What the files of this target share.

#ifndef CANCELSYNC_CNCURSES_INTERNAL_H
#define CANCELSYNC_CNCURSES_INTERNAL_H

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <termios.h>

#include "CNcurses.h"

// keys.c: input comes from a pad of its own, because reading from the screen's window would
// refresh that window.
bool keys_open(void);
void keys_close(void);

// paper.c: what curses writes to. Curses flushes at each move of the cursor; a frame that is gathered
// reaches the terminal as one write, whole, and wakes its other end once.
FILE *paper_open(void);
void paper_close(void);
// Whether what is sent stands between two marks, so that the terminal shows it at once.
void paper_synchronize(bool synchronizes);
// From here on output is kept, until it is sent or dropped; false where the system cannot.
bool paper_gather(void);
void paper_send(void);
void paper_drop(void);

// signals.c
bool signals_open(void);
void signals_close(void);
int signals_descriptor(void);
// Stops the process group as Ctrl-Z in a shell does; returns once it is continued.
void signals_stop_group(void);

// crash.c
void crash_arm(const struct termios *modes, const char *restore, size_t length);
void crash_disarm(void);

// standard_error.c: safe in a signal handler.
void standard_error_restore_in_crash(void);

#endif
