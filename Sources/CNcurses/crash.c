#include "internal.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

// On a crash the terminal is given back first; then the handler that was there before is called, so
// that its report appears on a sane terminal; then the process dies of the signal. Returning to let
// the fault repeat would not do: a signal that another process sent does not repeat.

static const int fatal[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { FATAL_COUNT = sizeof fatal / sizeof *fatal };
static struct sigaction previous[FATAL_COUNT];

static struct termios original_modes;
static char restore_text[256];
static size_t restore_length;
static volatile sig_atomic_t is_armed;

// A stack that has overflowed cannot run the handler.
static char spare_stack[64 * 1024];

// The report of a crash may offer a dialogue and wait for an answer; with nobody to ask it goes on.
static void empty_standard_input(void) {
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing >= 0) dup2(nothing, STDIN_FILENO);
}

static void call_previous(int signal, siginfo_t *information, void *context) {
    for (size_t i = 0; i < FATAL_COUNT; i++) {
        if (fatal[i] != signal) continue;
        if (previous[i].sa_flags & SA_SIGINFO) {
            previous[i].sa_sigaction(signal, information, context);
        } else if (previous[i].sa_handler != SIG_DFL && previous[i].sa_handler != SIG_IGN) {
            previous[i].sa_handler(signal);
        }
    }
}

static void handle_crash(int signal, siginfo_t *information, void *context) {
    if (is_armed) {
        is_armed = 0;
        descriptor_write(STDOUT_FILENO, restore_text, (int32_t)restore_length);
        tcsetattr(STDIN_FILENO, TCSANOW, &original_modes);
        standard_error_restore_in_crash();
        empty_standard_input();
    }
    call_previous(signal, information, context);
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
    // Taken when this returns.
    raise(signal);
}

void crash_arm(const struct termios *modes, const char *restore, size_t length) {
    original_modes = *modes;
    restore_length = length < sizeof restore_text ? length : sizeof restore_text;
    memcpy(restore_text, restore, restore_length);

    stack_t stack;
    if (!sigaltstack(NULL, &stack) && stack.ss_flags & SS_DISABLE) {
        stack = (stack_t){.ss_sp = spare_stack, .ss_size = sizeof spare_stack};
        sigaltstack(&stack, NULL);
    }
    struct sigaction action = {.sa_sigaction = handle_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < FATAL_COUNT; i++) sigaction(fatal[i], &action, &previous[i]);
    is_armed = 1;
}

void crash_disarm(void) {
    if (!is_armed) return;
    is_armed = 0;
    for (size_t i = 0; i < FATAL_COUNT; i++) sigaction(fatal[i], &previous[i], NULL);
}
