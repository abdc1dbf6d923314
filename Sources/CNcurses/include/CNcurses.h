int cancelsync_curses_link(void);
