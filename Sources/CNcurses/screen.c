#include "internal.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *opened;
static struct termios original_modes;
static bool speaks_ansi;
static bool caret_is_visible;
static uint32_t style_attributes;
static int32_t style_pair;

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";
// Presses and the wheel, with positions beyond column 223.
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";
static bool uses_mouse;
// Whether it can draw a frame at once (mode 2026), and who it is. Every terminal answers the second
// question, so that its answer means that none to the first will come.
static const char questions[] = "\033[?2026$p\033[c";

// Curses drops all Hangul, silently, under a locale that cannot encode it.
static bool use_unicode(void) {
    static const char *const candidates[] = {"", "C.UTF-8", "C.utf8", "en_US.UTF-8"};
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        if (setlocale(LC_CTYPE, candidates[i]) && !strcmp(nl_langinfo(CODESET), "UTF-8")) {
            return true;
        }
    }
    return false;
}

static const char *capability(const char *name) {
    char *text = tigetstr((char *)name);
    return text == (char *)-1 ? NULL : text;
}

// A name that the database lacks is most often a new xterm-like terminal. One that is known and
// cannot place its cursor is what it says.
static enum screen_status open_curses(void) {
    FILE *paper = paper_open();
    if (!paper) return SCREEN_UNAVAILABLE;
    opened = newterm(NULL, paper, stdin);
    if (!opened) opened = newterm("xterm-256color", paper, stdin);
    if (opened && capability("cup")) return SCREEN_OPENED;
    enum screen_status status = SCREEN_UNKNOWN_TERMINAL;
    if (opened) {
        status = SCREEN_CANNOT_PLACE_CURSOR;
        endwin();
        delscreen(opened);
        opened = NULL;
    }
    paper_close();
    return status;
}

// Appends a capability without its padding, which a signal handler cannot wait for.
static size_t append(char *text, size_t length, size_t capacity, const char *more) {
    while (more && *more && length < capacity) {
        if (more[0] == '$' && more[1] == '<') {
            const char *end = strchr(more, '>');
            if (end) {
                more = end + 1;
                continue;
            }
        }
        text[length++] = *more++;
    }
    return length;
}

static void arm_crash_handlers(void) {
    static const char *const names[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
    char text[256];
    size_t length = append(text, 0, sizeof text, speaks_ansi ? paste_off : NULL);
    length = append(text, length, sizeof text, speaks_ansi ? mouse_off : NULL);
    // A crash in the middle of a frame would leave the terminal waiting for its end.
    length = append(text, length, sizeof text, speaks_ansi ? "\033[?2026l" : NULL);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        length = append(text, length, sizeof text, capability(names[i]));
    }
    crash_arm(&original_modes, text, length);
}

static void send(const char *text) {
    if (speaks_ansi) descriptor_write(STDOUT_FILENO, text, (int32_t)strlen(text));
}

static void give_modes_back(void) {
    send(paste_off);
    if (uses_mouse) send(mouse_off);
}

// Until it was left and entered once, curses writes at each movement of the cursor instead of once a
// frame. What it sends for that is let go: the terminal stays as it is.
static void enter_curses_again(void) {
    if (!paper_gather()) return;
    endwin();
    doupdate();
    paper_drop();
}

static void set_up_modes(void) {
    raw();
    noecho();
    nonl();
    // Inserting and deleting within a row goes wrong beside wide characters.
    idcok(stdscr, FALSE);
    if (!getenv("ESCDELAY")) set_escdelay(25);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    // A frame is sent whole, whatever was typed meanwhile.
    typeahead(-1);
    curs_set(0);
    caret_is_visible = false;
    enter_curses_again();
    speaks_ansi = !strncmp(capability("cup"), "\033[", 2);
    send(paste_on);
}

enum screen_status screen_open(void) {
    if (opened) return SCREEN_UNAVAILABLE;
    if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &original_modes)) {
        return SCREEN_INPUT_NOT_A_TERMINAL;
    }
    if (!isatty(STDOUT_FILENO)) return SCREEN_OUTPUT_NOT_A_TERMINAL;
    if (!use_unicode()) return SCREEN_NO_UNICODE;
    // Before curses, which leaves alone what is already handled.
    if (!signals_open()) return SCREEN_UNAVAILABLE;
    enum screen_status status = open_curses();
    if (status == SCREEN_OPENED) {
        set_up_modes();
        if (keys_open()) {
            arm_crash_handlers();
            screen_update_size();
            return SCREEN_OPENED;
        }
        status = SCREEN_UNAVAILABLE;
        screen_close();
    }
    signals_close();
    return status;
}

void screen_close(void) {
    if (!opened) return;
    give_modes_back();
    uses_mouse = false;
    if (!caret_is_visible) curs_set(1);
    endwin();
    crash_disarm();
    keys_close();
    delscreen(opened);
    opened = NULL;
    paper_close();
    tcsetattr(STDIN_FILENO, TCSANOW, &original_modes);
    signals_close();
}

int32_t screen_rows(void) { return opened && LINES > 0 ? LINES : 1; }

int32_t screen_columns(void) { return opened && COLS > 0 ? COLS : 1; }

void screen_update_size(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_row || !size.ws_col) return;
    if (size.ws_row != LINES || size.ws_col != COLS) resize_term(size.ws_row, size.ws_col);
}

int32_t screen_color_count(void) { return opened && has_colors() ? COLORS : 0; }

void screen_define_pair(int32_t pair, int32_t foreground) {
    init_extended_pair(pair, foreground, -1);
}

void screen_use_mouse(bool is_wanted) {
    if (!opened || uses_mouse == is_wanted) return;
    uses_mouse = is_wanted;
    send(is_wanted ? mouse_on : mouse_off);
}

bool screen_ask(void) {
    if (!opened || !speaks_ansi) return false;
    send(questions);
    return true;
}

void screen_synchronize(void) { paper_synchronize(true); }

void screen_send(const char *bytes, int32_t count) {
    if (opened && speaks_ansi) descriptor_write(STDOUT_FILENO, bytes, count);
}

void screen_forget(void) {
    werase(stdscr);
    clearok(curscr, TRUE);
}

void screen_put_blanks(int32_t row, int32_t column, int32_t count) {
    wattr_set(stdscr, A_NORMAL, 0, NULL);
    wmove(stdscr, row, column);
    for (int32_t i = 0; i < count; i++) waddch(stdscr, ' ');
}

static bool has_width(const uint32_t *scalars, int32_t count, int32_t width) {
    if (count < 1 || count > CCHARW_MAX || wcwidth((wchar_t)scalars[0]) != width) return false;
    for (int32_t i = 1; i < count; i++) {
        if (wcwidth((wchar_t)scalars[i]) != 0) return false;
    }
    return true;
}

void screen_put_glyph(int32_t row, int32_t column, const uint32_t *scalars, int32_t count,
                      int32_t width) {
    wchar_t text[CCHARW_MAX + 1] = {L'?'};
    int32_t repeats = width;
    if (has_width(scalars, count, width)) {
        repeats = 1;
        for (int32_t i = 0; i < count; i++) text[i] = (wchar_t)scalars[i];
    }
    cchar_t cell;
    if (setcchar(&cell, text, style_attributes, (short)style_pair, NULL) == ERR) return;
    wmove(stdscr, row, column);
    for (int32_t i = 0; i < repeats; i++) wadd_wch(stdscr, &cell);
}

void screen_set_style(uint32_t attributes, int32_t pair) {
    style_attributes = (attributes & SCREEN_BOLD ? A_BOLD : 0)
        | (attributes & SCREEN_DIM ? A_DIM : 0)
        | (attributes & SCREEN_UNDERLINED ? A_UNDERLINE : 0)
        | (attributes & SCREEN_REVERSED ? A_REVERSE : 0);
    style_pair = pair;
}

void screen_present(int32_t row, int32_t column, bool shows_caret) {
    paper_gather();
    if (caret_is_visible && !shows_caret) curs_set(0);
    if (row >= 0) wmove(stdscr, row, column);
    wnoutrefresh(stdscr);
    doupdate();
    if (!caret_is_visible && shows_caret) curs_set(1);
    paper_send();
    caret_is_visible = shows_caret;
}

static void leave(void) {
    give_modes_back();
    endwin();
    tcsetattr(STDIN_FILENO, TCSANOW, &original_modes);
}

// Takes keys at once. The screen is entered again by the next frame, which draws all of it: the one
// before would else flash by, without marks.
static void take_again(void) {
    screen_update_size();
    clearok(curscr, TRUE);
    reset_prog_mode();
    send(paste_on);
    if (uses_mouse) send(mouse_on);
}

void screen_suspend(void) {
    if (!opened) return;
    leave();
    signals_stop_group();
    take_again();
}

void screen_resume(void) {
    if (!opened) return;
    leave();
    take_again();
}
