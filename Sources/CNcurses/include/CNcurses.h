// The terminal as plain numbers.
//
// Curses is kept out of this header: its macros, its globals and its functions with everyday names
// (move, clear, filter) do not import into Swift well, and what does import differs by platform.
// One screen at a time, used from one thread; only wake_ring may be called from any.

#ifndef CANCELSYNC_CNCURSES_H
#define CANCELSYNC_CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

// MARK: The screen

enum screen_status {
    SCREEN_OPENED = 0,
    SCREEN_INPUT_NOT_A_TERMINAL,
    SCREEN_OUTPUT_NOT_A_TERMINAL,
    // Neither TERM nor xterm-256color is in the terminal database.
    SCREEN_UNKNOWN_TERMINAL,
    // The terminal is known, and cannot place its cursor.
    SCREEN_CANNOT_PLACE_CURSOR,
    // No locale can encode Hangul.
    SCREEN_NO_UNICODE,
    // Already open, or out of memory or of file descriptors.
    SCREEN_UNAVAILABLE,
};

// Puts the terminal into full-screen mode. On failure the terminal is as it was.
enum screen_status screen_open(void);

// Gives the terminal back as screen_open found it. Does nothing when no screen is open.
void screen_close(void);

// The size in cells; at least 1 by 1. screen_update_size asks the terminal for it anew.
int32_t screen_rows(void);
int32_t screen_columns(void);
void screen_update_size(void);

// How many colors there are; 0 or less without any.
int32_t screen_color_count(void);

// Gives `pair` (from 1) a foreground color on the terminal's own background. -1 is the terminal's
// own foreground.
void screen_define_pair(int32_t pair, int32_t foreground);

enum screen_attribute {
    SCREEN_BOLD = 1,
    SCREEN_DIM = 2,
    SCREEN_UNDERLINED = 4,
    SCREEN_REVERSED = 8,
};

// Asks the terminal to report presses of the mouse's buttons and its wheel, never its motion, or to
// keep the mouse; what it reports arrives as SCREEN_KEY_MOUSE_BEGINS. Off when the screen opens.
void screen_use_mouse(bool is_wanted);

// Asks the terminal whether it can draw a frame at once; the answers come as input. False for a
// terminal that cannot be asked.
bool screen_ask(void);

// From now on tells the terminal where each frame begins and ends.
void screen_synchronize(void);

// Sends `count` bytes of a control sequence past curses; nothing to a terminal that speaks none.
void screen_send(const char *bytes, int32_t count);

// Empties the whole screen, and makes the next screen_present send every cell.
void screen_forget(void);

// Empties `count` cells of a row.
void screen_put_blanks(int32_t row, int32_t column, int32_t count);

// Puts one character of `width` cells: a base and what combines with it. A character that curses
// would give another width is replaced by question marks, so that the rest of the row stays put.
void screen_put_glyph(int32_t row, int32_t column, const uint32_t *scalars, int32_t count,
                      int32_t width);

// Sets how the glyphs that follow look. `attributes` is a sum of screen_attribute; pair 0 is the
// terminal's own colors.
void screen_set_style(uint32_t attributes, int32_t pair);

// Sends what has changed, and leaves the cursor at a place, shown as a caret or hidden; a negative
// row leaves it where it is.
void screen_present(int32_t row, int32_t column, bool shows_caret);

// Gives the terminal back, stops the process group, and takes the terminal again once continued.
void screen_suspend(void);

// Takes the terminal again after something else may have changed it.
void screen_resume(void);

// MARK: Keys

// Codes below 256 are bytes, of UTF-8 or control.
enum screen_key {
    SCREEN_KEY_NONE = -1,
    SCREEN_KEY_UP = 0x100,
    SCREEN_KEY_DOWN,
    SCREEN_KEY_LEFT,
    SCREEN_KEY_RIGHT,
    SCREEN_KEY_PAGE_UP,
    SCREEN_KEY_PAGE_DOWN,
    SCREEN_KEY_HOME,
    SCREEN_KEY_END,
    SCREEN_KEY_ENTER,
    SCREEN_KEY_BACK_TAB,
    SCREEN_KEY_BACKSPACE,
    SCREEN_KEY_DELETE,
    SCREEN_KEY_SHIFT_UP,
    SCREEN_KEY_SHIFT_DOWN,
    SCREEN_KEY_SHIFT_LEFT,
    SCREEN_KEY_SHIFT_RIGHT,
    SCREEN_KEY_PASTE_BEGINS,
    SCREEN_KEY_PASTE_ENDS,
    // The bytes of a report follow: `button;column;row`, then M for a press or m for a release.
    SCREEN_KEY_MOUSE_BEGINS,
    // A key of which no more is known than that it is one.
    SCREEN_KEY_OTHER,
    // F0; F1 is the next.
    SCREEN_KEY_FUNCTION = 0x200,
};

// The next code that is there, or SCREEN_KEY_NONE at once.
int32_t screen_next_key(void);

// MARK: Waiting

enum screen_activity {
    SCREEN_ACTIVITY_KEYS = 1,
    SCREEN_ACTIVITY_WAKE = 2,
    SCREEN_ACTIVITY_SIGNAL = 4,
    SCREEN_ACTIVITY_HANG_UP = 8,
};

// Sleeps until a key, a ring of `wake` or a signal; at most `milliseconds`, for ever when negative.
// Returns a sum of screen_activity; 0 when the time is up.
int32_t screen_wait(int32_t wake, int32_t milliseconds);

enum screen_signal {
    SCREEN_SIGNAL_NONE = 0,
    SCREEN_SIGNAL_RESIZE,
    SCREEN_SIGNAL_STOP,
    SCREEN_SIGNAL_CONTINUE,
    // The process is to end.
    SCREEN_SIGNAL_END,
};

// The next signal that arrived, in order; its number goes to `number`.
enum screen_signal screen_next_signal(int32_t *number);

// A bell that wakes screen_wait. wake_open returns a descriptor, or -1 when there is none left.
int32_t wake_open(void);
void wake_ring(int32_t wake);
void wake_reset(int32_t wake);
void wake_close(int32_t wake);

// Writes all of `bytes` to a descriptor; gives up when it is closed or full.
void descriptor_write(int32_t descriptor, const char *bytes, int32_t count);

// MARK: Facts

// The version of the curses library, such as "ncurses 6.4.20221231".
const char *curses_library_version(void);

enum terminal_colors {
    TERMINAL_UNKNOWN = -2,
    TERMINAL_WITHOUT_COLORS = -1,
};

// How many colors the terminal database gives `terminal`, or one of terminal_colors. Not while a
// screen is open.
int32_t terminal_color_count(const char *terminal);

// MARK: Standard error

// Sends standard error to the end of the file at `path`, or to memory when `path` is NULL, where
// it cannot tear the screen. Memory is chosen only when standard error is a terminal. Returns 0,
// or the error number.
int32_t standard_error_redirect(const char *path);

// Puts standard error back and prints the end of what was written meanwhile.
void standard_error_restore(void);

#endif
