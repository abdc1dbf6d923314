#include "internal.h"

#include <curses.h>

static WINDOW *input;

// Codes of our own, above those of curses and of its extended keys.
enum { PASTE_BEGINS = 0x1000, PASTE_ENDS, MOUSE_BEGINS };

// Terminals send these whatever the database says of them, and within tmux or screen it is
// often wrong.
static const struct {
    const char *sequence;
    int code;
} aliases[] = {
    {"\033[A", KEY_UP},       {"\033OA", KEY_UP},       {"\033[B", KEY_DOWN},
    {"\033OB", KEY_DOWN},     {"\033[C", KEY_RIGHT},    {"\033OC", KEY_RIGHT},
    {"\033[D", KEY_LEFT},     {"\033OD", KEY_LEFT},     {"\033[H", KEY_HOME},
    {"\033OH", KEY_HOME},     {"\033[1~", KEY_HOME},    {"\033[7~", KEY_HOME},
    {"\033[F", KEY_END},      {"\033OF", KEY_END},      {"\033[4~", KEY_END},
    {"\033[8~", KEY_END},     {"\033[5~", KEY_PPAGE},   {"\033[6~", KEY_NPAGE},
    {"\033[3~", KEY_DC},      {"\033[Z", KEY_BTAB},     {"\033OM", KEY_ENTER},
    {"\033[1;2A", KEY_SR},    {"\033[1;2B", KEY_SF},    {"\033[1;2D", KEY_SLEFT},
    {"\033[1;2C", KEY_SRIGHT},
    {"\033OP", KEY_F(1)},     {"\033OQ", KEY_F(2)},     {"\033OR", KEY_F(3)},
    {"\033OS", KEY_F(4)},     {"\033[11~", KEY_F(1)},   {"\033[12~", KEY_F(2)},
    {"\033[13~", KEY_F(3)},   {"\033[14~", KEY_F(4)},   {"\033[200~", PASTE_BEGINS},
    {"\033[201~", PASTE_ENDS}, {"\033[<", MOUSE_BEGINS},
};

bool keys_open(void) {
    input = newpad(1, 1);
    if (!input) return false;
    keypad(input, TRUE);
    nodelay(input, TRUE);
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        define_key(aliases[i].sequence, aliases[i].code);
    }
    return true;
}

void keys_close(void) {
    if (input) delwin(input);
    input = NULL;
}

static int32_t translate(int code) {
    switch (code) {
    case KEY_UP: return SCREEN_KEY_UP;
    case KEY_DOWN: return SCREEN_KEY_DOWN;
    case KEY_LEFT: return SCREEN_KEY_LEFT;
    case KEY_RIGHT: return SCREEN_KEY_RIGHT;
    case KEY_PPAGE: return SCREEN_KEY_PAGE_UP;
    case KEY_NPAGE: return SCREEN_KEY_PAGE_DOWN;
    case KEY_HOME: return SCREEN_KEY_HOME;
    case KEY_END: return SCREEN_KEY_END;
    case KEY_ENTER: return SCREEN_KEY_ENTER;
    case KEY_BTAB: return SCREEN_KEY_BACK_TAB;
    case KEY_BACKSPACE: return SCREEN_KEY_BACKSPACE;
    case KEY_DC: return SCREEN_KEY_DELETE;
    // The database calls these after what they do to a text: scroll back, and scroll forward.
    case KEY_SR: return SCREEN_KEY_SHIFT_UP;
    case KEY_SF: return SCREEN_KEY_SHIFT_DOWN;
    case KEY_SLEFT: return SCREEN_KEY_SHIFT_LEFT;
    case KEY_SRIGHT: return SCREEN_KEY_SHIFT_RIGHT;
    case PASTE_BEGINS: return SCREEN_KEY_PASTE_BEGINS;
    case PASTE_ENDS: return SCREEN_KEY_PASTE_ENDS;
    case MOUSE_BEGINS: return SCREEN_KEY_MOUSE_BEGINS;
    default: break;
    }
    if (code >= KEY_F(1) && code <= KEY_F(63)) return SCREEN_KEY_FUNCTION + (code - KEY_F0);
    return SCREEN_KEY_OTHER;
}

int32_t screen_next_key(void) {
    if (!input) return SCREEN_KEY_NONE;
    int code = wgetch(input);
    if (code == ERR) return SCREEN_KEY_NONE;
    return code >= 0 && code < 256 ? code : translate(code);
}
