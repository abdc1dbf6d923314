#include "internal.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

const char *curses_library_version(void) { return curses_version(); }

int32_t terminal_color_count(const char *terminal) {
    int problem = 0;
    if (setupterm(terminal, STDERR_FILENO, &problem) != OK) return TERMINAL_UNKNOWN;
    int count = tigetnum("colors");
    del_curterm(cur_term);
    return count > 0 ? count : TERMINAL_WITHOUT_COLORS;
}
