#include "CNcurses.h"
int cancelsync_curses_link(void) { return 0; }
